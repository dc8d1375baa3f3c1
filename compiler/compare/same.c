#include "compare/same.h"

#include <string.h>

enum { PART_END = 0x1F, LIST_END = 0x1E }; /* no text of a user's has them */

void states_share_languages(State *before, State *after)
{
    for (size_t i = 0; i < after->kb->language_count; i++) {
        const size_t there = kb_find_language(before->kb, after->kb->languages[i]);
        if (there == before->kb->language_count)
            continue;
        after->languages[after->language_count++] = i;
        before->languages[before->language_count++] = there;
    }
    if (after->language_count == 0) /* the first stands for the first */
        before->language_count = after->language_count = 1;
}

const char *state_id(const State *state, const char *id)
{
    const char *now = state->renamed != NULL ? g_hash_table_lookup(state->renamed, id) : NULL;
    return now != NULL ? now : id;
}

bool claim_is_stated(const Claim *claim)
{
    return claim_details(claim)->from_count == 0;
}

bool slot_is_own(const Slot *slot)
{
    return slot->known != SLOT_MILESTONES && slot->known != SLOT_FIGURES &&
           slot->known != SLOT_VARIANTS;
}

/* --- values --- */

static void append_localised(const State *state, const Localised *text, GString *key)
{
    for (size_t i = 0; text != NULL && i < state->language_count; i++) {
        const char *own = text->texts[state->languages[i]];
        g_string_append(key, own != NULL ? own : "");
        g_string_append_c(key, PART_END);
    }
}

/* "300W" is "300 W". */
static void append_without_blanks(const char *text, GString *key)
{
    for (; *text != '\0'; text++)
        if (*text != ' ')
            g_string_append_c(key, *text);
}

static void append_object(const State *state, const Entry *entry, const Object *object,
                          GString *key)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        g_string_append(key, claims->slot->name);
        for (size_t k = 0; k < claims->count; k++)
            if (claim_is_stated(&claims->items[k])) {
                g_string_append_c(key, LIST_END);
                same_key(state, entry, &claims->items[k], key);
            }
        g_string_append_c(key, PART_END);
    }
}

void same_value_key(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    const Value *value = &claim->value;
    g_string_append_c(key, (char)('a' + value->kind));
    switch (value->kind) {
    case VALUE_TEXT:
        append_localised(state, value->localised, key);
        break;
    case VALUE_CHOICE:
        g_string_append(key, value->choice->name);
        break;
    case VALUE_REFERENCE:
        g_string_append(key,
                        state_id(state, value->entry != NULL ? value->entry->id : value->text));
        break;
    case VALUE_QUANTITY:
    case VALUE_DATE:
        append_without_blanks(value->text, key);
        break;
    case VALUE_OBJECT:
        append_object(state, entry, value->object, key);
        break;
    default:
        g_string_append(key, value->text != NULL ? value->text : "");
    }
}

/* --- what stands beside them --- */

static void append_text(const char *text, GString *key)
{
    g_string_append(key, text != NULL ? text : "");
    g_string_append_c(key, PART_END);
}

static void append_citations(const State *state, const Citation *citations, size_t count,
                             GString *key)
{
    for (size_t i = 0; i < count; i++)
        append_text(state_id(state, citation_id(&citations[i])), key);
}

static bool cites_as(const Claim *claim, const Citation *citations, size_t count)
{
    const Claim other = {.citations = (Citation *)citations, .citation_count = (uint32_t)count};
    return claim_cites_same(claim, &other);
}

/* What the document or the claim around it says for all is said there. */
static void append_sources(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    const Claim *outer = claim->enclosing;
    if (outer != NULL && claim_cites_same(claim, outer))
        return;
    if (outer == NULL && entry != NULL && cites_as(claim, entry->citations, entry->citation_count))
        return;
    append_citations(state, claim->citations, claim->citation_count, key);
}

static bool repeats_as_of(const Claim *claim)
{
    return !claim->has_own_as_of ||
           (claim->enclosing != NULL && claim_same_as_of(claim, claim->enclosing));
}

/* A status or rank that the claim around it has is its. */
static void append_standing(const Claim *claim, GString *key)
{
    const Claim *outer = claim->enclosing;
    if (outer == NULL || claim->status != outer->status)
        g_string_append(key, status_name(claim->status));
    if (outer == NULL || claim->rank != outer->rank)
        g_string_append(key, rank_name(claim->rank));
    append_text(repeats_as_of(claim) ? NULL : claim->as_of->text, key);
}

void same_ground_key(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    const Condition *condition = claim_details(claim)->condition;
    append_text(claim_details(claim)->by, key);
    append_text(condition != NULL ? condition->key : NULL, key);
    append_sources(state, entry, claim, key);
}

void same_key(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    const ClaimDetails *details = claim_details(claim);
    same_value_key(state, entry, claim, key);
    g_string_append_c(key, PART_END);
    append_standing(claim, key);
    same_ground_key(state, entry, claim, key);
    append_text(details->quote, key);
    append_localised(state, details->note, key);
    append_localised(state, details->locator, key);
    if (details->withdrawal != NULL)
        append_citations(state, details->withdrawal->by, 1, key);
}

void same_entry_key(const State *state, const Entry *entry, GString *key)
{
    append_text(entry->object.class->name, key);
    append_citations(state, entry->citations, entry->citation_count, key);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        const KnownSlot known = claims->slot->known;
        if (claims->slot->identifier || known == SLOT_FORMER_IDS)
            continue;
        append_text(claims->slot->name, key);
        for (size_t k = 0; k < claims->count; k++)
            if (claim_is_stated(&claims->items[k]))
                same_key(state, entry, &claims->items[k], key);
    }
}
