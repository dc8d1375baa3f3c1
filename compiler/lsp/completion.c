/* What can be typed at the cursor: keys here, values in values.c. */
#include "lsp/answers.h"
#include "lsp/proposals.h"
#include "schema/slot_form.h"

#include <string.h>

/* --- slots --- */

/* An inlined object's subject is the entry around it. */
static bool can_be_stated(const Proposals *proposals, const Slot *slot)
{
    const Place *place = proposals->place;
    return !cursor_has_key(&place->cursor, slot->name) &&
           !(place->spot.is_item && (slot->known == SLOT_SUBJECT || slot->identifier ||
                                     claim_key_find(slot->name) != NULL));
}

static void offer_slot(Proposals *proposals, const Session *session, const Slot *slot)
{
    g_autoptr(GString) form = g_string_new(slot->required && !slot->identifier ? "required, " : "");
    slot_append_form(slot, form);
    const Proposal proposal = {.kind = PROPOSE_FIELD,
                               .label = slot->name,
                               .detail = form->str,
                               .heading = localised_get(&slot->title, session->language),
                               .meaning = description_get(&slot->description, session->language)};
    proposals_offer(proposals, &proposal, &slot->title, slot->aliases);
}

/* What must be there comes first. Of an inlined object, what every entry has comes last. */
typedef enum SlotPart { PART_REQUIRED, PART_OWN, PART_COMMON } SlotPart;

static SlotPart part_of(const Spot *spot, const Slot *slot)
{
    const Class *parent = spot->class->parent;
    if (slot->required && !slot->identifier)
        return PART_REQUIRED;
    return spot->is_item && parent != NULL && class_find_slot(parent, slot->name) != NULL
               ? PART_COMMON
               : PART_OWN;
}

static void offer_slots(Proposals *proposals, const Session *session, SlotPart part)
{
    const Spot *spot = &proposals->place->spot;
    for (size_t i = 0; i < spot->class->slot_count; i++) {
        const Slot *slot = spot->class->slots[i];
        if (part_of(spot, slot) == part && can_be_stated(proposals, slot))
            offer_slot(proposals, session, slot);
    }
}

/* --- other keys --- */

static void offer_claim_keys(Proposals *proposals, bool with_value)
{
    size_t count;
    const ClaimKey *keys = claim_keys_list(&count);
    for (size_t i = 0; i < count; i++) {
        const ClaimKey *key = &keys[i];
        if (cursor_has_key(&proposals->place->cursor, key->name) ||
            (key->kind == CLAIM_KEY_VALUE && !with_value))
            continue;
        const Proposal proposal = {
            .kind = PROPOSE_FIELD, .label = key->name, .detail = "claim", .meaning = key->meaning};
        proposals_offer(proposals, &proposal, NULL, NULL);
    }
}

static void offer_languages(Proposals *proposals)
{
    const Kb *kb = proposals->place->kb;
    for (size_t i = 0; i < kb->language_count; i++) {
        const Proposal proposal = {
            .kind = PROPOSE_FIELD, .label = kb->languages[i], .detail = "language"};
        if (!cursor_has_key(&proposals->place->cursor, kb->languages[i]))
            proposals_offer(proposals, &proposal, NULL, NULL);
    }
}

static void offer_words(Proposals *proposals, const char *const *words)
{
    for (; *words != NULL; words++) {
        const Proposal proposal = {.kind = PROPOSE_FIELD, .label = *words};
        if (!cursor_has_key(&proposals->place->cursor, *words))
            proposals_offer(proposals, &proposal, NULL, NULL);
    }
}

/* A text's mapping has languages, or is a claim; which one, its first key tells. */
static void offer_slot_keys(Proposals *proposals)
{
    const Place *place = proposals->place;
    const bool is_text =
        place->spot.slot->range == RANGE_TEXT || place->spot.slot->range == RANGE_MARKDOWN;
    bool has_language = false;
    bool has_claim_key = false;
    for (guint i = 0; i < place->cursor.keys->len; i++) {
        has_claim_key |= claim_key_find(place->cursor.keys->pdata[i]) != NULL;
        has_language |=
            kb_find_language(place->kb, place->cursor.keys->pdata[i]) < place->kb->language_count;
    }
    if (is_text && !has_claim_key)
        offer_languages(proposals);
    if (!has_language)
        offer_claim_keys(proposals, true);
}

static void offer_file_keys(Proposals *proposals)
{
    const Place *place = proposals->place;
    const Key *key;
    for (size_t i = 0; (key = file_keys_next(&place->spot.keys, &i)) != NULL;) {
        const Proposal proposal = {.kind = PROPOSE_FIELD,
                                   .label = key->name,
                                   .detail = key->takes,
                                   .meaning = key->meaning};
        if (!cursor_has_key(&place->cursor, key->name))
            proposals_offer(proposals, &proposal, NULL, NULL);
    }
}

static void offer_keys(Proposals *proposals, const Session *session)
{
    static const char *const withdrawn[] = {"by", "reason", NULL};
    const Place *place = proposals->place;
    const Spot *spot = &place->spot;
    if (!place->cursor.has_colon)
        proposals->tail = ": ";
    if (spot->kind == SPOT_OBJECT) {
        offer_slots(proposals, session, PART_REQUIRED);
        offer_slots(proposals, session, PART_OWN);
        if (spot->is_item)
            offer_claim_keys(proposals, false);
        offer_slots(proposals, session, PART_COMMON);
    } else if (spot->kind == SPOT_FILE) {
        offer_file_keys(proposals);
    } else if (spot->kind == SPOT_SLOT) {
        offer_slot_keys(proposals);
    } else if (spot->kind == SPOT_CLAIM_KEY && spot->key->kind == CLAIM_KEY_WITHDRAWN) {
        offer_words(proposals, withdrawn);
    } else if (spot->kind == SPOT_REASON ||
               (spot->kind == SPOT_CLAIM_KEY &&
                (spot->key->kind == CLAIM_KEY_TEXT || spot->key->kind == CLAIM_KEY_CONDITION))) {
        offer_languages(proposals);
    }
}

static void offer(Proposals *proposals, const Session *session)
{
    const Place *place = proposals->place;
    const bool is_object = place->spot.kind == SPOT_OBJECT || place->spot.kind == SPOT_FILE;
    if (place->cursor.role == CURSOR_KEY ||
        (place->cursor.role == CURSOR_ITEM && is_object && !place->cursor.is_flow))
        offer_keys(proposals, session);
    else if (place->cursor.role != CURSOR_NOWHERE && !is_object)
        propose_values(proposals);
}

bool completion_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    Place place;
    if (!place_open(&place, session, params) && !place_open_file(&place, session, params)) {
        json_null(json);
        return true;
    }
    Proposals proposals;
    proposals_begin(&proposals, session, &place, json);
    offer(&proposals, session);
    proposals_end(&proposals);
    place_clear(&place);
    return true;
}
