/*
 * A file's name is XXH3 of the request in hex. Nothing is written before layout_cache_save(): a
 * build that fails leaves no trace.
 */
#include "layout/layout_cache.h"

#include "layout/layout_cache_file.h"
#include "store/output_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* To be raised when layout.c asks for or reads something else. */
#define FORMAT "2"
#define MAGIC "layout " FORMAT " "

enum {
    CHECKSUM_LENGTH = 16,
    HEAD_LENGTH = sizeof MAGIC - 1 + CHECKSUM_LENGTH + 1,
    FILE_MAX = 8 << 20,
};

struct LayoutCache {
    char *folder;
    GMutex lock;
    GHashTable *used;  /* names of what was asked for */
    GHashTable *fresh; /* name -> GString: what is to be written */
};

static char *name_of(const GString *request)
{
    static const char salt[] = FORMAT " " DIELINE_GRAPHVIZ_VERSION " ";
    XXH3_state_t *state = XXH3_createState();
    XXH3_128bits_reset(state);
    XXH3_128bits_update(state, salt, sizeof salt);
    XXH3_128bits_update(state, request->str, request->len);
    const XXH128_hash_t hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return g_strdup_printf("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                           (guint64)hash.high64, (guint64)hash.low64);
}

/* --- what a file holds --- */

static void append_head(GString *out, const char *answer, size_t length)
{
    g_string_append_printf(out, MAGIC "%016" G_GINT64_MODIFIER "x\n",
                           (guint64)XXH3_64bits(answer, length));
}

void layout_cache_file_pack(const GString *answer, GString *file)
{
    append_head(file, answer->str, answer->len);
    g_string_append_len(file, answer->str, (gssize)answer->len);
}

bool layout_cache_file_unpack(const GString *file, GString *answer)
{
    if (file->len < HEAD_LENGTH)
        return false;
    const char *rest = file->str + HEAD_LENGTH;
    const size_t length = file->len - HEAD_LENGTH;
    g_autoptr(GString) head = g_string_new(NULL);
    append_head(head, rest, length);
    if (memcmp(head->str, file->str, HEAD_LENGTH) != 0)
        return false;
    g_string_append_len(answer, rest, (gssize)length);
    return true;
}

/* --- files: no symbolic link below the output folder is followed --- */

static int open_folder(int parent, const char *name, bool make)
{
    if (make && mkdirat(parent, name, 0777) != 0 && errno != EEXIST)
        return -1;
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Returns a descriptor, or -1. */
static int open_cache(const LayoutCache *cache, bool make)
{
    if (cache->folder == NULL)
        return -1;
    const int out = open(cache->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int home = out >= 0 ? open_folder(out, OUTPUT_HOME, make) : -1;
    const int folder = home >= 0 ? open_folder(home, "cache", make) : -1;
    if (home >= 0)
        close(home);
    if (out >= 0)
        close(out);
    return folder;
}

static bool read_all(int file, GString *out)
{
    char buffer[16384];
    while (out->len <= FILE_MAX) {
        const ssize_t n = read(file, buffer, sizeof buffer);
        if (n == 0)
            return true;
        if (n > 0)
            g_string_append_len(out, buffer, n);
        else if (errno != EINTR)
            return false;
    }
    return false;
}

static bool read_file(int folder, const char *name, GString *out)
{
    const int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return false;
    struct stat status;
    const bool ok = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && read_all(file, out);
    close(file);
    return ok;
}

static bool write_all(int file, const GString *bytes)
{
    for (size_t done = 0; done < bytes->len;) {
        const ssize_t n = write(file, bytes->str + done, bytes->len - done);
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* In one step, so that a reader finds the old file or the new one. */
static void write_file(int folder, const char *name, const GString *bytes)
{
    static const char during[] = "during";
    unlinkat(folder, during, 0);
    const int file = openat(folder, during, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return;
    const bool written = write_all(file, bytes);
    if (close(file) != 0 || !written || renameat(folder, during, folder, name) != 0)
        unlinkat(folder, during, 0);
}

/* --- the cache --- */

static void free_string(void *string)
{
    g_string_free(string, TRUE);
}

LayoutCache *layout_cache_open(const char *folder)
{
    LayoutCache *cache = g_new0(LayoutCache, 1);
    cache->folder = g_strdup(folder);
    g_mutex_init(&cache->lock);
    cache->used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cache->fresh = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_string);
    return cache;
}

void layout_cache_free(LayoutCache *cache)
{
    if (cache == NULL)
        return;
    g_hash_table_unref(cache->fresh);
    g_hash_table_unref(cache->used);
    g_mutex_clear(&cache->lock);
    g_free(cache->folder);
    g_free(cache);
}

static bool find_in_folder(const LayoutCache *cache, const char *name, GString *answer)
{
    const int folder = open_cache(cache, false);
    if (folder < 0)
        return false;
    g_autoptr(GString) file = g_string_new(NULL);
    const bool found = read_file(folder, name, file) && layout_cache_file_unpack(file, answer);
    close(folder);
    return found;
}

static bool find_in_memory(LayoutCache *cache, const char *name, GString *answer)
{
    g_mutex_lock(&cache->lock);
    const GString *file = g_hash_table_lookup(cache->fresh, name);
    const bool found = file != NULL && layout_cache_file_unpack(file, answer);
    g_mutex_unlock(&cache->lock);
    return found;
}

bool layout_cache_find(LayoutCache *cache, const GString *request, GString *answer)
{
    if (cache == NULL)
        return false;
    g_autofree char *name = name_of(request);
    if (!find_in_memory(cache, name, answer) && !find_in_folder(cache, name, answer))
        return false;
    g_mutex_lock(&cache->lock);
    g_hash_table_add(cache->used, g_steal_pointer(&name));
    g_mutex_unlock(&cache->lock);
    return true;
}

static gboolean is_unused(gpointer name, gpointer file, gpointer used)
{
    (void)file;
    return !g_hash_table_contains(used, name);
}

void layout_cache_forget_unused(LayoutCache *cache)
{
    g_hash_table_foreach_remove(cache->fresh, is_unused, cache->used);
    g_hash_table_remove_all(cache->used);
}

void layout_cache_add(LayoutCache *cache, const GString *request, const GString *answer)
{
    if (cache == NULL)
        return;
    char *name = name_of(request);
    GString *file = g_string_sized_new(HEAD_LENGTH + answer->len);
    layout_cache_file_pack(answer, file);
    g_mutex_lock(&cache->lock);
    g_hash_table_add(cache->used, g_strdup(name));
    g_hash_table_replace(cache->fresh, name, file);
    g_mutex_unlock(&cache->lock);
}

static void remove_unused(const LayoutCache *cache, int folder)
{
    DIR *names = fdopendir(dup(folder));
    if (names == NULL)
        return;
    for (const struct dirent *item = readdir(names); item != NULL; item = readdir(names))
        if (item->d_name[0] != '.' && !g_hash_table_contains(cache->used, item->d_name))
            unlinkat(folder, item->d_name, 0);
    closedir(names);
}

void layout_cache_save(LayoutCache *cache)
{
    const bool any = g_hash_table_size(cache->fresh) > 0;
    const int folder = open_cache(cache, any);
    if (folder < 0)
        return;
    GHashTableIter iter;
    void *name, *file;
    g_hash_table_iter_init(&iter, cache->fresh);
    while (g_hash_table_iter_next(&iter, &name, &file))
        write_file(folder, name, file);
    remove_unused(cache, folder);
    close(folder);
}
