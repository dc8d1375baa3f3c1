#include "fuzz.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- files --- */

static char folder_path[] = "/dev/shm/dieline-fuzz-XXXXXX";
static char folder_path_elsewhere[] = "/tmp/dieline-fuzz-XXXXXX";
static const char *folder;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *fuzz_folder(void)
{
    g_assert_null(folder);
    folder = mkdtemp(folder_path);
    if (folder == NULL)
        folder = mkdtemp(folder_path_elsewhere);
    g_assert_nonnull(folder);
    g_assert_cmpint(atexit(remove_folder), ==, 0);
    return folder;
}

void fuzz_write_file(const char *parent_folder, const char *relative, const void *bytes,
                     size_t size)
{
    g_autofree char *path = g_build_filename(parent_folder, relative, NULL);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        g_autofree char *parent = g_path_get_dirname(path);
        g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
        file = fopen(path, "wb");
    }
    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, size, file), ==, size);
    g_assert_cmpint(fclose(file), ==, 0);
}

/* --- pieces --- */

static void clear_piece(void *data)
{
    FuzzPiece *piece = data;
    g_free(piece->name);
    g_free(piece->text);
}

/* Returns the next line that begins with "#@", at its beginning; `end` if there is none. */
static const char *find_head(const char *at, const char *end)
{
    while (at < end && (end - at < 2 || memcmp(at, "#@", 2) != 0)) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline != NULL ? newline + 1 : end;
    }
    return at;
}

/* `name` is everything from there to `name_end`. */
static void add_piece(GArray *pieces, const char *name, const char *name_end, const char *text,
                      const char *end)
{
    g_array_set_size(pieces, pieces->len + 1);
    FuzzPiece *piece = &g_array_index(pieces, FuzzPiece, pieces->len - 1);
    piece->name = g_strndup(name, (gsize)(name_end - name));
    piece->length = (size_t)(end - text);
    piece->text = g_malloc(piece->length + 1);
    memcpy(piece->text, text, piece->length);
    piece->text[piece->length] = '\0';
}

GArray *fuzz_split(const uint8_t *data, size_t size)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(FuzzPiece));
    g_array_set_clear_func(pieces, clear_piece);
    if (size == 0)
        return pieces;
    const char *at = (const char *)data;
    const char *end = at + size;
    const char *head = find_head(at, end);
    if (head > at)
        add_piece(pieces, at, at, at, head);
    while (head < end) {
        const char *newline = memchr(head, '\n', (size_t)(end - head));
        const char *name = head + 2;
        const char *name_end = newline != NULL ? newline : end;
        const char *text = newline != NULL ? newline + 1 : end;
        head = find_head(text, end);
        add_piece(pieces, name, name_end, text, head);
    }
    return pieces;
}
