/*
 * A quantity that is hundreds of times off what its like have is most often one with the wrong
 * unit: GB/s for TB/s, kW for W.
 *
 * Chips of one catalogue differ a thousandfold by themselves, so a number is held against the
 * others of its entry. On a logarithmic scale, each number of an entry has a distance from the
 * median of its slot in the class; the median of the entry's distances says how large the entry is,
 * and what a number is away from that is its deviation. It is told if it is more than that of three
 * hundred times, more than is usual in its slot (3.5 times the median absolute deviation, as in
 * NIST/SEMATECH 1.3.5.17), and nearly alone with it: where many deviate alike, that is what their
 * kind is like.
 */
#include "check/checker.h"

#include <math.h>
#include <string.h>

enum {
    ENTRIES_MIN = 8,  /* fewer do not tell what is usual */
    ALIKE_MIN = 2,    /* so many may deviate alike, and be told */
    ALIKE_SHARE = 16, /* or one in so many */
};

/* A thousandfold slip of a number that is threefold off by itself is told, too. */
static const double FAR = 2.5;

/* What normal deviations' median must be multiplied by to be their standard deviation. */
static const double DEVIATION = 1.4826;
static const double DEVIATIONS_MAX = 3.5;

/* A number of an entry, on a logarithmic scale. */
typedef struct LogValue {
    const Object *object;
    const Slot *slot;
    size_t index; /* of the slot in its class */
    const Claim *claim;
    bool is_best; /* of its slot: medians are of these, so that each entry counts once */
    double logarithm;
    double deviation;
} LogValue;

/* What a class's entries have. */
typedef struct ClassValues {
    GArray *all;     /* of LogValue, entry by entry */
    GArray **slots;  /* by slot: its places in `all` (guint); NULL: none has it */
    double *medians; /* by slot; NAN: too few have it */
    size_t slot_count;
} ClassValues;

static void class_values_free(gpointer data)
{
    ClassValues *class = data;
    for (size_t i = 0; i < class->slot_count; i++)
        if (class->slots[i] != NULL)
            g_array_unref(class->slots[i]);
    g_array_unref(class->all);
    g_free(class->slots);
    g_free(class->medians);
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
    values->all = g_array_new(FALSE, FALSE, sizeof(LogValue));
    values->slots = g_new0(GArray *, class->slot_count);
    values->medians = g_new0(double, class->slot_count);
    g_hash_table_insert(classes, (gpointer) class, values);
    return values;
}

static void gather_slot(ClassValues *class, const Object *object, const Claims *claims)
{
    LogValue log = {.object = object, .slot = claims->slot};
    log.index = class_find_slot_index(object->class, claims->slot->name);
    if (class->slots[log.index] == NULL)
        class->slots[log.index] = g_array_new(FALSE, FALSE, sizeof(guint));
    const Claim *best = claims_best(claims);
    for (size_t i = 0; i < claims->count; i++) {
        const double value = typical_value(&claims->items[i]);
        if (!(value > 0) || !claim_is_in_force(&claims->items[i]) ||
            claim_is_measured(&claims->items[i]) || claim_details(&claims->items[i])->rests_on_base)
            continue;
        log.claim = &claims->items[i];
        log.is_best = log.claim == best;
        log.logarithm = log10(value);
        g_array_append_val(class->slots[log.index], class->all->len);
        g_array_append_val(class->all, log);
    }
}

static int compare_doubles(const void *a, const void *b)
{
    const double one = *(const double *)a;
    const double other = *(const double *)b;
    return (one > other) - (one < other);
}

static LogValue *value_at(const ClassValues *class, size_t slot, guint i)
{
    const guint place = g_array_index(class->slots[slot], guint, i);
    return &g_array_index(class->all, LogValue, place);
}

/* Of the two in the middle, the one nearer to zero: it claims no more than both do. */
static double nearer(double low, double high)
{
    return fabs(low) < fabs(high) ? low : high;
}

/* Sorts; NAN: there are fewer than `least`. */
static double median(GArray *numbers, guint least)
{
    if (numbers->len < least)
        return NAN;
    g_array_sort(numbers, compare_doubles);
    return nearer(g_array_index(numbers, double, (numbers->len - 1) / 2),
                  g_array_index(numbers, double, numbers->len / 2));
}

static double median_of_slot(const ClassValues *class, size_t slot,
                             double (*take)(const LogValue *value, double from), double from)
{
    const guint count = class->slots[slot] != NULL ? class->slots[slot]->len : 0;
    g_autoptr(GArray) numbers = g_array_sized_new(FALSE, FALSE, sizeof(double), count);
    for (guint i = 0; i < count; i++) {
        const LogValue *value = value_at(class, slot, i);
        const double number = take(value, from);
        if (value->is_best)
            g_array_append_val(numbers, number);
    }
    return median(numbers, ENTRIES_MIN);
}

static double take_logarithm(const LogValue *value, double from)
{
    return value->logarithm - from;
}

static double take_deviation(const LogValue *value, double from)
{
    return value->deviation - from;
}

static double take_distance(const LogValue *value, double from)
{
    return fabs(value->deviation - from);
}

/* --- how large an entry is --- */

