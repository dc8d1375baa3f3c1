#include "check/checker.h"

#include "find/findings.h"
#include "value/quantity_factor.h"

#include <math.h>
#include <string.h>

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

/* A number of bytes as it is if its prefix means a power of 1024; 0: it is none of those. */
static double read_as_binary(const Quantity *quantity, char *symbol)
{
    static const char prefixes[] = "kMGT";
    const char *written = quantity->unit != NULL ? unit_symbol(quantity->unit) : "";
    const char *prefix = strchr(prefixes, written[0]);
    if (prefix == NULL || *prefix == '\0' || strcmp(written + 1, "B") != 0 ||
        quantity_is_range(quantity))
        return 0;
    g_snprintf(symbol, 4, "%ciB", *prefix == 'k' ? 'K' : *prefix);
    return quantity->min * pow(1.024, (double)(prefix - prefixes + 1));
}

/* Is it in bytes or a binary multiple of them, as devices count? */
static bool is_counted(const Quantity *quantity)
{
    const char *symbol = quantity->unit != NULL ? unit_symbol(quantity->unit) : "";
    return g_str_has_suffix(symbol, "iB") || strcmp(symbol, "B") == 0;
}

/* Data sheets write GB for GiB of memory, of which the device reserves a little: what it reports is
 * then less than that, by no more than a few hundredths. */
static void hint_binary(Diagnostic *d, const Claim *a, const Claim *b)
{
    static const double least = 0.95;
    static const double most = 1 + 1e-9; /* the same, but for rounding */
    const Claim *const pair[] = {a, b};
    for (size_t i = 0; i < G_N_ELEMENTS(pair); i++) {
        char symbol[8];
        const Claim *other = pair[1 - i];
        if (pair[i]->value.kind != VALUE_QUANTITY || other->value.kind != VALUE_QUANTITY)
            return;
        const Quantity *said = pair[i]->value.quantity;
        const double binary = read_as_binary(said, symbol);
        const double reported =
            quantity_rescale(other->value.quantity, said->scale, other->value.quantity->max);
        if (binary <= 0 || !is_counted(other->value.quantity) || reported > binary * most ||
            reported < binary * least)
            continue;
        const QuantityPart number = said->ends[QUANTITY_MIN].number;
        diag_hint(
            d,
            "they agree if %s is read as %.*s %s, less what the device reserves: if its source "
            "counts so, write %.*s %s, with a note",
            said->text, (int)number.length, said->text + number.start, symbol, (int)number.length,
            said->text + number.start, symbol);
        return;
    }
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
    hint_binary(d, a, b);
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
