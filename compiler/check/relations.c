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

/* A claim that a bound is computed from, or held against it. */
typedef struct Operand {
    const Slot *slot;
    const Claim *claim;
} Operand;

/* A bound that a claim breaks. */
typedef struct BrokenBound {
    Operand stated;
    const SlotBound *bound;
    Quantity limit;
    GArray *operands; /* of Operand */
    bool is_told;
} BrokenBound;

typedef struct RelationCheck {
    Checker *checker;
    Arena *arena;
    const Object *object;
    GArray *broken; /* of BrokenBound */
} RelationCheck;

static void broken_clear(gpointer data)
{
    g_array_unref(((BrokenBound *)data)->operands);
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
    const RelationCheck *check;
    bool wants_facts; /* a plan is compared with plans, a fact with facts */
    const Condition *condition;
    GArray *operands;
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
        Amount number;
        if (!counts(claim, best) || !claim_number(claim, &number) ||
            status_is_fact(claim->status) != lookup->wants_facts)
            continue;
        if (is_known)
            amount_cover(amount, &number);
        else
            *amount = number;
        is_known = true;
        const Operand operand = {claims->slot, claim};
        g_array_append_val(lookup->operands, operand);
    }
    return is_known;
}

static bool set_quantity(const RelationCheck *check, const Amount *amount, const Slot *slot,
                         Quantity *quantity)
{
    return amount_to_quantity(check->arena, check->checker->kb->schema->units, amount, slot->unit,
                              quantity);
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
static bool rest_on_base(const GArray *operands)
{
    for (guint i = 0; i < operands->len; i++)
        if (!claim_details(g_array_index(operands, Operand, i).claim)->rests_on_base)
            return false;
    return operands->len > 0;
}

/* Returns false if the claim keeps the bound; true also if nobody can tell. */
static bool judge_bound(RelationCheck *check, const Operand *stated, const SlotBound *bound)
{
    Units *units = check->checker->kb->schema->units;
    g_autoptr(GArray) operands = g_array_new(FALSE, FALSE, sizeof(Operand));
    BoundLookup lookup = {check, status_is_fact(stated->claim->status),
                          claim_details(stated->claim)->condition, operands};
    Amount number, limit;
    Quantity quantity;
    BrokenBound broken = {.stated = *stated, .bound = bound, .operands = operands};
    if (expression_evaluate(bound->expression, units, look_up, &lookup, &limit) != NULL ||
        !claim_number(stated->claim, &number) ||
        !set_quantity(check, &number, stated->slot, &quantity) ||
        !set_quantity(check, &limit, stated->slot, &broken.limit))
        return true;
    if (keeps_bound(bound->kind, &quantity, &broken.limit) || rest_on_base(operands))
        return false;
    g_array_append_val(check->broken, broken);
    operands = NULL;
    return true;
}

/* Judges claims that speak of the slot in the same respect. Where sources disagree, that is told
 * already; one that keeps the bound is enough. */
static void judge_claims(RelationCheck *check, const Slot *slot, const GPtrArray *claims,
                         const SlotBound *bound)
{
    const guint before = check->broken->len;
    for (guint i = 0; i < claims->len; i++) {
        const Operand stated = {slot, claims->pdata[i]};
        if (!claim_is_in_force(stated.claim) || claim_is_measured(stated.claim) ||
            claim_details(stated.claim)->from_count > 0 || judge_bound(check, &stated, bound))
            continue;
        g_array_set_size(check->broken, before);
        return;
    }
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

/* --- which of them is told --- */

static bool involves(const BrokenBound *broken, const Claim *claim)
{
    for (guint i = 0; i < broken->operands->len; i++)
        if (g_array_index(broken->operands, Operand, i).claim == claim)
            return true;
    return broken->stated.claim == claim;
}

static guint count_broken(const RelationCheck *check, const Claim *claim)
{
    guint count = 0;
    const SlotBound *last = NULL; /* several claims that break one bound stand together */
    for (guint i = 0; i < check->broken->len; i++) {
        const BrokenBound *broken = &g_array_index(check->broken, BrokenBound, i);
        if (broken->is_told || !involves(broken, claim))
            continue;
        count += broken->bound != last;
        last = broken->bound;
    }
    return count;
}

static void prefer(const RelationCheck *check, const Operand *operand, Operand *most, guint *count)
{
    const guint own = count_broken(check, operand->claim);
    if (own <= *count)
        return;
    *count = own;
    *most = *operand;
}

/* Finds the number that is in most broken relations; returns in how many. */
static guint find_suspect(const RelationCheck *check, Operand *suspect)
{
    guint count = 0;
    for (guint i = 0; i < check->broken->len; i++) {
        const BrokenBound *broken = &g_array_index(check->broken, BrokenBound, i);
        if (broken->is_told)
            continue;
        prefer(check, &broken->stated, suspect, &count);
        for (guint k = 0; k < broken->operands->len; k++)
            prefer(check, &g_array_index(broken->operands, Operand, k), suspect, &count);
    }
    return count;
}

/* --- messages --- */

static const char *bound_words(BoundKind kind)
{
    static const char *const words[BOUND_KIND_COUNT] = {
        [BOUND_AT_MOST] = "at most ", [BOUND_AT_LEAST] = "at least ", [BOUND_EQUALS] = ""};
    return words[kind];
}

static Diagnostic *report_suspect(const RelationCheck *check, const Operand *suspect,
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

static void note_operands(Diagnostic *d, const BrokenBound *broken)
{
    for (guint i = 0; i < broken->operands->len; i++) {
        const Operand *operand = &g_array_index(broken->operands, Operand, i);
        diag_note(d, operand->claim->value.span, "'%s' is %s", operand->slot->name,
                  operand->claim->value.text);
    }
}

static void explain(Diagnostic *d, const BrokenBound *broken, const Operand *suspect, guint count)
{
    const Value *stated = &broken->stated.claim->value;
    if (broken->stated.claim != suspect->claim)
        diag_note(d, stated->span, "'%s' is %s, but %s%s would go with it",
                  broken->stated.slot->name, stated->text, bound_words(broken->bound->kind),
                  broken->limit.text);
    else if (count == 1)
        note_operands(d, broken);
    else
        diag_note(d, g_array_index(broken->operands, Operand, 0).claim->value.span,
                  "%s%s goes with this", bound_words(broken->bound->kind), broken->limit.text);
    const char *factor = broken->bound->kind == BOUND_EQUALS && stated->kind == VALUE_QUANTITY
                             ? quantity_factor_words(stated->quantity, &broken->limit)
                             : NULL;
    if (factor != NULL)
        diag_hint(d, "%s", factor);
}

/* Tells that the schema says so. */
static void hint_bound(Diagnostic *d, const BrokenBound *broken)
{
    diag_hint(d, "the schema says that '%s' is %s%s", broken->stated.slot->name,
              bound_words(broken->bound->kind), broken->bound->expression->text);
}

/* The number, with all that is broken about it. */
static void tell(RelationCheck *check, const Operand *suspect, guint count)
{
    Diagnostic *d = NULL;
    const BrokenBound *first = NULL;
    for (guint i = 0; i < check->broken->len; i++) {
        BrokenBound *broken = &g_array_index(check->broken, BrokenBound, i);
        if (broken->is_told || !involves(broken, suspect->claim))
            continue;
        broken->is_told = true;
        if (first == NULL) {
            first = broken;
            d = report_suspect(check, suspect, first, count);
        }
        explain(d, broken, suspect, count);
    }
    if (first != NULL)
        hint_bound(d, first);
}

/* --- all of them --- */

static void check_object(Checker *checker, Arena *arena, const Object *object)
{
    g_autoptr(GArray) broken = g_array_new(FALSE, FALSE, sizeof(BrokenBound));
    g_array_set_clear_func(broken, broken_clear);
    RelationCheck check = {checker, arena, object, broken};
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        if (claims->slot->bound_count > 0)
            judge_slot(&check, claims);
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT)
                check_object(checker, arena, claims->items[k].value.object);
    }
    Operand suspect = {0};
    for (guint count; (count = find_suspect(&check, &suspect)) > 0;)
        tell(&check, &suspect, count);
}

/* Objects nest as deep as their YAML: at most 64. */
void check_relations(Checker *checker)
{
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < checker->kb->entry_count; i++)
        if (!checker->kb->entries[i]->damaged)
            check_object(checker, arena, &checker->kb->entries[i]->object);
}
