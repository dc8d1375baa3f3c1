#include "lsp/session.h"

#include "lsp/follow.h"
#include "lsp/marks.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

static const char settings_name[] = "kb.yaml";

/* An answer that is waited for. */
typedef struct Expected {
    int64_t id; /* its key */
    void (*done)(const JsonItem *result, void *data);
    void *data;
} Expected;

/* Whoever waits for one that will not come hears that. */
static void expected_free(gpointer data)
{
    const Expected *expected = data;
    if (expected->done != NULL)
        expected->done(NULL, expected->data);
    g_free(data);
}

void session_init(Session *session, const LspOptions *options, Wire *wire)
{
    *session = (Session){.options = options, .wire = wire, .compile = options->compile};
    session->compile.shows_places = options->serves;
    session->buffers = buffers_new();
    session->typed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    session->marked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    session->expected = g_hash_table_new_full(g_int64_hash, g_int64_equal, expected_free, NULL);
    session->overlay = overlay_new();
}

void session_clear(Session *session)
{
    g_hash_table_remove_all(session->expected);
    if (session->watch != NULL)
        watch_free(session->watch);
    if (session->desk != NULL)
        desk_free(session->desk);
    if (session->preview != NULL)
        preview_free(session->preview);
    desk_state_unref(session->state);
    g_clear_pointer(&session->ground, inputs_unref);
    overlay_unref(session->overlay);
    buffers_free(session->buffers);
    g_hash_table_unref(session->typed);
    g_hash_table_unref(session->marked);
    g_hash_table_unref(session->expected);
    g_free(session->lead);
    g_free(session->root);
    g_free(session->locale);
}

/* --- what is known --- */

const Kb *session_kb(const Session *session)
{
    return session->state != NULL ? compilation_kb(session->state->compilation) : NULL;
}

const Words *session_words(const Session *session)
{
    return compilation_words(session->state->compilation)[session->language];
}

const char *session_relative(const Session *session, const Buffer *buffer)
{
    const size_t length = session->root != NULL ? strlen(session->root) : 0;
    if (length == 0 || buffer->path == NULL || strncmp(buffer->path, session->root, length) != 0 ||
        buffer->path[length] != '/')
        return NULL;
    return buffer->path + length + 1;
}

char *session_uri(const Session *session, const char *relative)
{
    g_autofree char *path = g_build_filename(session->root, relative, NULL);
    const Buffer *buffer = buffers_find_path(session->buffers, path);
    return buffer != NULL ? g_strdup(buffer->uri) : g_filename_to_uri(path, NULL, NULL);
}

Buffer *session_buffer_of(const Session *session, const JsonItem *params)
{
    const char *uri = json_item_text(json_item_find_within(params, "textDocument", "uri"));
    return uri != NULL ? buffers_find(session->buffers, uri) : NULL;
}

static int compare_name(const void *name, const void *item)
{
    return strcmp(name, (*(InputFile *const *)item)->source->relative);
}

static const InputFile *find_in(const GPtrArray *files, const char *relative)
{
    InputFile *const *found = files->len > 0 ? bsearch(relative, files->pdata, files->len,
                                                       sizeof *files->pdata, compare_name)
                                             : NULL;
    return found != NULL ? *found : NULL;
}

const InputFile *session_find_file(const Session *session, const char *relative)
{
    return state_find_file(session->state, relative);
}

const InputFile *state_find_file(const DeskState *state, const char *relative)
{
    const KbFiles *files = state != NULL ? compilation_files(state->compilation) : NULL;
    if (files == NULL)
        return NULL;
    const GPtrArray *lists[] = {files->entries, files->diagrams, files->decks,
                                files->schema,  files->labels,   files->pages,
                                files->rules,   files->others,   files->templates};
    const InputFile *found = NULL;
    for (size_t i = 0; found == NULL && i < G_N_ELEMENTS(lists); i++)
        found = find_in(lists[i], relative);
    return found;
}

/* --- messages --- */

/* `id` NULL: it expects no answer. */
static void send_message(const Session *session, const int64_t *id, const char *method,
                         const GString *params)
{
    g_autoptr(GString) body = g_string_new(NULL);
    Json json;
    json_init(&json, body, false);
    json_begin_object(&json);
    json_put_text(&json, "jsonrpc", "2.0");
    if (id != NULL)
        json_put_integer(&json, "id", *id);
    json_put_text(&json, "method", method);
    json_key(&json, "params");
    json_raw(&json, params->str);
    json_end_object(&json);
    wire_send(session->wire, body);
}

