#include "lsp/buffers.h"

#include <gio/gio.h>
#include <string.h>

struct Buffers {
    GHashTable *by_uri; /* uri -> Buffer */
};

static void buffer_free(gpointer data)
{
    Buffer *buffer = data;
    g_free(buffer->uri);
    g_free(buffer->path);
    g_bytes_unref(buffer->text);
    g_free(buffer);
}

Buffers *buffers_new(void)
{
    Buffers *buffers = g_new0(Buffers, 1);
    buffers->by_uri = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, buffer_free);
    return buffers;
}

void buffers_free(Buffers *buffers)
{
    g_hash_table_unref(buffers->by_uri);
    g_free(buffers);
}

char *file_uri_path(const char *uri)
{
    g_autofree char *path = g_filename_from_uri(uri, NULL, NULL);
    return path != NULL ? g_canonicalize_filename(path, "/") : NULL;
}

/* A half of a surrogate pair, which JSON can escape, is no text. */
static GBytes *new_text(const char *text, size_t length)
{
    if (g_utf8_validate_len(text, length, NULL))
        return g_bytes_new_take(g_strndup(text, length), length);
    char *valid = g_utf8_make_valid(text, (gssize)length);
    return g_bytes_new_take(valid, strlen(valid));
}

Buffer *buffers_open(Buffers *buffers, const char *uri, int64_t version, const char *text)
{
    if (g_hash_table_size(buffers->by_uri) >= BUFFERS_MAX && buffers_find(buffers, uri) == NULL)
        return NULL;
    Buffer *buffer = g_new0(Buffer, 1);
    buffer->uri = g_strdup(uri);
    buffer->path = file_uri_path(uri);
    buffer->version = version;
    buffer->text = new_text(text, strlen(text));
    g_hash_table_replace(buffers->by_uri, buffer->uri, buffer);
    return buffer;
}

void buffers_close(Buffers *buffers, const char *uri)
{
    g_hash_table_remove(buffers->by_uri, uri);
}

Buffer *buffers_find(const Buffers *buffers, const char *uri)
{
    return g_hash_table_lookup(buffers->by_uri, uri);
}

Buffer *buffers_find_path(const Buffers *buffers, const char *path)
{
    GHashTableIter iter;
    gpointer buffer;
    g_hash_table_iter_init(&iter, buffers->by_uri);
    while (g_hash_table_iter_next(&iter, NULL, &buffer))
        if (g_strcmp0(((Buffer *)buffer)->path, path) == 0)
            return buffer;
    return NULL;
}

static void take_text(Buffer *buffer, GBytes *text)
{
    g_bytes_unref(buffer->text);
    buffer->text = text;
}

void buffer_set(Buffer *buffer, const char *text)
{
    take_text(buffer, new_text(text, strlen(text)));
}

void buffer_replace(Buffer *buffer, PositionUnit unit, TextPlace start, TextPlace end,
                    const char *text)
{
    gsize length;
    const char *bytes = g_bytes_get_data(buffer->text, &length);
    g_autoptr(PlacedText) placed = placed_text_new(bytes, length, unit);
    const size_t from = placed_text_offset(placed, start);
    const size_t to = MAX(placed_text_offset(placed, end), from);
    g_autoptr(GString) changed = g_string_sized_new(length + strlen(text));
    g_string_append_len(changed, bytes, (gssize)from);
    g_string_append(changed, text);
    g_string_append_len(changed, bytes + to, (gssize)(length - to));
    take_text(buffer, new_text(changed->str, changed->len));
}

void buffers_foreach(const Buffers *buffers, void (*visit)(const Buffer *buffer, void *user),
                     void *user)
{
    GHashTableIter iter;
    gpointer buffer;
    g_hash_table_iter_init(&iter, buffers->by_uri);
    while (g_hash_table_iter_next(&iter, NULL, &buffer))
        visit(buffer, user);
}
