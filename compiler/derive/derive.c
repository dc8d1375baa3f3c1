/*
 * Values are derived depth first, each slot once: what a slot's rules need comes before the slot.
 * The search has a stack of its own. A slot that needs itself, by whatever way, has no value by
 * that way.
 */
#include "derive/derive.h"

#include "derive/deriver.h"

#include <string.h>

enum { CONDITIONS_MAX = 64 }; /* of one derivation: each is worked out */

typedef struct Deriver {
    const Kb *kb;
    Arena *arena;
    Diagnostics *diags;
    GHashTable *begun; /* Object -> Begun */
    GArray *frames;    /* of DerivingFrame */
} Deriver;

/* What was done to an object. */
typedef struct Begun {
    bool has_room; /* its list of slots holds as many as its class has */
    bool slots[];  /* was it looked at, or is it being? */
} Begun;

/* A slot whose operands are being derived. */
typedef struct DerivingFrame {
    DerivedSlot cell;
    GArray *rules;    /* of DerivingRule */
    GArray *operands; /* of DerivedSlot */
    guint next;
} DerivingFrame;

/* --- the object's claims --- */

/* Returns the place of a slot's claims in the object, or where the schema's order wants them. */
static size_t find_place(const Object *object, const Slot *slot)
{
    const size_t rank = class_find_slot_index(object->class, slot->name);
    size_t low = 0;
    size_t high = object->slot_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (class_find_slot_index(object->class, object->slots[middle].slot->name) < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Copies the list of slots, which is not ours, to where it can grow. */
static void make_room(Deriver *deriver, Object *object)
{
    Begun *begun = g_hash_table_lookup(deriver->begun, object);
    if (begun->has_room)
        return;
    begun->has_room = true;
    Claims *slots = arena_new0(deriver->arena, Claims, object->class->slot_count);
    for (size_t i = 0; i < object->slot_count; i++)
        slots[i] = object->slots[i];
    object->slots = slots;
}

static void add_slot(Deriver *deriver, Object *object, size_t at, const Claims *slot)
{
    make_room(deriver, object);
    memmove(object->slots + at + 1, object->slots + at,
            (object->slot_count - at) * sizeof *object->slots);
    object->slots[at] = *slot;
    object->slot_count++;
}

static bool makes_room(const Claim *claim, const Claim *derived)
{
    return claim_is_inherited(claim) &&
           condition_equal(claim_details(claim)->condition, claim_details(derived)->condition);
}

/* Adds a claim where there is none that counts; what is inherited for the same condition makes room
 * for it. Lists of claims are copied, not moved: others may point into them. */
static void object_add(Deriver *deriver, Object *object, const Slot *slot, Claim claim)
{
    const size_t at = find_place(object, slot);
    if (at == object->slot_count || object->slots[at].slot != slot)
        add_slot(deriver, object, at,
                 &(Claims){.slot = slot, .key_start = claim.start, .key_end = claim.end});
    Claims *claims = &object->slots[at];
    Claim *items = arena_new0(deriver->arena, Claim, claims->count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < claims->count; i++)
        if (!makes_room(&claims->items[i], &claim))
            items[count++] = claims->items[i];
    if (count == 0)
        *claims = (Claims){.slot = slot, .key_start = claim.start, .key_end = claim.end};
    items[count++] = claim;
    claims->items = items;
    claims->count = count;
}

/* Compares with each claim that counts as much as the best. What was measured says nothing of what
 * ought to be. */
static void compare_stated(const Deriver *deriver, const Claims *claims, const Claim *best,
                           const Derivation *derivation, const Quantity *derived)
{
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim_is_in_force(claim) && claim->rank == best->rank && !claim_is_measured(claim) &&
            condition_equal(claim_details(claim)->condition, derivation->condition))
            claim_compare(deriver->diags, claims->slot->name, claim, derivation, derived);
    }
}

/* --- one slot --- */

/* Does anything that it follows from hold for its condition only? */
static bool is_conditional(const Derivation *derivation)
{
    for (guint i = 0; i < derivation->origins->len; i++) {
        const Claim *claim = g_array_index(derivation->origins, Origin, i).claim;
        if (condition_equal(claim_details(claim)->condition, derivation->condition))
            return true;
    }
    return false;
}

static void apply(Deriver *deriver, const DerivingRule *rule, const Condition *condition)
{
    const DerivedSlot *cell = &rule->cell;
    const Slot *slot = cell_slot(cell);
    Units *units = deriver->kb->schema->units;
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    Derivation derivation = {.origins = origins, .condition = condition};
    Quantity quantity;
    if (!rule->derive(rule, units, &derivation) || origins->len == 0 ||
        (condition != NULL && !is_conditional(&derivation)) ||
        !amount_to_quantity(deriver->arena, units, &derivation.amount, slot->unit, &quantity))
        return;
    const Claims *claims = object_find(cell->object, slot->name);
    const Claim *best = claims != NULL ? claims_best_for(claims, condition) : NULL;
    const bool is_own = derivation_is_own(&derivation, cell->entry);
    if (best == NULL || (is_own && claim_is_inherited(best)))
        object_add(
            deriver, cell->object, slot,
            claim_derive(deriver->arena, &derivation, cell->entry, &quantity, cell->enclosing));
    else if (is_own) /* else it was compared, if at all, in the base */
        compare_stated(deriver, claims, best, &derivation, &quantity);
}

