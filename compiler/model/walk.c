#include "model/walk.h"

static void object_visit(Entry *entry, Object *object, ClaimVisitor visit, void *user)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        Claims *claims = &object->slots[i];
        for (size_t k = 0; k < claims->count; k++)
            claim_visit(entry, claims->slot, &claims->items[k], visit, user);
    }
}

void claim_visit(Entry *entry, const Slot *slot, Claim *claim, ClaimVisitor visit, void *user)
{
    visit(entry, slot, claim, user);
    if (claim->value.kind == VALUE_OBJECT)
        object_visit(entry, claim->value.object, visit, user);
}

void entry_visit_claims(Entry *entry, ClaimVisitor visit, void *user)
{
    object_visit(entry, &entry->object, visit, user);
}
