/*
 * Numbers of one entry that cannot all be right: the schema says of slots what they are to others
 * of the same entry (annotations at_most, at_least, equals). Where several relations are broken,
 * the number that most of them share is most likely the wrong one, so it is the one that is told.
 */
#include "check/checker.h"

#include "model/agree.h"
#include "schema/expression.h"
#include "value/amount.h"
#include "value/quantity_factor.h"

#include <math.h>
#include <string.h>

/* A claim that a bound is computed from, or held against it; in an arena. */
typedef struct Number {
    const Slot *slot;
    const Claim *claim;
    GPtrArray *broken; /* of BrokenBound: what it has to do with, each once, in order; NULL: none */
    guint counted_at;  /* the level (tell_level) at which that was last counted */
} Number;

/* A bound that claims of one slot in one respect break: facts, or plans. */
typedef struct BrokenBound {
    const Slot *slot;
    const SlotBound *bound;
    bool has_amount; /* else nobody can tell */
    bool is_written; /* `has_limit` and `limit` are set: few bounds are so near that digits count */
    bool has_limit;  /* else nobody can tell */
    Amount amount;   /* what the bound comes to */
    Quantity limit;  /* the same, as it is told */
    GPtrArray *operands; /* of Number: what the limit follows from */
    GPtrArray *stated;   /* of Number: those that break it and were not told yet */
} BrokenBound;

typedef struct RelationCheck {
    Checker *checker;
    Arena *arena;
    const Object *object;
    GHashTable *numbers; /* of Number, by claim */
    GPtrArray *judged;   /* of BrokenBound, owned */
    GPtrArray *broken;   /* of those, the broken ones; those of one SlotBound stand together */
} RelationCheck;

static void broken_free(gpointer data)
{
    BrokenBound *broken = data;
    g_ptr_array_unref(broken->operands);
    g_ptr_array_unref(broken->stated);
    g_free(broken);
}

static void number_clear(gpointer data)
{
    g_clear_pointer(&((Number *)data)->broken, g_ptr_array_unref);
}

static Number *number_of(RelationCheck *check, const Slot *slot, const Claim *claim)
{
    Number *number = g_hash_table_lookup(check->numbers, claim);
    if (number != NULL)
        return number;
    number = arena_new0(check->arena, Number, 1);
    *number = (Number){.slot = slot, .claim = claim};
    g_hash_table_insert(check->numbers, (gpointer)claim, number);
    return number;
}

/* --- numbers --- */

static bool claim_number(const Claim *claim, Amount *amount)
{
    if (claim->value.kind == VALUE_INTEGER)
        *amount = amount_exact((double)claim->value.integer);
    else if (claim->value.kind == VALUE_QUANTITY)
        *amount = amount_from_quantity(claim->value.quantity);
    else
        return false;
    return true;
}

static void interval_cover(Interval *interval, const Interval *other)
{
    interval->from = MIN(interval->from, other->from);
    interval->to = MAX(interval->to, other->to);
}

static void amount_cover(Amount *amount, const Amount *other)
{
    interval_cover(&amount->written, &other->written);
    interval_cover(&amount->widened, &other->widened);
    amount->approximate |= other->approximate;
}

typedef struct BoundLookup {
    RelationCheck *check;
    bool wants_facts; /* a plan is compared with plans, a fact with facts */
    const Condition *condition;
    GPtrArray *operands; /* of Number */
} BoundLookup;

/* Does the claim count for its slot under the condition, as much as the best one does? */
static bool counts(const Claim *claim, const Claim *best)
{
    return claim_is_in_force(claim) && !claim_is_measured(claim) && claim->rank == best->rank &&
           condition_equal(claim_details(claim)->condition, claim_details(best)->condition);
}

/* Sets all that a slot may be: under the condition, else as such. Where sources disagree, one that
 * keeps the relation is enough. */
static bool look_up(const ExpressionStep *step, void *user, Amount *amount)
{
    const BoundLookup *lookup = user;
    const Claims *claims = object_find(lookup->check->object, step->name);
    const Claim *best = claims != NULL ? claims_best_for(claims, lookup->condition) : NULL;
    if (best == NULL && claims != NULL)
        best = claims_best_for(claims, NULL);
    bool is_known = false;
    for (size_t i = 0; best != NULL && i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        Amount stated;
        if (!counts(claim, best) || !claim_number(claim, &stated) ||
            status_is_fact(claim->status) != lookup->wants_facts)
            continue;
        if (is_known)
            amount_cover(amount, &stated);
        else
            *amount = stated;
        is_known = true;
        g_ptr_array_add(lookup->operands, number_of(lookup->check, claims->slot, claim));
    }
    return is_known;
}

