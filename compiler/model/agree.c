#include "model/agree.h"

#include <string.h>

bool claim_states_fact(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim->value.kind != VALUE_UNKNOWN &&
           status_is_fact(claim->status);
}

/* What is seen of the claims so far: on a line, intervals have a common part if the one that begins
 * last and the one that ends first do (Helly), so these two are all that must be kept. */
typedef struct Extremes {
    const Claim *first; /* the first fact: of whatever is no interval, all must be like it */
    const Claim *begins_last;
    const Claim *ends_first;
} Extremes;

static bool is_same(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_INTEGER:
        return a->integer == b->integer;
    case VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case VALUE_REFERENCE:
        return a->entry == b->entry;
    case VALUE_QUANTITY: /* no number of bytes is a number of watts */
        return a->quantity->scale == NULL || b->quantity->scale == NULL ||
               unit_same_dimension(a->quantity->scale, b->quantity->scale);
    case VALUE_STRING:
    case VALUE_CHOICE:
        return strcmp(a->text, b->text) == 0;
    default:
        return true; /* words, objects: nobody can tell; intervals: compared at the end */
    }
}

/* An end of the claim's interval, in the unit of the first one. */
static double end_of(const Extremes *seen, const Claim *claim, QuantitySide side)
{
    const Quantity *quantity = claim->value.quantity;
    return quantity_rescale(quantity, seen->first->value.quantity->scale,
                            quantity_reach(quantity, side));
}

static void see_quantity(Extremes *seen, const Claim *claim)
{
    if (seen->begins_last == NULL ||
        end_of(seen, claim, QUANTITY_MIN) > end_of(seen, seen->begins_last, QUANTITY_MIN))
        seen->begins_last = claim;
    if (seen->ends_first == NULL ||
        end_of(seen, claim, QUANTITY_MAX) < end_of(seen, seen->ends_first, QUANTITY_MAX))
        seen->ends_first = claim;
}

static void see_date(Extremes *seen, const Claim *claim)
{
    const Edtf *date = claim->value.date;
    if (date->qualifiers != 0)
        return;
    if (seen->begins_last == NULL || date->earliest > seen->begins_last->value.date->earliest)
        seen->begins_last = claim;
    if (seen->ends_first == NULL || date->latest < seen->ends_first->value.date->latest)
        seen->ends_first = claim;
}

static bool intervals_meet(const Claim *a, const Claim *b)
{
    if (a == NULL || a == b)
        return true;
    if (a->value.kind == VALUE_DATE)
        return a->value.date->earliest <= b->value.date->latest;
    return quantity_agrees(a->value.quantity, b->value.quantity);
}

static bool comes_first(const Claim *a, const Claim *b)
{
    const Span x = claim_span(a);
    const Span y = claim_span(b);
    if (x.file != y.file)
        return strcmp(x.file->relative, y.file->relative) < 0;
    return x.start < y.start;
}

static bool set_pair(const Claim *x, const Claim *y, const Claim **a, const Claim **b)
{
    *a = comes_first(x, y) ? x : y;
    *b = *a == x ? y : x;
    return true;
}

bool claims_conflict(const Claim *const *claims, size_t count, const Claim **a, const Claim **b)
{
    Extremes seen = {0};
    for (size_t i = 0; i < count; i++)
        if (claims[i]->rank == RANK_PREFERRED)
            return false;
    for (size_t i = 0; i < count; i++) {
        const Claim *claim = claims[i];
        if (!claim_states_fact(claim))
            continue;
        if (seen.first == NULL)
            seen.first = claim;
        if (!is_same(&seen.first->value, &claim->value))
            return set_pair(seen.first, claim, a, b);
        if (claim->value.kind == VALUE_QUANTITY)
            see_quantity(&seen, claim);
        else if (claim->value.kind == VALUE_DATE)
            see_date(&seen, claim);
    }
    return !intervals_meet(seen.begins_last, seen.ends_first) &&
           set_pair(seen.begins_last, seen.ends_first, a, b);
}

bool slot_conflicts(const Claims *claims, const Claim **a, const Claim **b)
{
    if (claims->slot->multivalued || claims->count < 2)
        return false;
    const Claim **all = g_new(const Claim *, claims->count);
    for (size_t i = 0; i < claims->count; i++)
        all[i] = &claims->items[i];
    const bool conflict = claims_conflict(all, claims->count, a, b);
    g_free(all);
    return conflict;
}
