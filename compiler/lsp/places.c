#include "lsp/places.h"

static void text_free(gpointer text)
{
    placed_text_free(text);
}

void places_init(PlaceFinder *places, const Session *session)
{
    places->session = session;
    places->texts = g_hash_table_new_full(NULL, NULL, NULL, text_free);
}

void places_clear(PlaceFinder *places)
{
    g_hash_table_unref(places->texts);
}

const PlacedText *places_find(PlaceFinder *places, const SourceFile *file)
{
    if (file == NULL || file->bytes == NULL)
        return NULL;
    PlacedText *text = g_hash_table_lookup(places->texts, file);
    if (text == NULL) {
        text = placed_text_new(file->bytes, file->length, places->session->unit);
        g_hash_table_insert(places->texts, (gpointer)file, text);
    }
    return text;
}

void places_put_range(PlaceFinder *places, Json *json, Span span)
{
    range_put(json, places_find(places, span.file), span.start, span.end);
}

void places_put_location(PlaceFinder *places, Json *json, Span span)
{
    g_autofree char *uri = session_uri(places->session, span.file->relative);
    json_begin_object(json);
    json_put_text(json, "uri", uri);
    json_key(json, "range");
    places_put_range(places, json, span);
    json_end_object(json);
}
