/*
 * A quantity that is far from what its like have is most often one with the wrong unit: GB/s for
 * TB/s. Compared are the entries of one class, slot by slot.
 */
#include "check/checker.h"

#include <math.h>

enum {
    ENTRIES_MIN = 8, /* fewer do not tell what is usual */
    TIMES_OFF = 10,
};

/* What a class's entries have, by slot. */
typedef struct ClassValues {
    GArray **values; /* of double: one an entry; NULL: none has the slot */
    size_t slot_count;
} ClassValues;

static void class_values_free(gpointer data)
{
    ClassValues *class = data;
    for (size_t i = 0; i < class->slot_count; i++)
        if (class->values[i] != NULL)
            g_array_unref(class->values[i]);
    g_free(class->values);
    g_free(class);
}

/* The middle of the quantity, or the end that it has; 0 if there is nothing to compare. */
static double typical_value(const Claim *claim)
{
    const Quantity *quantity = claim->value.quantity;
    if (claim->value.kind != VALUE_QUANTITY)
        return 0;
    if (isinf(quantity->min))
        return isinf(quantity->max) ? 0 : quantity->max;
    return isinf(quantity->max) ? quantity->min : (quantity->min + quantity->max) / 2;
}

/* Only what has the slot's own unit can be compared. */
static bool is_compared(const Claims *claims)
{
    return claims->slot->range == RANGE_QUANTITY && claims->slot->unit != NULL;
}

static ClassValues *find_class(GHashTable *classes, const Class *class)
{
    ClassValues *values = g_hash_table_lookup(classes, class);
    if (values != NULL)
        return values;
    values = g_new0(ClassValues, 1);
    values->slot_count = class->slot_count;
    values->values = g_new0(GArray *, class->slot_count);
    g_hash_table_insert(classes, (gpointer) class, values);
    return values;
}

static GArray *find_values(GHashTable *classes, const Object *object, const Slot *slot)
{
    ClassValues *class = find_class(classes, object->class);
    const size_t index = class_find_slot_index(object->class, slot->name);
    if (class->values[index] == NULL)
        class->values[index] = g_array_new(FALSE, FALSE, sizeof(double));
    return class->values[index];
}

static int compare_doubles(const void *a, const void *b)
{
    const double one = *(const double *)a;
    const double other = *(const double *)b;
    return (one > other) - (one < other);
}

static void gather(GHashTable *classes, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claim *claim = is_compared(&object->slots[i]) ? claims_best(&object->slots[i]) : NULL;
        const double value = claim != NULL ? typical_value(claim) : 0;
        if (value > 0)
            g_array_append_val(find_values(classes, object, object->slots[i].slot), value);
    }
}

static void sort_all(GHashTable *classes)
{
    GHashTableIter iter;
    gpointer data;
    g_hash_table_iter_init(&iter, classes);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        const ClassValues *class = data;
        for (size_t i = 0; i < class->slot_count; i++)
            if (class->values[i] != NULL)
                g_array_sort(class->values[i], compare_doubles);
    }
}

/* What is derived follows from something else, and who ranks a claim has looked at it. */
static bool is_judged(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim_details(claim)->from_count == 0;
}

static void judge(Checker *checker, const Object *object, const Slot *slot, const Claim *claim,
                  const GArray *values)
{
    const double median = g_array_index(values, double, values->len / 2);
    const double value = typical_value(claim);
    if (value <= 0 || !is_judged(claim) ||
        (value < median * TIMES_OFF && value * TIMES_OFF > median))
        return;
    const bool more = value > median;
    Diagnostic *d =
        diag_report(checker->diags, DIAG_VALUE_OUTLIER, claim->value.span,
                    "'%s' is %.0f times %s than the median of %u entries of class %s, %.4g %s",
                    slot->name, more ? value / median : median / value, more ? "more" : "less",
                    values->len, object->class->name, median, unit_symbol(slot->unit));
    diag_hint(d, "look at the unit; if it is right, say so: `rank: preferred`");
}

static void judge_all(Checker *checker, GHashTable *classes, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        if (!is_compared(claims))
            continue;
        const GArray *values = find_values(classes, object, claims->slot);
        for (size_t k = 0; k < claims->count && values->len >= ENTRIES_MIN; k++)
            judge(checker, object, claims->slot, &claims->items[k], values);
    }
}

void check_outliers(Checker *checker)
{
    const Kb *kb = checker->kb;
    g_autoptr(GHashTable) classes = g_hash_table_new_full(NULL, NULL, NULL, class_values_free);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->damaged)
            gather(classes, &kb->entries[i]->object);
    sort_all(classes);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->damaged)
            judge_all(checker, classes, &kb->entries[i]->object);
}
