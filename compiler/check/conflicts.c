#include "check/checker.h"

#include "model/agree.h"

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

/* What stands in a file with errors may not be what was meant. */
static void report_conflict(Checker *checker, const char *what, const Claim *a, const Claim *b)
{
    if (diagnostics_file_has_errors(checker->diags, a->span.file) ||
        diagnostics_file_has_errors(checker->diags, b->span.file))
        return;
    g_autofree char *by_a = source_list(a);
    g_autofree char *by_b = source_list(b);
    Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_CONFLICT, b->value.span,
                                "'%s' is %s by %s, but %s by %s", what, value_text(b), by_b,
                                value_text(a), by_a);
    diag_note(d, a->value.span, "stated by %s here", by_a);
    diag_hint(d, "rank one `preferred` or the other `deprecated` if you know better");
}

/* Dates and amounts are compared by milestone and figure, wherever they stand. */
static bool is_gathered(const Checker *checker, const Object *object, const Slot *slot)
{
    const Schema *schema = checker->kb->schema;
    return (schema->milestone_class != NULL && class_is_a(object->class, schema->milestone_class) &&
            strcmp(slot->name, "date") == 0) ||
           (schema->figure_class != NULL && class_is_a(object->class, schema->figure_class) &&
            strcmp(slot->name, "amount") == 0);
}

/* Objects nest as deep as their YAML: at most 64. */
static void check_object(Checker *checker, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        const Claim *a;
        const Claim *b;
        if (!is_gathered(checker, object, claims->slot) && slot_conflicts(claims, &a, &b))
            report_conflict(checker, claims->slot->name, a, b);
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT)
                check_object(checker, claims->items[k].value.object);
    }
}

void check_conflicts(Checker *checker)
{
    const Kb *kb = checker->kb;
    const Claim *a;
    const Claim *b;
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->damaged)
            check_object(checker, &kb->entries[i]->object);
    for (size_t i = 0; i < kb->milestone_count; i++)
        if (claims_conflict(kb->milestones[i]->dates, kb->milestones[i]->date_count, &a, &b))
            report_conflict(checker, kb->milestones[i]->id, a, b);
    for (size_t i = 0; i < kb->figure_count; i++)
        if (claims_conflict(kb->figures[i]->amounts, kb->figures[i]->amount_count, &a, &b))
            report_conflict(checker, kb->figures[i]->id, a, b);
}