/* The median of sorted numbers without one of them, which is at least `without`. */
static double median_but(const GArray *sorted, double without)
{
    guint gone = 0;
    while (gone + 1 < sorted->len && g_array_index(sorted, double, gone) < without)
        gone++;
    const guint low = (sorted->len - 2) / 2;
    const guint high = (sorted->len - 1) / 2;
    return nearer(g_array_index(sorted, double, low + (low >= gone)),
                  g_array_index(sorted, double, high + (high >= gone)));
}

/* What a number is away from what the entry's others let expect. With only one other, that may be
 * the wrong one as well: then the number must be off by itself, too. */
static double find_deviation(const GArray *sorted, double own, double distance)
{
    if (sorted->len < 2)
        return distance;
    const double deviation = distance - median_but(sorted, own);
    if (sorted->len > 2)
        return deviation;
    return deviation * distance > 0 ? nearer(deviation, distance) : 0;
}

static double distance_of(const ClassValues *class, const LogValue *value)
{
    return value->logarithm - class->medians[value->index];
}

/* Sets the deviations of one entry's numbers, all[first] to all[end - 1]. */
static void set_deviations_of(ClassValues *class, guint first, guint end)
{
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = first; i < end; i++) {
        const LogValue *value = &g_array_index(class->all, LogValue, i);
        const double distance = distance_of(class, value);
        if (value->is_best && !isnan(distance))
            g_array_append_val(sorted, distance);
    }
    g_array_sort(sorted, compare_doubles);
    const LogValue *best = NULL; /* of the slot; a slot's values stand together */
    for (guint i = first; i < end; i++) {
        LogValue *value = &g_array_index(class->all, LogValue, i);
        for (guint k = i; k < end && (best == NULL || best->slot != value->slot); k++)
            if (g_array_index(class->all, LogValue, k).is_best)
                best = &g_array_index(class->all, LogValue, k);
        if (best != NULL && best->slot == value->slot && !isnan(distance_of(class, value)))
            value->deviation =
                find_deviation(sorted, distance_of(class, best), distance_of(class, value));
    }
}

static void set_deviations(ClassValues *class)
{
    guint first = 0;
    for (guint i = 1; i <= class->all->len; i++) {
        if (i < class->all->len && g_array_index(class->all, LogValue, i).object ==
                                       g_array_index(class->all, LogValue, first).object)
            continue;
        set_deviations_of(class, first, i);
        first = i;
    }
}

/* --- who is told --- */

/* How many entries deviate to the same side, and more than half as much? */
static guint count_alike(const ClassValues *class, size_t slot, double usual, double deviation)
{
    guint count = 0;
    for (guint i = 0; i < class->slots[slot]->len; i++) {
        const LogValue *value = value_at(class, slot, i);
        const double other = value->deviation - usual;
        count += value->is_best && other * deviation > 0 && fabs(other) > fabs(deviation) / 2;
    }
    return count;
}

/* What is derived follows from something else, and who ranks a claim has looked at it. */
static bool is_judged(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim_details(claim)->from_count == 0;
}

static void report_outlier(Checker *checker, const LogValue *value, double deviation)
{
    const double magnitude = pow(10, floor(fabs(deviation)));
    const double times = round(pow(10, fabs(deviation)) / magnitude) * magnitude;
    Diagnostic *d = diag_report(
        checker->diags, DIAG_VALUE_OUTLIER, value->claim->value.span,
        "'%s' is %s, about %.0f times %s than other entries of class %s and its other numbers let "
        "expect",
        value->slot->name, value->claim->value.text, times, deviation > 0 ? "more" : "less",
        value->object->class->name);
    diag_hint(d, "look at the unit; if it is right, let it stand: `accept: [value.outlier]` and a "
                 "`note`");
}

static void judge_slot(Checker *checker, const ClassValues *class, size_t slot)
{
    const GArray *values = class->slots[slot];
    const double usual = median_of_slot(class, slot, take_deviation, 0);
    const double spread = median_of_slot(class, slot, take_distance, usual) * DEVIATION;
    const double far = fmax(FAR, spread * DEVIATIONS_MAX);
    for (guint i = 0; i < values->len; i++) {
        const LogValue *value = value_at(class, slot, i);
        const double deviation = value->deviation - usual;
        if (fabs(deviation) > far && is_judged(value->claim) &&
            count_alike(class, slot, usual, deviation) <= MAX(ALIKE_MIN, values->len / ALIKE_SHARE))
            report_outlier(checker, value, deviation);
    }
}

static void judge_class(Checker *checker, ClassValues *class)
{
    for (size_t i = 0; i < class->slot_count; i++)
        class->medians[i] = median_of_slot(class, i, take_logarithm, 0);
    set_deviations(class);
    for (size_t i = 0; i < class->slot_count; i++)
        if (!isnan(class->medians[i]))
            judge_slot(checker, class, i);
}

void check_outliers(Checker *checker)
{
    const Kb *kb = checker->kb;
    g_autoptr(GHashTable) classes = g_hash_table_new_full(NULL, NULL, NULL, class_values_free);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Object *object = &kb->entries[i]->object;
        for (size_t k = 0; !kb->entries[i]->damaged && k < object->slot_count; k++)
            if (is_compared(&object->slots[k]))
                gather_slot(find_class(classes, object->class), object, &object->slots[k]);
    }
    for (size_t i = 0; i < kb->schema->class_count; i++) {
        ClassValues *class = g_hash_table_lookup(classes, kb->schema->classes[i]);
        if (class != NULL)
            judge_class(checker, class);
    }
}
