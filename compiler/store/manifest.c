#include "store/manifest.h"

#include "store/output_file.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static const char HEADER[] = "dieline manifest 1\n";

enum { HASH_DIGITS = 16 };

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Returns the path of one line, or NULL. */
static char *parse_line(const char *line, size_t length)
{
    g_autofree char *text = g_strndup(line, length);
    size_t digits = 0;
    while (g_ascii_isxdigit(text[digits]))
        digits++;
    if (digits != HASH_DIGITS || text[digits] != ' ')
        return NULL;
    const char *size = text + digits + 1;
    const size_t size_digits = strspn(size, "0123456789");
    if (size_digits == 0 || size[size_digits] != ' ')
        return NULL;
    const char *path = size + size_digits + 1;
    return strlen(text) == length && output_path_is_plain(path) ? g_strdup(path) : NULL;
}

static void remove_repeated(GPtrArray *sorted)
{
    guint kept = 0;
    for (guint i = 0; i < sorted->len; i++) {
        if (kept > 0 && strcmp(sorted->pdata[i], sorted->pdata[kept - 1]) == 0)
            g_free(sorted->pdata[i]);
        else
            sorted->pdata[kept++] = sorted->pdata[i];
    }
    for (guint i = kept; i < sorted->len; i++)
        sorted->pdata[i] = NULL;
    g_ptr_array_set_size(sorted, (int)kept);
}

GPtrArray *manifest_parse(const char *text, size_t length)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    const char *end = text + length;
    if (length < strlen(HEADER) || memcmp(text, HEADER, strlen(HEADER)) != 0)
        return paths;
    for (const char *line = text + strlen(HEADER); line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop == NULL)
            break; /* a line that was not written to its end */
        char *path = parse_line(line, (size_t)(stop - line));
        if (path != NULL)
            g_ptr_array_add(paths, path);
        line = stop + 1;
    }
    g_ptr_array_sort(paths, compare_paths);
    remove_repeated(paths);
    return paths;
}

bool manifest_lists(const GPtrArray *paths, const char *path)
{
    return paths->len > 0 &&
           bsearch(&path, paths->pdata, paths->len, sizeof *paths->pdata, compare_paths) != NULL;
}

uint64_t manifest_hash(const char *bytes, size_t length)
{
    return XXH3_64bits(bytes, length);
}

void manifest_begin(GString *out)
{
    g_string_assign(out, HEADER);
}

void manifest_append(GString *out, const char *path, uint64_t size, uint64_t hash)
{
    g_string_append_printf(out, "%016" G_GINT64_MODIFIER "x %" G_GUINT64_FORMAT " %s\n", hash, size,
                           path);
}
