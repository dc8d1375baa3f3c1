/*
 * What a variant does not state it has of its base (schema.org, isVariantOf: "inherits unless
 * defined locally"): the base's claims that are in force, copied, each marked with the claim
 * that it was. What the base's schema keeps to itself (`inherited: false`) is not passed on.
 */
#include "derive/deriver.h"

#include <string.h>

enum { INHERITED_MAX = 50000 };

/* A variant at work. */
typedef struct Heir {
    Entry *entry;
    Arena *arena;
} Heir;

static void inherit_object(const Heir *heir, const Object *from, const Claim *enclosing,
                           Object *to);

static void inherit_claim(const Heir *heir, const Slot *slot, const Claim *from,
                          const Claim *enclosing, Claim *to)
{
    Origin *origin = arena_new0(heir->arena, Origin, 1);
    *origin = (Origin){heir->entry->base, slot, from};
    ClaimDetails *details = arena_new0(heir->arena, ClaimDetails, 1);
    *details = *claim_details(from);
    details->from = origin;
    details->from_count = 1;
    details->is_inherited = details->rests_on_base = true;
    *to = *from;
    to->details = details;
    to->enclosing = enclosing;
    if (from->value.kind != VALUE_OBJECT)
        return;
    to->value.object = arena_new0(heir->arena, Object, 1);
    inherit_object(heir, from->value.object, to, to->value.object);
}

/* Passes over what no longer counts: the variant does not need to know. */
static void inherit_claims(const Heir *heir, const Slot *slot, const Claims *from,
                           const Claim *enclosing, Claims *to)
{
    *to = *from;
    to->slot = slot;
    to->items = arena_new0(heir->arena, Claim, from->count);
    to->count = 0;
    for (size_t i = 0; i < from->count; i++)
        if (claim_is_in_force(&from->items[i]))
            inherit_claim(heir, from->slot, &from->items[i], enclosing, &to->items[to->count++]);
}

/* Objects nest as deep as their YAML: at most 64. */
static void inherit_object(const Heir *heir, const Object *from, const Claim *enclosing, Object *to)
{
    *to = *from;
    to->slots = arena_new0(heir->arena, Claims, from->slot_count);
    to->slot_count = 0;
    for (size_t i = 0; i < from->slot_count; i++) {
        inherit_claims(heir, from->slots[i].slot, &from->slots[i], enclosing,
                       &to->slots[to->slot_count]);
        to->slot_count += to->slots[to->slot_count].count > 0;
    }
}

/* A variant may be of another class than its base: then only what means the same there is passed
 * on. */
static bool is_alike(const Slot *a, const Slot *b)
{
    return a == b || (a->range == b->range && a->range_enum == b->range_enum &&
                      a->range_class == b->range_class && a->unit == b->unit &&
                      a->multivalued == b->multivalued);
}

/* The name that link/ made of the base's. */
static void name_after_base(const Heir *heir, const Slot *slot, const Claims *from, Claims *to)
{
    inherit_claims(heir, slot, from, NULL, to);
    to->count = MIN(to->count, 1);
    if (to->count == 0)
        return;
    ClaimDetails *details = arena_new0(heir->arena, ClaimDetails, 1);
    *details = *to->items[0].details;
    details->is_inherited = details->rests_on_base = false;
    to->items[0].details = details;
    to->items[0].value.localised = heir->entry->name;
}

static void inherit_slot(const Heir *heir, const Slot *slot, Claims *to)
{
    const Claims *from = object_find(&heir->entry->base->object, slot->name);
    if (from == NULL || !is_alike(from->slot, slot))
        return;
    if (slot->inherited)
        inherit_claims(heir, slot, from, NULL, to);
    else if (slot->known == SLOT_NAME && from->items[0].value.kind == VALUE_TEXT)
        name_after_base(heir, slot, from, to);
}

static void inherit(const Heir *heir)
{
    Object *object = &heir->entry->object;
    Claims *slots = arena_new0(heir->arena, Claims, object->class->slot_count);
    size_t count = 0;
    for (size_t i = 0, at = 0; i < object->class->slot_count; i++) {
        /* Both lists are in the schema's order. */
        const Slot *slot = object->class->slots[i];
        if (at < object->slot_count && object->slots[at].slot == slot)
            slots[count] = object->slots[at++];
        else
            inherit_slot(heir, slot, &slots[count]);
        count += slots[count].count > 0;
    }
    object->slots = slots;
    object->slot_count = count;
}

/* --- how much is passed on --- */

/* Objects nest as deep as their YAML: at most 64. */
static size_t count_claims(const Claims *claims)
{
    size_t count = claims->count;
    for (size_t i = 0; i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        for (size_t k = 0; value->kind == VALUE_OBJECT && k < value->object->slot_count; k++)
            count += count_claims(&value->object->slots[k]);
    }
    return count;
}

static size_t count_inherited(const Entry *base)
{
    size_t count = 0;
    for (size_t i = 0; i < base->object.slot_count; i++)
        if (base->object.slots[i].slot->inherited)
            count += count_claims(&base->object.slots[i]);
    return count;
}

/* Each variant has all of them: without a limit, claims times variants would be the work. */
static bool may_pass_on(const Entry *base, Diagnostics *diags)
{
    const size_t each = base->variant_count > 0 ? count_inherited(base) : 0;
    if (each * base->variant_count <= INHERITED_MAX)
        return true;
    Diagnostic *d = diag_report(diags, DIAG_YAML_SIZE, base->span,
                                "'%s' passes %zu claims on to each of %zu variants; %d in all are "
                                "the limit",
                                base->id, each, base->variant_count, INHERITED_MAX);
    diag_hint(d,
              "a slot's annotation `inherited: false` keeps what it holds to the product itself");
    return false;
}

void derive_inherit(Kb *kb, Arena *arena, Diagnostics *diags)
{
    bool *passes_on = arena_new0(arena, bool, kb->entry_count + 1);
    for (size_t i = 0; i < kb->entry_count; i++)
        passes_on[i] = may_pass_on(kb->entries[i], diags);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Heir heir = {kb->entries[i], arena};
        if (heir.entry->base != NULL && !passes_on[heir.entry->base->index])
            heir.entry->base = NULL;
        if (heir.entry->base != NULL && derive_takes_part(heir.entry))
            inherit(&heir);
    }
}
