/* Where something is said, and where it is meant. */
#include "lsp/answers.h"
#include "lsp/meant.h"
#include "lsp/places.h"
#include "lsp/references.h"

#include <string.h>

enum { LOCATIONS_MAX = 5000 };

/* --- where it is said --- */

/* Only what the knowledge base's own files say can be shown. */
static bool is_file_of(const Session *session, const SourceFile *file)
{
    const InputFile *found = file != NULL ? session_find_file(session, file->relative) : NULL;
    return found != NULL && found->source == file;
}

/* The slot or value of an enum, if its schema is the knowledge base's own. */
static Span schema_span(const Place *place)
{
    const Spot *spot = &place->spot;
    g_autofree char *word = cursor_word(&place->cursor, place->text);
    const Slot *slot = NULL;
    if (place->cursor.role == CURSOR_KEY || place->cursor.has_colon)
        slot = spot->kind == SPOT_OBJECT ? class_find_slot(spot->class, word) : NULL;
    else if (spot->kind == SPOT_SLOT && spot->slot->range == RANGE_ENUM)
        return spot->slot->range_enum->span;
    return slot != NULL ? slot->span : (Span){0};
}

bool definition_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    Place place;
    Span span = {0};
    const Entry *entry = meant_find(session, params).entry;
    if (entry != NULL) {
        span = entry->id_span;
    } else if (place_open(&place, session, params)) {
        span = schema_span(&place);
        place_clear(&place);
    }
    if (!is_file_of(session, span.file)) {
        json_null(json);
        return true;
    }
    PlaceFinder places;
    places_init(&places, session);
    places_put_location(&places, json, span);
    places_clear(&places);
    return true;
}

/* --- where it is meant --- */

static void put_spans(PlaceFinder *places, Json *json, const GArray *spans, size_t *count)
{
    for (guint i = 0; i < spans->len && *count < LOCATIONS_MAX; i++, ++*count)
        places_put_location(places, json, g_array_index(spans, Span, i));
}

static void put_references(const Session *session, Json *json, const Entry *entry, bool itself)
{
    const Kb *kb = session_kb(session);
    const KbFiles *files = compilation_files(session->state->compilation);
    g_autoptr(GArray) ids = references_to(kb, entry);
    g_autoptr(GArray) links = references_in_prose(kb, files, entry);
    size_t count = 0;
    PlaceFinder places;
    places_init(&places, session);
    if (itself)
        places_put_location(&places, json, entry->id_span);
    put_spans(&places, json, ids, &count);
    put_spans(&places, json, links, &count);
    places_clear(&places);
}

static const Claim *claim_around(const Claims *claims, size_t offset)
{
    for (uint32_t i = 0; i < claims->count; i++) {
        const Span span = claim_span(&claims->items[i]);
        if (span.start <= offset && offset <= span.end &&
            claim_details(&claims->items[i])->from_count == 0)
            return &claims->items[i];
    }
    return NULL;
}

/* Returns the claims on the slot at the place; of an inlined object, on the slot within it. */
static const Claims *claims_at(const Place *place, const Entry *own)
{
    const TextCursor *cursor = &place->cursor;
    g_autofree char *word = cursor_word(cursor, place->text);
    const bool is_key = cursor->role == CURSOR_KEY || cursor->has_colon;
    const Claims *claims = NULL;
    const Object *object = &own->object;
    for (guint i = 0; object != NULL && i < cursor->path->len + is_key; i++) {
        const char *key = i < cursor->path->len ? cursor->path->pdata[i] : word;
        const Claims *inner = object_find(object, key);
        if (inner == NULL)
            break;
        claims = inner;
        const Claim *claim = claim_around(claims, place->offset);
        object = claim != NULL && claim->value.kind == VALUE_OBJECT ? claim->value.object : NULL;
    }
    return claims;
}

static void put_contributions(const Session *session, Json *json, const Place *place)
{
    const Entry *own = place_own_entry(place);
    const Claims *claims = own != NULL ? claims_at(place, own) : NULL;
    if (claims == NULL)
        return;
    g_autoptr(GArray) spans = references_of_claims(place->kb, claims);
    size_t count = 0;
    PlaceFinder places;
    places_init(&places, session);
    put_spans(&places, json, spans, &count);
    places_clear(&places);
}

/* Of the text at the cursor, what else means the same entry. */
bool document_highlight_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    const Entry *entry = meant_find(session, params).entry;
    const Buffer *buffer = session_buffer_of(session, params);
    const char *relative = buffer != NULL ? session_relative(session, buffer) : NULL;
    const InputFile *file = relative != NULL ? session_find_file(session, relative) : NULL;
    json_begin_array(json);
    if (entry != NULL && file != NULL) {
        g_autoptr(GArray) spans = references_within(session_kb(session), entry, file->source);
        PlaceFinder places;
        places_init(&places, session);
        for (guint i = 0; i < spans->len && i < LOCATIONS_MAX; i++) {
            json_begin_object(json);
            json_key(json, "range");
            places_put_range(&places, json, g_array_index(spans, Span, i));
            json_end_object(json);
        }
        places_clear(&places);
    }
    json_end_array(json);
    return true;
}

bool references_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    Place place;
    const Entry *entry = meant_find(session, params).entry;
    json_begin_array(json);
    if (entry != NULL) {
        put_references(
            session, json, entry,
            json_item_is_true(json_item_find_within(params, "context", "includeDeclaration")));
    } else if (place_open(&place, session, params)) {
        put_contributions(session, json, &place);
        place_clear(&place);
    }
    json_end_array(json);
    return true;
}
