#include "find/corrections.h"

#include <string.h>

static const EnumValue *what_of(const Object *object, const Slot *slot)
{
    if (slot->known == SLOT_DATE)
        return object_choice(object, SLOT_EVENT);
    return slot->known == SLOT_AMOUNT ? object_choice(object, SLOT_MEASURE) : NULL;
}

/* A list is said anew as a whole. */
static const Claim *said_instead(const Claims *claims, const Claim *claim)
{
    if (claims->slot->multivalued)
        return NULL;
    return claim->standing == STANDING_CORRECTED
               ? claim_details(claim)->corrected_by
               : claims_best_for(claims, claim_details(claim)->condition);
}

static void look_at_claims(GArray *found, const Entry *entry, const Object *object,
                           const Claims *claims)
{
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim->standing == STANDING_IN_FORCE)
            continue;
        const Correction correction = {entry, claims->slot, what_of(object, claims->slot), claim,
                                       said_instead(claims, claim)};
        g_array_append_val(found, correction);
    }
}

/* What stands in an object that fell falls with it, and is not told again. Objects nest as deep as
 * their YAML: at most 64. */
static void look_at_object(GArray *found, const Entry *entry, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        look_at_claims(found, entry, object, claims);
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT &&
                claims->items[k].standing == STANDING_IN_FORCE)
                look_at_object(found, entry, claims->items[k].value.object);
    }
}

Corrections corrections_find(const Kb *kb, Arena *arena)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Correction));
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->draft)
            look_at_object(found, kb->entries[i], &kb->entries[i]->object);
    const Corrections corrections = {arena_new0(arena, Correction, found->len), found->len};
    if (found->len > 0)
        memcpy(corrections.items, found->data, found->len * sizeof(Correction));
    return corrections;
}
