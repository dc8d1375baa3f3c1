/*
 * Dates of fiscal years: which months FY2026-Q3 is follows from whose year it is. Decoding read
 * them as if years were everybody's; here they get the days of their organization's.
 */
#include "link/linker.h"

#include "model/walk.h"

#include <string.h>

typedef struct FiscalLinker {
    Kb *kb;
    Arena *arena;
    Diagnostics *diags;
} FiscalLinker;

static bool is_organization(const Kb *kb, const Entry *entry)
{
    const Class *class = kb->schema->known[CLASS_ORGANIZATION];
    return class != NULL && class_is_a(entry->object.class, class);
}

/* Whose fiscal year an entry's dates are of: its own, its maker's, or that of what it is about.
 * NULL: nobody's that is known. */
static const Entry *find_organization(const Kb *kb, const Entry *entry)
{
    enum { STEPS_MAX = 4 }; /* a figure of a card of a maker */
    for (int i = 0; entry != NULL && i < STEPS_MAX; i++) {
        if (is_organization(kb, entry))
            return entry;
        const Entry *maker = object_reference(&entry->object, SLOT_MAKER);
        const Entry *base = object_reference(&entry->object, SLOT_VARIANT_OF);
        entry = maker != NULL  ? maker
                : base != NULL ? base
                               : object_reference(&entry->object, SLOT_SUBJECT);
    }
    return NULL;
}

static bool read_fiscal_year(const Entry *organization, FiscalYear *year)
{
    const Claim *end = object_best(&organization->object, SLOT_FISCAL_YEAR_END);
    const EnumValue *name = object_choice(&organization->object, SLOT_FISCAL_YEAR_NAMED_BY);
    *year = (FiscalYear){.is_named_by_start = name != NULL && strcmp(name->name, "start") == 0};
    return end != NULL && end->value.kind == VALUE_STRING &&
           fiscal_year_read_end(end->value.text, year);
}

static void report(const FiscalLinker *linker, const Claim *claim, const Entry *organization)
{
    const char *text = claim->value.text;
    if (organization == NULL) {
        Diagnostic *d = diag_report(linker->diags, DIAG_VALUE_DATE, claim->value.span,
                                    "'%s' is of a fiscal year, but it is not known whose", text);
        diag_hint(d, "write its months, as in 2025-08/2025-10, or name the `maker`");
        return;
    }
    Diagnostic *d = diag_report(linker->diags, DIAG_VALUE_DATE, claim->value.span,
                                "'%s' is of a fiscal year, and '%s' does not say when that ends",
                                text, organization->id);
    diag_note(d, span_first(organization->span), "the organization stands here");
    diag_hint(d, "write `fiscal_year_end: MM` there, MM the month in which its fiscal year ends; "
                 "or the months here, as in 2025-08/2025-10");
}

/* Of which year it is, nobody can tell: it is certainly before or after nothing. */
static void leave_open(const FiscalLinker *linker, Claim *claim)
{
    Edtf *date = arena_new0(linker->arena, Edtf, 1);
    *date = *claim->value.date;
    date->qualifiers |= EDTF_UNCERTAIN;
    claim->value.date = date;
}

static void link_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    const FiscalLinker *linker = user;
    if (claim->value.kind != VALUE_DATE || !claim->value.date->is_fiscal)
        return;
    const Entry *organization = find_organization(linker->kb, entry);
    FiscalYear year;
    if (organization == NULL || !read_fiscal_year(organization, &year)) {
        if (organization == NULL || !organization->damaged)
            report(linker, claim, organization);
        leave_open(linker, claim);
        return;
    }
    Edtf *date = arena_new0(linker->arena, Edtf, 1);
    Problem problem;
    if (edtf_parse_fiscal(claim->value.date->text, &year, date, &problem))
        claim->value.date = date;
}

void link_fiscal_dates(Kb *kb, Arena *arena, Diagnostics *diags)
{
    FiscalLinker linker = {.kb = kb, .arena = arena, .diags = diags};
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->has_fiscal_dates)
            entry_visit_claims(kb->entries[i], link_claim, &linker);
}
