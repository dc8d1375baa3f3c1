/*
 * The ways in which a slot follows from others, in the order in which they count: its expression,
 * the sum over what the entry is composed of, and being a multiple of another entry; last a sum
 * that is only the most that there can be.
 */
#include "derive/deriver.h"

#include "model/agree.h"
#include "schema/expression.h"

#include <string.h>

const Slot *cell_slot(const DerivedSlot *cell)
{
    return cell->object->class->slots[cell->slot];
}

static void add_origin(Derivation *derivation, const Entry *entry, const Slot *slot,
                       const Claim *claim)
{
    const Origin origin = {entry, slot, claim};
    g_array_append_val(derivation->origins, origin);
}

/* The claim that counts for a slot, if it is a number: what holds for the condition, else what
 * holds as such. Where sources contradict each other, none does: what followed from one of them
 * would look like a fact. */
static const Claim *find_number(const Object *object, const char *name, const Condition *condition,
                                Amount *amount)
{
    const Claims *claims = object_find(object, name);
    if (claims == NULL || slot_conflicts(claims))
        return NULL;
    const Claim *claim = condition != NULL ? claims_best_for(claims, condition) : NULL;
    if (claim == NULL)
        claim = claims_best_for(claims, NULL);
    return claim != NULL && claim_amount(claim, amount) ? claim : NULL;
}

/* Sets a slot's number, and adds its claim to what the derivation follows from. */
static bool take_slot(Derivation *derivation, const Entry *entry, const Object *object,
                      const char *name, Amount *amount)
{
    const Claim *claim = find_number(object, name, derivation->condition, amount);
    if (claim == NULL)
        return false;
    add_origin(derivation, entry, object_find(object, name)->slot, claim);
    return true;
}

static void append_cell(GArray *cells, Entry *entry, Object *object, const Claim *enclosing,
                        const char *name)
{
    const DerivedSlot cell = {entry, object, enclosing, class_find_slot_index(object->class, name)};
    if (cell.slot < object->class->slot_count)
        g_array_append_val(cells, cell);
}

/* --- by an expression --- */

typedef struct Evaluation {
    const DerivedSlot *cell;
    Derivation *derivation;
} Evaluation;

static bool look_up(const ExpressionStep *step, void *user, Amount *amount)
{
    const Evaluation *evaluation = user;
    return take_slot(evaluation->derivation, evaluation->cell->entry, evaluation->cell->object,
                     step->name, amount);
}

static bool derive_by_expression(const DerivingRule *rule, Units *units, Derivation *derivation)
{
    Evaluation evaluation = {&rule->cell, derivation};
    derivation->formula = cell_slot(&rule->cell)->expression;
    return expression_evaluate(derivation->formula, units, look_up, &evaluation,
                               &derivation->amount) == NULL;
}

/* --- by composition --- */

static const Object *part_object(const Claim *item)
{
    return claim_is_in_force(item) && item->value.kind == VALUE_OBJECT ? item->value.object : NULL;
}

/* Adds count times the part's value. */
static bool add_part(const DerivingRule *rule, Units *units, const Claim *item,
                     Derivation *derivation)
{
    const Entry *part = object_reference(part_object(item), SLOT_PART);
    Amount number, each, together;
    if (part == NULL || !derive_takes_part(part) ||
        find_number(part_object(item), known_slot_name(SLOT_COUNT), NULL, &number) == NULL)
        return false;
    add_origin(derivation, rule->cell.entry, rule->relation.slot, item);
    const Amount before = derivation->amount;
    return take_slot(derivation, part, &part->object, cell_slot(&rule->cell)->name, &each) &&
           amount_combine(units, AMOUNT_MULTIPLY, &each, &number, &together) &&
           amount_combine(units, AMOUNT_ADD, &together, &before, &derivation->amount);
}

static bool derive_by_composition(const DerivingRule *rule, Units *units, Derivation *derivation)
{
    derivation->amount = amount_exact(0);
    derivation->amount.unit = cell_slot(&rule->cell)->unit;
    for (size_t i = 0; i < rule->relation.count; i++)
        if (part_object(&rule->relation.items[i]) != NULL &&
            !add_part(rule, units, &rule->relation.items[i], derivation))
            return false;
    if (cell_slot(&rule->cell)->additive == ADDITIVE_AT_MOST)
        derivation->amount = amount_at_most(&derivation->amount);
    return derivation->origins->len > 0;
}

/* --- by a multiple --- */