static void add_conditions(GPtrArray *conditions, const Claims *claims)
{
    for (size_t i = 0; claims != NULL && i < claims->count; i++) {
        const Condition *condition = claim_details(&claims->items[i])->condition;
        bool is_known = condition == NULL;
        for (guint k = 0; k < conditions->len && !is_known; k++)
            is_known = condition_equal(conditions->pdata[k], condition);
        if (!is_known && conditions->len < CONDITIONS_MAX)
            g_ptr_array_add(conditions, (gpointer)condition);
    }
}

/* Under which conditions the operands hold: NULL, as such, comes first. */
static GPtrArray *find_conditions(const GArray *operands)
{
    GPtrArray *conditions = g_ptr_array_new();
    for (guint i = 0; i < operands->len; i++) {
        const DerivedSlot *operand = &g_array_index(operands, DerivedSlot, i);
        add_conditions(conditions, object_find(operand->object, cell_slot(operand)->name));
    }
    g_ptr_array_insert(conditions, 0, NULL);
    return conditions;
}

/* --- the search --- */

/* Returns false if the cell was begun before. */
static bool begin(Deriver *deriver, const DerivedSlot *cell)
{
    Begun *begun = g_hash_table_lookup(deriver->begun, cell->object);
    if (begun == NULL) {
        begun = g_malloc0(sizeof *begun + cell->object->class->slot_count * sizeof(bool));
        g_hash_table_insert(deriver->begun, cell->object, begun);
    }
    const bool is_first = !begun->slots[cell->slot];
    begun->slots[cell->slot] = true;
    return is_first;
}

/* Goes down to a cell, if it has rules and was not begun before. */
static void enter(Deriver *deriver, const DerivedSlot *cell)
{
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(DerivingRule));
    rules_list(cell, rules);
    if (rules->len == 0 || !begin(deriver, cell))
        return;
    DerivingFrame frame = {.cell = *cell,
                           .operands = g_array_new(FALSE, FALSE, sizeof(DerivedSlot))};
    for (guint i = 0; i < rules->len; i++)
        rule_list_operands(&g_array_index(rules, DerivingRule, i), frame.operands);
    frame.rules = g_steal_pointer(&rules);
    g_array_append_val(deriver->frames, frame);
}

static void leave(Deriver *deriver)
{
    const DerivingFrame frame =
        g_array_index(deriver->frames, DerivingFrame, deriver->frames->len - 1);
    g_array_set_size(deriver->frames, deriver->frames->len - 1);
    g_autoptr(GPtrArray) conditions = find_conditions(frame.operands);
    for (guint i = 0; i < frame.rules->len; i++)
        for (guint k = 0; k < conditions->len; k++)
            apply(deriver, &g_array_index(frame.rules, DerivingRule, i), conditions->pdata[k]);
    g_array_unref(frame.rules);
    g_array_unref(frame.operands);
}

static void derive_cell(Deriver *deriver, const DerivedSlot *cell)
{
    enter(deriver, cell);
    while (deriver->frames->len > 0) {
        DerivingFrame *top =
            &g_array_index(deriver->frames, DerivingFrame, deriver->frames->len - 1);
        if (top->next == top->operands->len) {
            leave(deriver);
            continue;
        }
        const DerivedSlot operand = g_array_index(top->operands, DerivedSlot, top->next++);
        enter(deriver, &operand); /* may move `top` */
    }
}

/* Objects nest as deep as their YAML: at most 64. */
static void derive_object(Deriver *deriver, Entry *entry, Object *object, const Claim *enclosing)
{
    const bool has_relation = enclosing == NULL && rules_has_relation(object);
    for (size_t i = 0; i < object->class->slot_count; i++)
        if (has_relation || object->class->slots[i]->expression != NULL)
            derive_cell(deriver, &(DerivedSlot){entry, object, enclosing, i});
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; k < object->slots[i].count; k++) {
            const Claim *claim = &object->slots[i].items[k];
            if (claim->value.kind == VALUE_OBJECT)
                derive_object(deriver, entry, claim->value.object, claim);
        }
}

void derive_kb(Kb *kb, Arena *arena, Diagnostics *diags)
{
    Deriver deriver = {.kb = kb, .arena = arena, .diags = diags};
    derive_inherit(kb, arena, diags);
    deriver.begun = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    deriver.frames = g_array_new(FALSE, FALSE, sizeof(DerivingFrame));
    for (size_t i = 0; i < kb->entry_count; i++)
        if (derive_takes_part(kb->entries[i]))
            derive_object(&deriver, kb->entries[i], &kb->entries[i]->object, NULL);
    g_array_unref(deriver.frames);
    g_hash_table_unref(deriver.begun);
    derive_check_figures(kb, diags);
}