void session_notify(Session *session, const char *method, const GString *params)
{
    send_message(session, NULL, method, params);
}

void session_ask(Session *session, const char *method, const GString *params,
                 void (*done)(const JsonItem *result, void *data), void *data)
{
    Expected *expected = g_new(Expected, 1);
    *expected = (Expected){(int64_t)++session->requests, done, data};
    g_hash_table_add(session->expected, expected);
    send_message(session, &expected->id, method, params);
}

void session_take_answer(Session *session, const JsonItem *message)
{
    int64_t id;
    gpointer found;
    if (!json_item_integer(json_item_find(message, "id"), &id) ||
        !g_hash_table_steal_extended(session->expected, &id, &found, NULL))
        return;
    Expected *expected = found;
    expected->done(json_item_find(message, "result"), expected->data);
    expected->done = NULL;
    expected_free(expected);
}

/* --- the knowledge base --- */

static bool has_settings(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, settings_name, NULL);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Returns the folder of a knowledge base at, in or around a path; NULL: there is none. */
static char *find_base(const char *path)
{
    g_autofree char *inner = g_build_filename(path, "kb", NULL);
    if (has_settings(path))
        return g_strdup(path);
    if (has_settings(inner))
        return g_steal_pointer(&inner);
    g_autofree char *folder = g_path_get_dirname(path);
    while (!has_settings(folder)) {
        char *parent = g_path_get_dirname(folder);
        if (strcmp(parent, folder) == 0) {
            g_free(parent);
            return NULL;
        }
        g_free(folder);
        folder = parent;
    }
    return g_steal_pointer(&folder);
}

static void choose_language(Session *session)
{
    const Kb *kb = session_kb(session);
    const char *wanted =
        session->options->language != NULL ? session->options->language : session->locale;
    session->language = 0;
    if (kb == NULL || wanted == NULL)
        return;
    const size_t language = kb_find_language(kb, wanted);
    if (language < kb->language_count)
        session->language = language;
}

static void publish_typed(const Buffer *buffer, void *user)
{
    marks_publish_typed(user, buffer);
}

/* Long before all is compiled it can be said what is wrong with what is open by itself. */
static void hear_of_ground(Inputs *ground, void *user)
{
    Session *session = user;
    session->ground = ground;
    buffers_foreach(session->buffers, publish_typed, session);
}

static void hear_of_state(DeskState *state, guint64 number, void *user)
{
    Session *session = user;
    session->known = number;
    if (state != NULL) {
        desk_state_unref(session->state);
        session->state = state;
        g_clear_pointer(&session->ground, inputs_unref);
        choose_language(session);
        watch_follow(session->watch, compilation_files(state->compilation));
        marks_publish(session);
    }
    if (session->preview != NULL)
        preview_put(session->preview, state, number);
    session->told(session->user);
}

static void hear_of_files(void *user)
{
    session_look(user);
}

bool session_find_root(Session *session, const char *path)
{
    if (session->root != NULL)
        return true;
    session->root = session->options->kb_path != NULL
                        ? g_canonicalize_filename(session->options->kb_path, NULL)
                        : find_base(path);
    if (session->root == NULL)
        return false;
    const DeskReader reader = {hear_of_ground, hear_of_state, NULL, session};
    session->compile.kb_path = session->root;
    session->desk = desk_new(&session->compile, session->options->severities, &reader);
    session->watch = watch_new(session->root, hear_of_files, session);
    if (session->options->serves)
        follow_begin(session);
    session_look(session);
    return true;
}

/* --- texts --- */

/* A file may have been opened by a way through symbolic links: then it is called as the knowledge
 * base is. */
static void call_as_root(const Session *session, Buffer *buffer)
{
    if (session->root == NULL || buffer->path == NULL || session_relative(session, buffer) != NULL)
        return;
    char *root = realpath(session->root, NULL);
    char *path = realpath(buffer->path, NULL);
    const size_t length = root != NULL ? strlen(root) : 0;
    if (path != NULL && length > 0 && strncmp(path, root, length) == 0 && path[length] == '/') {
        g_free(buffer->path);
        buffer->path = g_build_filename(session->root, path + length, NULL);
    }
    free(root);
    free(path);
}

