#include "select/relation.h"

static int64_t object_count(const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claim *claim = claims_best(&object->slots[i]);
        if (claim != NULL && claim->value.kind == VALUE_INTEGER)
            return claim->value.integer;
    }
    return 0;
}

/* References in an inlined object: one level, which is where the schema puts them. */
static void visit_object(const Slot *slot, const Object *object, RelationVisitor visit, void *user)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        for (size_t j = 0; j < claims->count; j++) {
            const Claim *claim = &claims->items[j];
            if (claim->value.kind == VALUE_REFERENCE && claim->value.entry != NULL &&
                claim_is_in_force(claim))
                visit(claim->value.entry, slot, object_count(object), claim, user);
        }
    }
}

static void visit_claim(const Slot *slot, const Claim *claim, RelationVisitor visit, void *user)
{
    if (!claim_is_in_force(claim) || claim_is_inherited(claim))
        return;
    if (claim->value.kind == VALUE_REFERENCE && claim->value.entry != NULL)
        visit(claim->value.entry, slot, 0, claim, user);
    else if (claim->value.kind == VALUE_OBJECT)
        visit_object(slot, claim->value.object, visit, user);
}

void relations_visit(const Entry *from, RelationVisitor visit, void *user)
{
    for (size_t i = 0; i < from->object.slot_count; i++) {
        const Claims *claims = &from->object.slots[i];
        for (size_t j = 0; claims->slot->lineage && j < claims->count; j++)
            visit_claim(claims->slot, &claims->items[j], visit, user);
    }
}

typedef struct RelationSearch {
    const Entry *to;
    bool found;
} RelationSearch;

static void look_at(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                    void *user)
{
    (void)slot, (void)count, (void)claim;
    RelationSearch *search = user;
    search->found |= to == search->to;
}

bool relation_leads_to(const Claim *claim, const Entry *to)
{
    RelationSearch search = {to, false};
    visit_claim(NULL, claim, look_at, &search);
    return search.found;
}