static Units *units_of(const RelationCheck *check)
{
    return check->checker->kb->schema->units;
}

static bool set_quantity(const RelationCheck *check, const Amount *amount, const Slot *slot,
                         Quantity *quantity)
{
    return amount_to_quantity(check->arena, units_of(check), amount, slot->unit, quantity);
}

static bool keeps_bound(BoundKind kind, const Quantity *stated, const Quantity *limit)
{
    static const double ROUNDING = 1e-9;
    if (kind == BOUND_EQUALS)
        return amount_agrees(stated, limit);
    if (kind == BOUND_AT_MOST)
        return quantity_reach(stated, QUANTITY_MIN) <=
               quantity_reach(limit, QUANTITY_MAX) * (1 + ROUNDING);
    return quantity_reach(stated, QUANTITY_MAX) * (1 + ROUNDING) >=
           quantity_reach(limit, QUANTITY_MIN);
}

/* Are all of them what a variant has of its base? What it states itself may well be different. */
static bool rest_on_base(const GPtrArray *numbers)
{
    for (guint i = 0; i < numbers->len; i++)
        if (!claim_details(((const Number *)numbers->pdata[i])->claim)->rests_on_base)
            return false;
    return numbers->len > 0;
}

/* Returns what the bound comes to for claims like this one, which none breaks yet. */
static BrokenBound *compute_bound(RelationCheck *check, const Slot *slot, const Claim *claim,
                                  const SlotBound *bound)
{
    BrokenBound *broken = g_new0(BrokenBound, 1);
    g_ptr_array_add(check->judged, broken);
    *broken = (BrokenBound){
        .slot = slot, .bound = bound, .operands = g_ptr_array_new(), .stated = g_ptr_array_new()};
    BoundLookup lookup = {check, status_is_fact(claim->status), claim_details(claim)->condition,
                          broken->operands};
    broken->has_amount = expression_evaluate(bound->expression, units_of(check), look_up, &lookup,
                                             &broken->amount) == NULL;
    return broken;
}

/* Writes the limit down; returns false if nobody can tell what it is. */
static bool write_limit(const RelationCheck *check, BrokenBound *broken)
{
    if (!broken->is_written)
        broken->has_limit = set_quantity(check, &broken->amount, broken->slot, &broken->limit);
    broken->is_written = true;
    return broken->has_limit;
}

/* Does the claim keep the bound so clearly that no digits are needed to see it? */
static bool clearly_keeps(const RelationCheck *check, const BrokenBound *broken,
                          const Amount *stated)
{
    const Amount *limit = &broken->amount;
    switch (broken->bound->kind) {
    case BOUND_AT_MOST:
        return amount_may_be_at_most(units_of(check), stated, limit);
    case BOUND_AT_LEAST:
        return amount_may_be_at_most(units_of(check), limit, stated);
    default:
        return false;
    }
}

/* Returns true if the claim keeps the bound; else, unless nobody can tell, it is added to those
 * that break it. */
static bool keeps_or_breaks(RelationCheck *check, BrokenBound *broken, const Claim *claim)
{
    Amount amount;
    Quantity quantity;
    if (!broken->has_amount || !claim_number(claim, &amount))
        return false;
    if (clearly_keeps(check, broken, &amount))
        return true;
    if (!write_limit(check, broken) || !set_quantity(check, &amount, broken->slot, &quantity))
        return false;
    if (keeps_bound(broken->bound->kind, &quantity, &broken->limit) ||
        rest_on_base(broken->operands))
        return true;
    g_ptr_array_add(broken->stated, number_of(check, broken->slot, claim));
    return false;
}

static void link_all(const GPtrArray *numbers, BrokenBound *broken)
{
    for (guint i = 0; i < numbers->len; i++) {
        Number *number = numbers->pdata[i];
        if (number->broken == NULL)
            number->broken = g_ptr_array_new();
        g_ptr_array_add(number->broken, broken);
    }
}

static void add_if_broken(RelationCheck *check, BrokenBound *broken)
{
    if (broken == NULL || broken->stated->len == 0)
        return;
    link_all(broken->stated, broken);
    link_all(broken->operands, broken);
    g_ptr_array_add(check->broken, broken);
}

/* Judges claims that speak of the slot in the same respect. Where sources disagree, that is told
 * already; one that keeps the bound is enough. */
