#include "lsp/edits.h"

#include <string.h>

typedef struct TextChange {
    Span span;
    char *text;
} TextChange;

static void change_clear(gpointer change)
{
    g_free(((TextChange *)change)->text);
}

void edit_set_init(EditSet *set)
{
    *set = (EditSet){.edits = g_array_new(FALSE, FALSE, sizeof(TextChange))};
    g_array_set_clear_func(set->edits, change_clear);
}

void edit_set_clear(EditSet *set)
{
    g_array_unref(set->edits);
    g_free(set->old_uri);
    g_free(set->new_uri);
}

void edit_set_add(EditSet *set, Span span, const char *text)
{
    const TextChange change = {span, g_strdup(text)};
    g_array_append_val(set->edits, change);
}

void edit_set_rename(EditSet *set, char *old_uri, char *new_uri)
{
    set->old_uri = old_uri;
    set->new_uri = new_uri;
}

static int compare_changes(gconstpointer left, gconstpointer right)
{
    const Span a = ((const TextChange *)left)->span;
    const Span b = ((const TextChange *)right)->span;
    const int order = a.file != b.file ? strcmp(a.file->relative, b.file->relative) : 0;
    return order != 0 ? order : (a.start > b.start) - (a.start < b.start);
}

/* --- writing --- */

static void put_change(PlaceFinder *places, Json *json, const TextChange *change)
{
    json_begin_object(json);
    json_key(json, "range");
    places_put_range(places, json, change->span);
    json_put_text(json, "newText", change->text);
    json_end_object(json);
}

/* Writes the changes of the file of the one at `from`; returns where the next file's begin. */
static guint put_changes_of_file(PlaceFinder *places, Json *json, const GArray *edits, guint from)
{
    const SourceFile *file = g_array_index(edits, TextChange, from).span.file;
    json_begin_array(json);
    while (from < edits->len && g_array_index(edits, TextChange, from).span.file == file)
        put_change(places, json, &g_array_index(edits, TextChange, from++));
    json_end_array(json);
    return from;
}

static void put_document(const Session *session, Json *json, const char *uri)
{
    const Buffer *buffer = buffers_find(session->buffers, uri);
    json_key(json, "textDocument");
    json_begin_object(json);
    json_put_text(json, "uri", uri);
    json_key(json, "version");
    if (buffer != NULL)
        json_integer(json, buffer->version);
    else
        json_null(json);
    json_end_object(json);
}

static void put_rename(const EditSet *set, Json *json)
{
    json_begin_object(json);
    json_put_text(json, "kind", "rename");
    json_put_text(json, "oldUri", set->old_uri);
    json_put_text(json, "newUri", set->new_uri);
    json_end_object(json);
}

static void put_documents(const EditSet *set, const Session *session, PlaceFinder *places,
                          Json *json)
{
    json_key(json, "documentChanges");
    json_begin_array(json);
    for (guint i = 0; i < set->edits->len;) {
        const SourceFile *file = g_array_index(set->edits, TextChange, i).span.file;
        g_autofree char *uri = session_uri(session, file->relative);
        json_begin_object(json);
        put_document(session, json, uri);
        json_key(json, "edits");
        i = put_changes_of_file(places, json, set->edits, i);
        json_end_object(json);
    }
    if (set->old_uri != NULL)
        put_rename(set, json);
    json_end_array(json);
}

static void put_changes(const EditSet *set, const Session *session, PlaceFinder *places, Json *json)
{
    json_key(json, "changes");
    json_begin_object(json);
    for (guint i = 0; i < set->edits->len;) {
        const SourceFile *file = g_array_index(set->edits, TextChange, i).span.file;
        g_autofree char *uri = session_uri(session, file->relative);
        json_key(json, uri);
        i = put_changes_of_file(places, json, set->edits, i);
    }
    json_end_object(json);
}

void edit_set_put(EditSet *set, const Session *session, Json *json)
{
    PlaceFinder places;
    places_init(&places, session);
    g_array_sort(set->edits, compare_changes);
    json_begin_object(json);
    if (session->takes_documents)
        put_documents(set, session, &places, json);
    else
        put_changes(set, session, &places, json);
    json_end_object(json);
    places_clear(&places);
}
