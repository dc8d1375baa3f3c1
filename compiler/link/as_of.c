/*
 * What was known on an earlier day (build --as-of). Kept are claims whose as-of date is not
 * certainly later, and, however late they were told, milestones that had happened and figures whose
 * period had ended by then. What has no claim left is treated like a draft: nobody sees it, and
 * references to it are plain text.
 */
#include "link/linker.h"

#include <string.h>

typedef struct Past {
    const Kb *kb;
    Day day; /* the last one that counts */
} Past;

static bool is_known(const Past *past, const Claim *claim)
{
    return !claim->has_as_of || claim->as_of.qualifiers != 0 || claim->as_of.earliest <= past->day;
}

static bool is_over(const Past *past, const Edtf *date)
{
    return date->latest <= past->day;
}

/* The claim on an event's own date: if it happened, its date decides, not who told it when. */
static bool keeps_date(const Past *past, const Claim *claim)
{
    return claim->status == STATUS_ACTUAL && claim->value.kind == VALUE_DATE
               ? is_over(past, &claim->value.date)
               : is_known(past, claim);
}

static bool keeps_amount(const Past *past, const Object *figure, const Claim *claim)
{
    const Claim *period = object_best(figure, "period");
    return claim->status == STATUS_ACTUAL && period != NULL && period->value.kind == VALUE_DATE
               ? is_over(past, &period->value.date)
               : is_known(past, claim);
}

/* Which slot of an object carries what it states, and decides whether it stays. */
typedef enum Essence { ESSENCE_NONE, ESSENCE_DATE, ESSENCE_AMOUNT } Essence;

static Essence object_essence(const Past *past, const Object *object)
{
    const Schema *schema = past->kb->schema;
    if (class_is_a(object->class, schema->milestone_class))
        return object_find(object, "date") != NULL ? ESSENCE_DATE : ESSENCE_NONE;
    if (class_is_a(object->class, schema->figure_class))
        return object_find(object, "amount") != NULL ? ESSENCE_AMOUNT : ESSENCE_NONE;
    return ESSENCE_NONE;
}

static void filter_claims(const Past *past, Essence essence, const Object *object, Claims *claims)
{
    size_t kept = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        const bool keep =
            essence == ESSENCE_DATE ? keeps_date(past, claim) : keeps_amount(past, object, claim);
        if (keep)
            claims->items[kept++] = *claim;
    }
    claims->count = kept;
}

static void drop_empty_slots(Object *object)
{
    size_t kept = 0;
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].count > 0)
            object->slots[kept++] = object->slots[i];
    object->slot_count = kept;
}

/* Filters the slot that carries the object's statement; false if nothing is left of it. */
static bool filter_essence(const Past *past, Object *object, Essence essence)
{
    const char *slot = essence == ESSENCE_DATE ? "date" : "amount";
    Claims *claims = (Claims *)object_find(object, slot);
    filter_claims(past, essence, object, claims);
    const bool left = claims->count > 0;
    drop_empty_slots(object);
    return left;
}

/* Inner claims point at the claim around them, which moves when one before it is dropped. */
static void claim_moved(Claim *claim)
{
    if (claim->value.kind != VALUE_OBJECT)
        return;
    Object *object = claim->value.object;
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; k < object->slots[i].count; k++)
            object->slots[i].items[k].enclosing = claim;
}

static size_t filter_slots(const Past *past, Object *object);

static bool keeps_claim(const Past *past, Claim *claim)
{
    if (claim->value.kind != VALUE_OBJECT)
        return is_known(past, claim);
    const Essence essence = object_essence(past, claim->value.object);
    if (essence != ESSENCE_NONE)
        return filter_essence(past, claim->value.object, essence);
    if (!is_known(past, claim))
        return false;
    filter_slots(past, claim->value.object);
    return true;
}

/* Filters the object's sourced slots, which nest as deep as their YAML: at most 64. Returns how
 * many claims are left in them. */
static size_t filter_slots(const Past *past, Object *object)
{
    size_t left = 0;
    for (size_t i = 0; i < object->slot_count; i++) {
        Claims *claims = &object->slots[i];
        size_t kept = 0;
        for (size_t k = 0; claims->slot->sourced && k < claims->count; k++) {
            if (!keeps_claim(past, &claims->items[k]))
                continue;
            claims->items[kept] = claims->items[k];
            claim_moved(&claims->items[kept]);
            kept++;
        }
        if (claims->slot->sourced)
            claims->count = kept;
        left += claims->slot->sourced ? kept : 0;
    }
    drop_empty_slots(object);
    return left;
}

/* An event or figure with an entry of its own is judged like one within another entry. */
static void filter_entry(const Past *past, Entry *entry)
{
    /* Sources and terms state nothing themselves: they stay for whoever cites them. */
    if (!entry->object.class->sourced)
        return;
    const Essence essence = object_essence(past, &entry->object);
    const bool stands = essence != ESSENCE_NONE ? filter_essence(past, &entry->object, essence)
                                                : filter_slots(past, &entry->object) > 0;
    if (!stands)
        entry->draft = true;
}

void link_as_of(Kb *kb, const Edtf *as_of)
{
    const Past past = {kb, as_of->latest};
    kb->as_of = *as_of;
    kb->has_as_of = kb->is_past = true;
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
        if (class_is_a(entry->object.class, kb->schema->source_class) && !is_cited(entry))
            entry->draft = true;
    }
}
