#include "check/checker.h"

#include "model/walk.h"

#include <string.h>

/* Is the amount counted in one of `units`, a list of symbols with spaces between? "money" stands
 * for every currency; "count" and "share" take a bare number, too. */
static bool is_counted_in(const Schema *schema, const Quantity *amount, const char *units)
{
    g_auto(GStrv) symbols = g_strsplit(units, " ", -1);
    for (char **symbol = symbols; *symbol != NULL; symbol++) {
        if (strcmp(*symbol, "money") == 0 && amount->unit != NULL &&
            units_find_currency(schema->units, amount->unit) != NULL)
            return true;
        const Unit *unit = units_find(schema->units, *symbol);
        if (unit == NULL)
            continue;
        if (amount->unit != NULL ? unit_same_dimension(amount->unit, unit)
                                 : unit_is_dimensionless(unit) && strcmp(*symbol, "%") != 0)
            return true;
    }
    return false;
}

static void check_amount(Checker *checker, const EnumValue *measure, const Claim *claim)
{
    const char *units = annotation_find(measure->annotations, measure->annotation_count, "units");
    if (units == NULL || claim->value.kind != VALUE_QUANTITY ||
        is_counted_in(checker->kb->schema, claim->value.quantity, units))
        return;
    const bool bare = claim->value.quantity->unit == NULL;
    const bool is_money = strcmp(units, "money") == 0;
    Diagnostic *d = diag_report(checker->diags, bare ? DIAG_VALUE_UNIT : DIAG_VALUE_DIMENSION,
                                claim->value.span, "%s is counted in %s", measure->name, units);
    if (bare && is_money)
        diag_hint(d,
                  "write the currency behind the number, by its code in ISO 4217: USD, CNY, EUR");
    else if (bare)
        diag_hint(d, "write the unit behind the number");
}

static void check_figure(Checker *checker, const Object *figure)
{
    const EnumValue *measure = object_choice(figure, SLOT_MEASURE);
    const Claims *amounts = object_claims(figure, SLOT_AMOUNT);
    for (size_t i = 0; measure != NULL && amounts != NULL && i < amounts->count; i++)
        check_amount(checker, measure, &amounts->items[i]);
}

static void check_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    (void)slot;
    Checker *checker = user;
    if (claim->value.kind == VALUE_OBJECT &&
        class_is_a(claim->value.object->class, checker->kb->schema->known[CLASS_FIGURE]))
        check_figure(checker, claim->value.object);
}

/* What a figure's amount is counted in depends on its measure: the measure's annotation `units`. */
void check_figure_units(Checker *checker)
{
    const Class *class = checker->kb->schema->known[CLASS_FIGURE];
    for (size_t i = 0; class != NULL && i < checker->kb->entry_count; i++) {
        Entry *entry = checker->kb->entries[i];
        if (class_is_a(entry->object.class, class))
            check_figure(checker, &entry->object);
        entry_visit_claims(entry, check_claim, checker);
    }
}
