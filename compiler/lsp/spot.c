#include "lsp/spot.h"

#include <string.h>

static Spot object_spot(const Class *class, const Slot *slot)
{
    return (Spot){.kind = SPOT_OBJECT, .class = class, .slot = slot, .is_item = slot != NULL};
}

/* What is below a slot's value: an inlined object's slots, or what a claim and a text have. */
static Spot slot_spot(const Class *class, const Slot *slot)
{
    if (slot->range == RANGE_OBJECT)
        return object_spot(slot->range_class, slot);
    return (Spot){.kind = SPOT_SLOT, .class = class, .slot = slot};
}

static Spot claim_spot(const Spot *around, const char *key)
{
    Spot spot = *around;
    spot.key = claim_key_find(key);
    spot.kind = spot.key == NULL                                         ? SPOT_NOTHING
                : spot.key->kind == CLAIM_KEY_VALUE && spot.slot != NULL ? SPOT_SLOT
                                                                         : SPOT_CLAIM_KEY;
    return spot;
}

static bool is_text(const Spot *spot)
{
    if (spot->kind == SPOT_SLOT)
        return spot->slot->range == RANGE_TEXT || spot->slot->range == RANGE_MARKDOWN;
    return spot->kind == SPOT_REASON ||
           (spot->kind == SPOT_CLAIM_KEY &&
            (spot->key->kind == CLAIM_KEY_TEXT || spot->key->kind == CLAIM_KEY_CONDITION));
}

static Spot step(const Spot *spot, const char *key)
{
    if (spot->kind == SPOT_OBJECT) {
        const bool is_claim = spot->is_item && claim_key_find(key) != NULL;
        const Slot *slot = is_claim ? NULL : class_find_slot(spot->class, key);
        return slot != NULL    ? slot_spot(spot->class, slot)
               : spot->is_item ? claim_spot(spot, key)
                               : (Spot){0};
    }
    if (spot->kind == SPOT_SLOT && claim_key_find(key) != NULL)
        return claim_spot(spot, key);
    if (spot->kind == SPOT_CLAIM_KEY && spot->key->kind == CLAIM_KEY_WITHDRAWN) {
        Spot inner = *spot;
        inner.key = claim_key_find("source");
        inner.kind = strcmp(key, "by") == 0       ? SPOT_CLAIM_KEY
                     : strcmp(key, "reason") == 0 ? SPOT_REASON
                                                  : SPOT_NOTHING;
        return inner;
    }
    return (Spot){.kind = is_text(spot) ? SPOT_TEXT : SPOT_NOTHING};
}

Spot spot_follow(const Class *class, const GPtrArray *path)
{
    Spot spot = object_spot(class, NULL);
    for (guint i = 0; i < path->len && spot.kind != SPOT_NOTHING; i++)
        spot = step(&spot, path->pdata[i]);
    return spot;
}

/* The class of the entries in a file's top folder. */
static const Class *class_of(const Kb *kb, const char *relative)
{
    g_autofree char *folder = g_strndup(relative, strcspn(relative, "/"));
    return schema_find_folder(kb->schema, folder);
}

/* False: the file is nowhere in the knowledge base, or nothing is known of that. */
static bool find_file(Place *place, const Session *session, const JsonItem *params, TextPlace *at)
{
    *place = (Place){.kb = session_kb(session), .buffer = session_buffer_of(session, params)};
    if (place->kb == NULL || place->buffer == NULL ||
        !place_read(json_item_find(params, "position"), at))
        return false;
    place->relative = session_relative(session, place->buffer);
    return place->relative != NULL;
}

static void look_at(Place *place, const Session *session, TextPlace at)
{
    gsize length;
    place->text = g_bytes_get_data(place->buffer->text, &length);
    place->length = length;
    place->placed = placed_text_new(place->text, length, session->unit);
    place->offset = placed_text_offset(place->placed, at);
    cursor_init(&place->cursor, place->text, length, place->offset);
}

bool place_open(Place *place, const Session *session, const JsonItem *params)
{
    TextPlace at;
    if (!find_file(place, session, params, &at))
        return false;
    const Class *class = class_of(place->kb, place->relative);
    if (class == NULL)
        return false;
    look_at(place, session, at);
    place->spot = spot_follow(class, place->cursor.path);
    return true;
}

bool place_open_file(Place *place, const Session *session, const JsonItem *params)
{
    TextPlace at;
    if (!find_file(place, session, params, &at))
        return false;
    look_at(place, session, at);
    place->spot.kind = SPOT_FILE;
    if (file_keys_find(&place->spot.keys, place->relative, place->cursor.path, place->text,
                       place->length))
        return true;
    place_clear(place);
    return false;
}

void place_clear(Place *place)
{
    cursor_clear(&place->cursor);
    placed_text_free(place->placed);
}
