#include "check/checker.h"

#include "find/findings.h"
#include "value/quantity_factor.h"

/* Who says it: "herald-2025-12, niaoge-2026-01". Caller frees. */
static char *source_list(const Claim *claim)
{
    g_autoptr(GString) sources = g_string_new(NULL);
    for (size_t i = 0; i < claim->citation_count; i++)
        g_string_append_printf(sources, "%s%s", i > 0 ? ", " : "", claim->citations[i].id);
    return g_strdup(sources->len > 0 ? sources->str : "nobody");
}

static const char *value_text(const Claim *claim)
{
    switch (claim->value.kind) {
    case VALUE_NONE:
        return "(none)";
    case VALUE_TEXT:
        return localised_get(claim->value.localised, 0);
    case VALUE_OBJECT:
        return "(stated)";
    default:
        return claim->value.text;
    }
}

/* One may be the other in another unit. */
static void hint_factor(Diagnostic *d, const Quantity *a, const Quantity *b)
{
    const char *words = quantity_factor_words(a, b);
    if (words != NULL)
        diag_hint(d, "%s", words);
}

/* What the claims are about, in the words of messages. */
static const char *subject(const Conflict *conflict)
{
    if (conflict->milestone != NULL)
        return conflict->milestone->id;
    if (conflict->figure != NULL)
        return conflict->figure->id;
    return conflict->slots[conflict->slot_count - 1]->name;
}

/* Nobody disagrees: one source says several things, or has been read so. */
static void report_contradiction(Checker *checker, const Conflict *conflict, const char *by)
{
    Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_CONFLICT, conflict->b->value.span,
                                "'%s' is both %s and %s by %s", subject(conflict),
                                value_text(conflict->a), value_text(conflict->b), by);
    diag_note(d, conflict->a->value.span, "the first of them stands here");
    diag_hint(d, "if both hold, say what for (`for: boost`); if it has corrected itself, when "
                 "(`as_of`)");
}

static void report_conflict(Checker *checker, const Conflict *conflict)
{
    const Claim *a = conflict->a;
    const Claim *b = conflict->b;
    g_autofree char *by_a = source_list(a);
    g_autofree char *by_b = source_list(b);
    if (conflict->has_one_source) {
        report_contradiction(checker, conflict, by_a);
        return;
    }
    Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_CONFLICT, b->value.span,
                                "'%s' is %s by %s, but %s by %s", subject(conflict), value_text(b),
                                by_b, value_text(a), by_a);
    diag_note(d, a->value.span, "stated by %s here", by_a);
    if (a->value.kind == VALUE_QUANTITY && b->value.kind == VALUE_QUANTITY)
        hint_factor(d, a->value.quantity, b->value.quantity);
    diag_hint(d, "rank one `preferred` or the other `deprecated` if you know better");
}

/* What stands in a file with errors may not be what was meant. */
void check_conflicts(Checker *checker)
{
    const Conflicts *conflicts = &checker->kb->findings->conflicts;
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->items[i];
        if (!diagnostics_file_has_errors(checker->diags, conflict->a->value.span.file) &&
            !diagnostics_file_has_errors(checker->diags, conflict->b->value.span.file))
            report_conflict(checker, conflict);
    }
}
