#include "lsp/marks.h"

#include "decode/decode.h"
#include "lsp/likeness.h"
#include "lsp/places.h"

#include <string.h>
#include <xxhash.h>

enum { SEVERITY_LSP_ERROR = 1, SEVERITY_LSP_WARNING = 2 };

static void put_text(Json *json, const char *key, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_put_text(json, key, valid);
}

/* The message, and what else is said in words alone: hints, and notes without a place. */
static void put_message(Json *json, const Diagnostic *diagnostic)
{
    g_autoptr(GString) text = g_string_new(diagnostic->message);
    for (guint i = 0; diagnostic->notes != NULL && i < diagnostic->notes->len; i++) {
        const DiagNote *note = &g_array_index(diagnostic->notes, DiagNote, i);
        if (note->span.file == NULL)
            g_string_append_printf(text, "\n%s", note->text);
    }
    for (guint i = 0; diagnostic->hints != NULL && i < diagnostic->hints->len; i++)
        g_string_append_printf(text, "\n%s", (const char *)diagnostic->hints->pdata[i]);
    put_text(json, "message", text->str);
}

static void put_related(Json *json, PlaceFinder *places, const DiagNote *note)
{
    json_begin_object(json);
    json_key(json, "location");
    places_put_location(places, json, note->span);
    put_text(json, "message", note->text);
    json_end_object(json);
}

static void put_all_related(Json *json, PlaceFinder *places, const Diagnostic *diagnostic)
{
    json_key(json, "relatedInformation");
    json_begin_array(json);
    for (guint i = 0; diagnostic->notes != NULL && i < diagnostic->notes->len; i++) {
        const DiagNote *note = &g_array_index(diagnostic->notes, DiagNote, i);
        if (note->span.file != NULL)
            put_related(json, places, note);
    }
    json_end_array(json);
}

static void put_mark(Json *json, PlaceFinder *places, const Diagnostic *diagnostic,
                     const PlacedText *text, size_t start, size_t end)
{
    json_begin_object(json);
    json_key(json, "range");
    range_put(json, text, start, end);
    json_put_integer(json, "severity",
                     diagnostic->severity >= SEVERITY_ERROR ? SEVERITY_LSP_ERROR
                                                            : SEVERITY_LSP_WARNING);
    json_put_text(json, "source", "dieline");
    json_put_text(json, "code", diagnostic_slug(diagnostic));
    put_message(json, diagnostic);
    if (diagnostic->notes != NULL)
        put_all_related(json, places, diagnostic);
    json_end_object(json);
}

/* What has no place is said of the settings. */
static const char *relative_of(const Diagnostic *diagnostic)
{
    return diagnostic->span.file != NULL ? diagnostic->span.file->relative : "kb.yaml";
}

static bool is_shown(const Diagnostic *diagnostic)
{
    return diagnostic->severity >= SEVERITY_WARNING;
}

/* --- sending --- */

/* Sends what is said of a file, a JSON array, unless that is what was said last. */
static void send_list(Session *session, const char *uri, const GString *list)
{
    const guint64 hash = XXH3_64bits(list->str, list->len);
    const guint64 *before = g_hash_table_lookup(session->marked, uri);
    const bool is_empty = strcmp(list->str, "[]") == 0;
    if (before != NULL ? *before == hash : is_empty)
        return;
    g_autoptr(GString) params = g_string_new(NULL);
    const Buffer *buffer = buffers_find(session->buffers, uri);
    Json json;
    json_init(&json, params, false);
    json_begin_object(&json);
    json_put_text(&json, "uri", uri);
    if (buffer != NULL)
        json_put_integer(&json, "version", buffer->version);
    json_key(&json, "diagnostics");
    json_raw(&json, list->str);
    json_end_object(&json);
    if (is_empty)
        g_hash_table_remove(session->marked, uri);
    else
        g_hash_table_insert(session->marked, g_strdup(uri), g_memdup2(&hash, sizeof hash));
    session_notify(session, "textDocument/publishDiagnostics", params);
}

/* What is said of one file. */
typedef struct Sheet {
    GString *list;
    Json json;
} Sheet;

static Sheet *sheet_new(void)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->list = g_string_new(NULL);
    json_init(&sheet->json, sheet->list, false);
    json_begin_array(&sheet->json);
    return sheet;
}

static void sheet_free(gpointer data)
{
    Sheet *sheet = data;
    g_string_free(sheet->list, TRUE);
    g_free(sheet);
}

/* Returns the sheets of all files that something is said of, by their URIs. */
static GHashTable *fill_sheets(const Session *session, PlaceFinder *places)
{
    GHashTable *sheets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, sheet_free);
    const char *last = NULL;
    Sheet *sheet = NULL;
    const GPtrArray *all = diagnostics_sorted(session->state->diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *diagnostic = all->pdata[i];
        if (!is_shown(diagnostic))
            continue;
        const Span span = diagnostic->span;
        if (g_strcmp0(last, relative_of(diagnostic)) != 0) {
            last = relative_of(diagnostic);
            char *uri = session_uri(session, last);
            sheet = g_hash_table_lookup(sheets, uri);
            if (sheet == NULL)
                g_hash_table_insert(sheets, g_strdup(uri), sheet = sheet_new());
            g_free(uri);
        }
        put_mark(&sheet->json, places, diagnostic, places_find(places, span.file), span.start,
                 span.end);
    }
    return sheets;
}