static bool derive_by_multiple(const DerivingRule *rule, Units *units, Derivation *derivation)
{
    const Object *multiple = rule->item->value.object;
    const Entry *of = object_reference(multiple, SLOT_OF);
    Amount number, one;
    if (of == NULL || !derive_takes_part(of) ||
        find_number(multiple, known_slot_name(SLOT_FACTOR), NULL, &number) == NULL)
        return false;
    add_origin(derivation, rule->cell.entry, rule->relation.slot, rule->item);
    return take_slot(derivation, of, &of->object, cell_slot(&rule->cell)->name, &one) &&
           amount_combine(units, AMOUNT_MULTIPLY, &one, &number, &derivation->amount);
}

static bool scales_slot(const EnumValue *aspect, const char *slot)
{
    for (size_t i = 0; i < aspect->scale_count; i++)
        if (strcmp(aspect->scales[i], slot) == 0)
            return true;
    return false;
}

static bool is_multiple_in(const Object *multiple, const char *slot)
{
    const Claims *aspects = object_claims(multiple, SLOT_ASPECTS);
    for (size_t i = 0; aspects != NULL && i < aspects->count; i++) {
        const Claim *claim = &aspects->items[i];
        if (claim_is_in_force(claim) && claim->value.kind == VALUE_CHOICE &&
            scales_slot(claim->value.choice, slot))
            return true;
    }
    return false;
}

/* --- lists --- */

static void list_composition(const DerivedSlot *cell, const Claims *relation, GArray *rules)
{
    if (relation->slot->range != RANGE_OBJECT || relation->slot->additive == ADDITIVE_NOT)
        return;
    const DerivingRule rule = {derive_by_composition, *cell, *relation, NULL};
    g_array_append_val(rules, rule);
}

static void list_compositions(const DerivedSlot *cell, GArray *rules)
{
    for (size_t i = 0; i < cell->object->slot_count; i++)
        list_composition(cell, &cell->object->slots[i], rules);
}

static void list_multiples(const DerivedSlot *cell, const Claims *relation, GArray *rules)
{
    if (relation->slot->range != RANGE_OBJECT)
        return;
    for (size_t i = 0; i < relation->count; i++) {
        const Claim *item = &relation->items[i];
        const Object *object = part_object(item);
        if (object == NULL || !is_multiple_in(object, cell_slot(cell)->name))
            continue;
        const DerivingRule rule = {derive_by_multiple, *cell, *relation, item};
        g_array_append_val(rules, rule);
    }
}

bool rules_has_relation(const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Slot *slot = object->slots[i].slot;
        if (slot->range == RANGE_OBJECT &&
            (slot->additive != ADDITIVE_NOT ||
             class_find_known(slot->range_class, SLOT_FACTOR) != NULL))
            return true;
    }
    return false;
}

void rules_list(const DerivedSlot *cell, GArray *rules)
{
    const Slot *slot = cell_slot(cell);
    if (slot->range != RANGE_QUANTITY || slot->multivalued)
        return;
    if (slot->expression != NULL) {
        const DerivingRule rule = {derive_by_expression, *cell, {0}, NULL};
        g_array_append_val(rules, rule);
    }
    if (cell->enclosing != NULL)
        return; /* an inlined object is not composed of anything */
    if (slot->additive == ADDITIVE_EXACT)
        list_compositions(cell, rules);
    for (size_t i = 0; i < cell->object->slot_count; i++)
        list_multiples(cell, &cell->object->slots[i], rules);
    if (slot->additive == ADDITIVE_AT_MOST)
        list_compositions(cell, rules);
}

static void list_entry_operand(const Claim *item, KnownSlot slot, const DerivedSlot *cell,
                               GArray *cells)
{
    Entry *other = object_reference(part_object(item), slot);
    if (other != NULL && derive_takes_part(other))
        append_cell(cells, other, &other->object, NULL, cell_slot(cell)->name);
}

void rule_list_operands(const DerivingRule *rule, GArray *cells)
{
    const DerivedSlot *cell = &rule->cell;
    const Expression *expression = cell_slot(cell)->expression;
    if (rule->item != NULL) {
        list_entry_operand(rule->item, SLOT_OF, cell, cells);
    } else if (rule->relation.slot != NULL) {
        for (size_t i = 0; i < rule->relation.count; i++)
            if (part_object(&rule->relation.items[i]) != NULL)
                list_entry_operand(&rule->relation.items[i], SLOT_PART, cell, cells);
    } else {
        for (size_t i = 0; i < expression->step_count; i++)
            if (expression_step_is_name(&expression->steps[i]))
                append_cell(cells, cell->entry, cell->object, cell->enclosing,
                            expression->steps[i].name);
    }
}
