/*
 * What was known on an earlier day (--as-of): a filter that gives entries new objects, with some of
 * the claims of the old ones. Kept are claims whose as-of date is not certainly later, and, however
 * late they were told, milestones that had happened and figures whose period had ended by then.
 * What has no claim left is treated like a draft: nobody sees it, and references to it are plain
 * text.
 */
#include "link/linker.h"
#include "model/known.h"

#include <string.h>

typedef struct Past {
    const Kb *kb;
    Arena *arena;
    Day day; /* the last one that counts */
} Past;

static bool is_known(const Past *past, const Claim *claim)
{
    return claim_known_since(claim) <= past->day;
}

/* Which slot of an object carries what it states, and decides whether it stays. */
typedef enum Essence { ESSENCE_NONE, ESSENCE_DATE, ESSENCE_AMOUNT } Essence;

static Essence object_essence(const Past *past, const Object *object)
{
    const Schema *schema = past->kb->schema;
    if (class_is_a(object->class, schema->known[CLASS_MILESTONE]))
        return object_claims(object, SLOT_DATE) != NULL ? ESSENCE_DATE : ESSENCE_NONE;
    if (class_is_a(object->class, schema->known[CLASS_FIGURE]))
        return object_claims(object, SLOT_AMOUNT) != NULL ? ESSENCE_AMOUNT : ESSENCE_NONE;
    return ESSENCE_NONE;
}

static bool keeps_essence(const Past *past, Essence essence, const Object *object,
                          const Claim *claim)
{
    return past->day >=
           (essence == ESSENCE_DATE ? date_known_since(claim) : amount_known_since(object, claim));
}

static bool is_essence(Essence essence, const Slot *slot)
{
    return essence != ESSENCE_NONE &&
           slot->known == (essence == ESSENCE_DATE ? SLOT_DATE : SLOT_AMOUNT);
}

static bool filter_object(const Past *past, const Object *object, const Claim *enclosing,
                          Object *known);

/* Puts the claim into `known` if it was known then; `known` is where it will stay. */
static bool filter_claim(const Past *past, Claim *known, const Claim *claim, const Claim *enclosing)
{
    *known = *claim;
    known->enclosing = enclosing;
    if (claim->value.kind != VALUE_OBJECT)
        return is_known(past, claim);
    /* Of an event or figure its own date or amount decides, not who told it when. */
    if (object_essence(past, claim->value.object) == ESSENCE_NONE && !is_known(past, claim))
        return false;
    known->value.object = arena_new0(past->arena, Object, 1);
    const bool stands = filter_object(past, claim->value.object, known, known->value.object);
    return stands || object_essence(past, claim->value.object) == ESSENCE_NONE;
}

/* Puts those of the claims that were known into `known`. An object with an essence is judged by
 * that: what else it says goes with it. */
static void filter_claims(const Past *past, Essence essence, const Object *object,
                          const Claims *claims, const Claim *enclosing, Claims *known)
{
    *known = *claims;
    known->items = arena_new0(past->arena, Claim, claims->count);
    known->count = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        Claim *kept = &known->items[known->count];
        if (essence == ESSENCE_NONE && claims->slot->sourced) {
            known->count += filter_claim(past, kept, claim, enclosing);
        } else if (!is_essence(essence, claims->slot) ||
                   keeps_essence(past, essence, object, claim)) {
            *kept = *claim;
            kept->enclosing = enclosing;
            known->count++;
        }
    }
}

/* Fills `known` with what was known of the object, which nests as deep as its YAML: at most 64.
 * Returns whether anything is left of what it states. */
static bool filter_object(const Past *past, const Object *object, const Claim *enclosing,
                          Object *known)
{
    const Essence essence = object_essence(past, object);
    bool stands = false;
    known->class = object->class;
    known->slots = arena_new0(past->arena, Claims, object->slot_count);
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        Claims *left = &known->slots[known->slot_count];
        filter_claims(past, essence, object, claims, enclosing, left);
        if (left->count == 0)
            continue;
        known->slot_count++;
        stands |=
            essence == ESSENCE_NONE ? claims->slot->sourced : is_essence(essence, claims->slot);
    }
    return stands;
}

/* An event or figure with an entry of its own is judged like one within another entry; a variant
 * that states nothing is as well known as its base. */
static void filter_entry(const Past *past, Entry *entry)
{
    /* Sources and terms state nothing themselves: they stay for whoever cites them. */
    if (!entry->object.class->sourced)
        return;
    const Object all = entry->object;
    entry->object = (Object){0};
    if (!filter_object(past, &all, NULL, &entry->object) && !link_is_bare_variant(&all))
        entry->draft = true;
}

void link_as_of(Kb *kb, const Edtf *as_of, Arena *arena)
{
    const Past past = {kb, arena, as_of->latest};
    kb->as_of = *as_of;
    kb->has_as_of = kb->has_own_as_of = kb->is_past = true;
    for (size_t i = 0; i < kb->entry_count; i++)
        filter_entry(&past, kb->entries[i]);
}

static bool is_cited(const Entry *source)
{
    for (size_t i = 0; i < source->cited_by_count; i++)
        if (!source->cited_by[i]->draft)
            return true;
    return false;
}

void link_hide_sources(Kb *kb)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        if (class_is_a(entry->object.class, kb->schema->known[CLASS_SOURCE]) && !is_cited(entry))
            entry->draft = true;
    }
}