static void judge_claims(RelationCheck *check, const Slot *slot, const GPtrArray *claims,
                         const SlotBound *bound)
{
    BrokenBound *by_facts = NULL, *by_plans = NULL;
    for (guint i = 0; i < claims->len; i++) {
        const Claim *claim = claims->pdata[i];
        if (!claim_is_in_force(claim) || claim_is_measured(claim) ||
            claim_details(claim)->from_count > 0)
            continue;
        BrokenBound **broken = status_is_fact(claim->status) ? &by_facts : &by_plans;
        if (*broken == NULL)
            *broken = compute_bound(check, slot, claim, bound);
        if (keeps_or_breaks(check, *broken, claim))
            return;
    }
    add_if_broken(check, by_facts);
    add_if_broken(check, by_plans);
}

static void judge_slot(RelationCheck *check, const Claims *claims)
{
    g_autofree const Claim **all = g_new(const Claim *, claims->count);
    for (size_t i = 0; i < claims->count; i++)
        all[i] = &claims->items[i];
    g_autoptr(GPtrArray) respects = claims_by_respect(all, claims->count);
    for (size_t i = 0; i < claims->slot->bound_count; i++)
        for (guint k = 0; k < respects->len; k++)
            judge_claims(check, claims->slot, respects->pdata[k], &claims->slot->bounds[i]);
}

/* --- messages --- */

static const char *bound_words(BoundKind kind)
{
    static const char *const words[BOUND_KIND_COUNT] = {
        [BOUND_AT_MOST] = "at most ", [BOUND_AT_LEAST] = "at least ", [BOUND_EQUALS] = ""};
    return words[kind];
}

/* What is said of one number, in no more notes than anybody reads. */
enum { NOTES_MAX = 8 };

typedef struct Telling {
    const Number *suspect;
    guint count; /* of the bounds that it has to do with */
    Diagnostic *diagnostic;
    guint untold; /* notes there was no room for */
} Telling;

static bool has_room(Telling *telling)
{
    const Diagnostic *d = telling->diagnostic;
    if (d == NULL || d->notes == NULL || d->notes->len < NOTES_MAX)
        return true;
    telling->untold++;
    return false;
}

static Diagnostic *report_suspect(const RelationCheck *check, const Number *suspect,
                                  const BrokenBound *first, guint count)
{
    Diagnostics *diags = check->checker->diags;
    const Value *value = &suspect->claim->value;
    if (count == 1)
        return diag_report(diags, DIAG_VALUE_RELATION, value->span,
                           "'%s' is %s, but %s%s goes with what else is stated",
                           suspect->slot->name, value->text, bound_words(first->bound->kind),
                           first->limit.text);
    return diag_report(diags, DIAG_VALUE_RELATION, value->span,
                       "'%s' is %s, which does not go with %u other numbers", suspect->slot->name,
                       value->text, count);
}

static void note_operands(Telling *telling, const BrokenBound *broken)
{
    for (guint i = 0; i < broken->operands->len; i++) {
        const Number *operand = broken->operands->pdata[i];
        if (has_room(telling))
            diag_note(telling->diagnostic, operand->claim->value.span, "'%s' is %s",
                      operand->slot->name, operand->claim->value.text);
    }
}

/* Says what follows from the other numbers for the suspect. */
static void note_limit(Telling *telling, const BrokenBound *broken)
{
    const Number *operand = broken->operands->len > 0 ? broken->operands->pdata[0] : NULL;
    if (has_room(telling))
        diag_note(telling->diagnostic, operand != NULL ? operand->claim->value.span : (Span){0},
                  "%s%s goes with this", bound_words(broken->bound->kind), broken->limit.text);
}

static void explain(Telling *telling, const BrokenBound *broken, const Number *stated)
{
    const Value *value = &stated->claim->value;
    if (stated == telling->suspect) {
        if (telling->count == 1)
            note_operands(telling, broken);
        else
            note_limit(telling, broken);
    } else if (has_room(telling)) {
        diag_note(telling->diagnostic, value->span, "'%s' is %s, but %s%s would go with it",
                  stated->slot->name, value->text, bound_words(broken->bound->kind),
                  broken->limit.text);
    } else {
        return;
    }
    const char *factor = broken->bound->kind == BOUND_EQUALS && value->kind == VALUE_QUANTITY
                             ? quantity_factor_words(value->quantity, &broken->limit)
                             : NULL;
    if (factor != NULL)
        diag_hint(telling->diagnostic, "%s", factor);
}