static void note_edit(Session *session, const Buffer *buffer)
{
    session->edits++;
    session->is_dirty = true;
    g_hash_table_add(session->typed, g_strdup(buffer->uri));
}

static int64_t version_of(const JsonItem *document)
{
    int64_t version = 0;
    json_item_integer(json_item_find(document, "version"), &version);
    return version;
}

void session_open(Session *session, const JsonItem *params)
{
    const JsonItem *document = json_item_find(params, "textDocument");
    const char *uri = json_item_text(json_item_find(document, "uri"));
    const char *text = json_item_text(json_item_find(document, "text"));
    if (uri == NULL || text == NULL)
        return;
    Buffer *buffer = buffers_open(session->buffers, uri, version_of(document), text);
    if (buffer == NULL)
        return;
    if (buffer->path != NULL)
        session_find_root(session, buffer->path);
    call_as_root(session, buffer);
    note_edit(session, buffer);
}

static void change_buffer(const Session *session, Buffer *buffer, const JsonItem *change)
{
    const char *text = json_item_text(json_item_find(change, "text"));
    const JsonItem *range = json_item_find(change, "range");
    TextPlace start;
    TextPlace end;
    if (text == NULL)
        return;
    if (!json_item_is_object(range))
        buffer_set(buffer, text);
    else if (place_read(json_item_find(range, "start"), &start) &&
             place_read(json_item_find(range, "end"), &end))
        buffer_replace(buffer, session->unit, start, end, text);
}

void session_change(Session *session, const JsonItem *params)
{
    Buffer *buffer = session_buffer_of(session, params);
    if (buffer == NULL)
        return;
    const JsonItem *changes = json_item_find(params, "contentChanges");
    for (size_t i = 0; i < json_item_count(changes); i++)
        change_buffer(session, buffer, json_item_at(changes, i));
    buffer->version = version_of(json_item_find(params, "textDocument"));
    note_edit(session, buffer);
}

void session_close(Session *session, const JsonItem *params)
{
    const Buffer *buffer = session_buffer_of(session, params);
    if (buffer == NULL)
        return;
    session->edits++;
    session->is_dirty = true;
    g_hash_table_remove(session->typed, buffer->uri);
    buffers_close(session->buffers, buffer->uri);
}

/* --- compiling --- */

static void put_buffer(const Buffer *buffer, void *user)
{
    const Session *session = user;
    const char *relative = session_relative(session, buffer);
    if (relative != NULL)
        overlay_put(session->overlay, relative, buffer->text);
}

guint64 session_look(Session *session)
{
    if (session->desk != NULL)
        desk_put(session->desk, session->overlay, ++session->asked);
    return session->asked;
}

void session_settle(Session *session)
{
    if (!session->is_dirty)
        return;
    session->is_dirty = false;
    overlay_unref(session->overlay);
    session->overlay = overlay_new();
    buffers_foreach(session->buffers, put_buffer, session);
    session_look(session);
    GHashTableIter iter;
    gpointer uri;
    g_hash_table_iter_init(&iter, session->typed);
    while (g_hash_table_iter_next(&iter, &uri, NULL)) {
        const Buffer *buffer = buffers_find(session->buffers, uri);
        if (buffer != NULL)
            marks_publish_typed(session, buffer);
    }
    g_hash_table_remove_all(session->typed);
}

/* --- places --- */

static bool read_count(const JsonItem *item, uint32_t *count)
{
    int64_t value;
    if (!json_item_integer(item, &value) || value < 0)
        return false;
    *count = (uint32_t)MIN(value, INT32_MAX);
    return true;
}

bool place_read(const JsonItem *item, TextPlace *place)
{
    return read_count(json_item_find(item, "line"), &place->line) &&
           read_count(json_item_find(item, "character"), &place->unit);
}

static void put_place(Json *json, const char *key, TextPlace place)
{
    json_key(json, key);
    json_begin_object(json);
    json_put_integer(json, "line", place.line);
    json_put_integer(json, "character", place.unit);
    json_end_object(json);
}

void range_put(Json *json, const PlacedText *text, size_t start, size_t end)
{
    const TextPlace nowhere = {0, 0};
    json_begin_object(json);
    put_place(json, "start", text != NULL ? placed_text_place(text, start) : nowhere);
    put_place(json, "end", text != NULL ? placed_text_end(text, end) : nowhere);
    json_end_object(json);
}
