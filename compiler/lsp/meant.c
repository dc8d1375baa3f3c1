#include "lsp/meant.h"

#include <string.h>

static bool is_id_character(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '.' || c == '-' || c == '_';
}

/* What may be an id around an offset. */
static Meant id_around(const Kb *kb, const char *text, size_t length, size_t offset)
{
    Meant meant = {.start = offset, .end = offset};
    while (meant.start > 0 && is_id_character(text[meant.start - 1]))
        meant.start--;
    while (meant.end < length && is_id_character(text[meant.end]))
        meant.end++;
    g_autofree char *id = g_strndup(text + meant.start, meant.end - meant.start);
    meant.entry = kb_find_entry(kb, id);
    return meant;
}

/* Is it where a link of prose leads: "](id)", "](id#part)"? */
static bool is_link(const char *text, const Meant *meant)
{
    return meant->start >= 2 && memcmp(text + meant->start - 2, "](", 2) == 0;
}

static bool takes_id(const Spot *spot)
{
    if (spot->kind == SPOT_SLOT)
        return spot->slot->range == RANGE_REFERENCE || spot->slot->known == SLOT_FORMER_IDS;
    return spot->kind == SPOT_CLAIM_KEY &&
           (spot->key->kind == CLAIM_KEY_SOURCE || spot->key->kind == CLAIM_KEY_BY);
}

const Entry *place_own_entry(const Place *place)
{
    const Entry *own = NULL;
    for (size_t i = 0; i < place->kb->entry_count; i++) {
        const Entry *entry = place->kb->entries[i];
        if (strcmp(entry->file->relative, place->relative) != 0 || entry->variant_key != NULL ||
            entry->span.start < place->cursor.document)
            continue;
        if (own == NULL || entry->span.start < own->span.start)
            own = entry;
    }
    return own;
}

/* Is it at the entry's own name or id? */
static bool is_at_name(const Place *place)
{
    const TextCursor *cursor = &place->cursor;
    g_autofree char *word = cursor->role == CURSOR_KEY ? cursor_word(cursor, place->text) : NULL;
    const char *key = cursor->role == CURSOR_KEY && cursor->path->len == 0  ? word
                      : cursor->role != CURSOR_KEY && cursor->path->len > 0 ? cursor->path->pdata[0]
                                                                            : NULL;
    return key != NULL && (strcmp(key, "id") == 0 || strcmp(key, "name") == 0);
}

Meant meant_at(const Place *place)
{
    const Meant around = id_around(place->kb, place->text, place->length, place->offset);
    const TextCursor *cursor = &place->cursor;
    if (around.entry != NULL && is_link(place->text, &around))
        return around;
    if (cursor->role != CURSOR_NOWHERE && is_at_name(place))
        return (Meant){place_own_entry(place), cursor->start, cursor->end};
    if (cursor->role != CURSOR_VALUE && cursor->role != CURSOR_ITEM)
        return (Meant){0};
    g_autofree char *word = cursor_word(cursor, place->text);
    return takes_id(&place->spot)
               ? (Meant){kb_find_entry(place->kb, word), cursor->start, cursor->end}
               : (Meant){0};
}

Meant meant_find(const Session *session, const JsonItem *params)
{
    Place place;
    Meant meant = {0};
    if (place_open(&place, session, params)) {
        meant = meant_at(&place);
        place_clear(&place);
        return meant;
    }
    TextPlace at;
    const Kb *kb = session_kb(session);
    const Buffer *buffer = session_buffer_of(session, params);
    if (kb == NULL || buffer == NULL || session_relative(session, buffer) == NULL ||
        !place_read(json_item_find(params, "position"), &at))
        return meant;
    gsize length;
    const char *text = g_bytes_get_data(buffer->text, &length);
    g_autoptr(PlacedText) placed = placed_text_new(text, length, session->unit);
    return id_around(kb, text, length, placed_text_offset(placed, at));
}