/* Tells that the schema says so. */
static void hint_bound(Diagnostic *d, const BrokenBound *broken)
{
    diag_hint(d, "the schema says that '%s' is %s%s", broken->slot->name,
              bound_words(broken->bound->kind), broken->bound->expression->text);
}

/* --- which of them is told --- */

/* Has the number to do with what was not told of the bound? A claim does not bound its own slot. */
static bool is_involved(const Number *number, const BrokenBound *broken)
{
    return number->slot != broken->slot ? broken->stated->len > 0
                                        : g_ptr_array_find(broken->stated, (gpointer)number, NULL);
}

/* Returns how many bounds it has to do with, each of which several claims may break. */
static guint count_bounds(const Number *number)
{
    guint count = 0;
    const SlotBound *last = NULL;
    for (guint i = 0; i < number->broken->len; i++) {
        const BrokenBound *broken = number->broken->pdata[i];
        if (broken->bound == last || !is_involved(number, broken))
            continue;
        count++;
        last = broken->bound;
    }
    return count;
}

/* The number, with all that is broken about it. */
static void tell(const RelationCheck *check, const Number *suspect, guint count)
{
    Telling telling = {suspect, count, NULL, 0};
    const BrokenBound *first = NULL;
    for (guint i = 0; i < suspect->broken->len; i++) {
        BrokenBound *broken = suspect->broken->pdata[i];
        if (!is_involved(suspect, broken))
            continue;
        if (first == NULL) {
            first = broken;
            telling.diagnostic = report_suspect(check, suspect, first, count);
        }
        if (suspect->slot == broken->slot) {
            explain(&telling, broken, suspect);
            g_ptr_array_remove(broken->stated, (gpointer)suspect);
            continue;
        }
        for (guint k = 0; k < broken->stated->len; k++)
            explain(&telling, broken, broken->stated->pdata[k]);
        g_ptr_array_set_size(broken->stated, 0);
    }
    if (telling.untold > 0)
        diag_note(telling.diagnostic, (Span){0}, "and %u more", telling.untold);
    if (first != NULL)
        hint_bound(telling.diagnostic, first);
}

/* Tells the number if it is in so many broken bounds. No number is in more, and what is told only
 * takes from them, so that one look at each number is enough. */
static bool tell_at(const RelationCheck *check, Number *number, guint level)
{
    if (number->counted_at == level)
        return false;
    number->counted_at = level;
    if (count_bounds(number) != level)
        return false;
    tell(check, number, level);
    return true;
}

static void tell_level(const RelationCheck *check, guint level)
{
    for (guint i = 0; i < check->broken->len; i++) {
        const BrokenBound *broken = check->broken->pdata[i];
        for (guint k = 0; k < broken->stated->len;)
            if (!tell_at(check, broken->stated->pdata[k], level))
                k++; /* else the next one has taken its place */
        for (guint k = 0; k < broken->operands->len && broken->stated->len > 0; k++)
            tell_at(check, broken->operands->pdata[k], level);
    }
}

/* --- all of them --- */

static guint most_bounds(const RelationCheck *check)
{
    guint most = 0;
    for (guint i = 0; i < check->broken->len; i++)
        most += i == 0 || ((const BrokenBound *)check->broken->pdata[i])->bound !=
                              ((const BrokenBound *)check->broken->pdata[i - 1])->bound;
    return most;
}

static void judge_object(Checker *checker, Arena *arena, const Object *object)
{
    g_autoptr(GPtrArray) judged = g_ptr_array_new_with_free_func(broken_free);
    g_autoptr(GPtrArray) broken = g_ptr_array_new();
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(NULL, NULL, NULL, number_clear);
    RelationCheck check = {checker, arena, object, numbers, judged, broken};
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot->bound_count > 0)
            judge_slot(&check, &object->slots[i]);
    for (guint level = most_bounds(&check); level > 0; level--)
        tell_level(&check, level);
}

/* Objects nest as deep as their YAML: at most 64. */
static void check_object(Checker *checker, Arena *arena, const Object *object)
{
    bool has_bounds = false;
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        has_bounds |= claims->slot->bound_count > 0;
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT)
                check_object(checker, arena, claims->items[k].value.object);
    }
    if (has_bounds)
        judge_object(checker, arena, object);
}

void check_relations(Checker *checker)
{
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < checker->kb->entry_count; i++)
        if (!checker->kb->entries[i]->damaged)
            check_object(checker, arena, &checker->kb->entries[i]->object);
}