/* Was the open text compiled as it is now? */
static bool is_compiled(const Session *session, const Buffer *buffer)
{
    const char *relative = buffer != NULL ? session_relative(session, buffer) : NULL;
    const InputFile *file = relative != NULL ? session_find_file(session, relative) : NULL;
    if (file == NULL || file->source->bytes == NULL)
        return true;
    gsize length;
    const char *bytes = g_bytes_get_data(buffer->text, &length);
    return file->source->length == length && memcmp(file->source->bytes, bytes, length) == 0;
}

static void send_unless_typed(Session *session, const char *uri, const GString *list)
{
    if (is_compiled(session, buffers_find(session->buffers, uri)))
        send_list(session, uri, list);
}

static void send_sheets(Session *session, GHashTable *sheets)
{
    GHashTableIter iter;
    gpointer uri;
    gpointer sheet;
    g_hash_table_iter_init(&iter, sheets);
    while (g_hash_table_iter_next(&iter, &uri, &sheet)) {
        json_end_array(&((Sheet *)sheet)->json);
        send_unless_typed(session, uri, ((Sheet *)sheet)->list);
    }
}

/* Nothing is said any more of the other files that something was said of. */
static void send_empty(Session *session, GHashTable *sheets)
{
    g_autoptr(GString) list = g_string_new("[]");
    g_autoptr(GList) before = g_hash_table_get_keys(session->marked);
    for (const GList *item = before; item != NULL; item = item->next)
        if (!g_hash_table_contains(sheets, item->data)) {
            g_autofree char *uri = g_strdup(item->data);
            send_unless_typed(session, uri, list);
        }
}

void marks_publish(Session *session)
{
    PlaceFinder places;
    places_init(&places, session);
    g_autoptr(GHashTable) sheets = fill_sheets(session, &places);
    send_sheets(session, sheets);
    send_empty(session, sheets);
    places_clear(&places);
}

/* --- while it is typed --- */

static bool is_among(const GPtrArray *messages, const Diagnostic *diagnostic)
{
    return messages != NULL && g_ptr_array_find((GPtrArray *)messages, diagnostic, NULL);
}

/* Was the same let stand in the last compilation? Where it is let stand, only that knows. */
static bool was_accepted(const InputFile *old, const Diagnostic *diagnostic)
{
    for (guint i = 0; old != NULL && old->messages != NULL && i < old->messages->len; i++) {
        const Diagnostic *other = old->messages->pdata[i];
        if (other->severity == SEVERITY_ACCEPTED && other->id == diagnostic->id &&
            strcmp(other->message, diagnostic->message) == 0)
            return true;
    }
    return false;
}

/* What the last compilation said of the file besides what is wrong with it by itself. */
static void put_kept(Sheet *sheet, const Session *session, PlaceFinder *places,
                     const InputFile *old, const InputFile *typed)
{
    const SourceFile *source = typed->source;
    const Likeness same =
        likeness_find(old->source->bytes, old->source->length, source->bytes, source->length);
    const GPtrArray *all = diagnostics_sorted(session->state->diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *diagnostic = all->pdata[i];
        Span span = diagnostic->span;
        if (span.file == old->source && is_shown(diagnostic) &&
            !is_among(old->messages, diagnostic) && likeness_move(&same, &span.start, &span.end))
            put_mark(&sheet->json, places, diagnostic, places_find(places, source), span.start,
                     span.end);
    }
}

/* Before anything is compiled nobody knows which warnings are let stand. */
static bool is_told(const Session *session, const InputFile *old, const Diagnostic *diagnostic)
{
    return session->state != NULL ? is_shown(diagnostic) && !was_accepted(old, diagnostic)
                                  : diagnostic->severity >= SEVERITY_ERROR;
}

static void put_typed(Sheet *sheet, const Session *session, const InputFile *old,
                      const InputFile *typed)
{
    PlaceFinder places;
    places_init(&places, session);
    for (guint i = 0; typed->messages != NULL && i < typed->messages->len; i++) {
        const Diagnostic *diagnostic = typed->messages->pdata[i];
        if (is_told(session, old, diagnostic))
            put_mark(&sheet->json, &places, diagnostic, places_find(&places, diagnostic->span.file),
                     diagnostic->span.start, diagnostic->span.end);
    }
    if (old != NULL && old->source->bytes != NULL && typed->source->bytes != NULL)
        put_kept(sheet, session, &places, old, typed);
    json_end_array(&sheet->json);
    places_clear(&places);
}

/* Returns the open text as a file of the last compilation, decoded by itself; NULL: it is no entry.
 */
static InputFile *decode_typed(const Session *session, const char *relative)
{
    const Inputs *inputs =
        session->state != NULL ? compilation_inputs(session->state->compilation) : session->ground;
    if (inputs == NULL || inputs->kb == NULL)
        return NULL;
    KbFiles files = *inputs->files;
    files.overlay = session->overlay;
    InputFile *typed = input_file_new(&files, relative);
    if (schema_find_folder(inputs->kb->schema, typed->folder) == NULL) {
        input_file_unref(typed);
        return NULL;
    }
    DecodeScratch *scratch = decode_scratch_new(session->options->severities);
    decode_file(&files, inputs->kb, typed, scratch);
    decode_scratch_free(scratch);
    return typed;
}

void marks_publish_typed(Session *session, const Buffer *buffer)
{
    const char *relative = session_relative(session, buffer);
    if (relative == NULL || (session->state != NULL && is_compiled(session, buffer)))
        return;
    InputFile *typed = decode_typed(session, relative);
    if (typed == NULL)
        return;
    Sheet *sheet = sheet_new();
    put_typed(sheet, session, session_find_file(session, relative), typed);
    send_list(session, buffer->uri, sheet->list);
    sheet_free(sheet);
    input_file_unref(typed);
}
