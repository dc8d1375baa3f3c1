#include "store/program.h"

#include "store/stamp.h"

#include <stdbool.h>
#include <string.h>
#include <xxhash.h>

/* The path of the file that one line of /proc/self/maps names, if it holds code; else NULL. Other
 * files are mapped by chance: those of a locale, or of what an option is written in. */
static const char *mapped_code(const char *line)
{
    const char *rights = strchr(line, ' '); /* " r-xp" */
    const bool is_code = rights != NULL && strlen(rights) > 4 && rights[3] == 'x';
    return is_code ? strchr(line, '/') : NULL;
}

static int compare_paths(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* By name: where in memory each of them lies is another matter in each run. */
static GPtrArray *list_code(char *const *lines)
{
    GPtrArray *paths = g_ptr_array_new();
    for (; *lines != NULL; lines++) {
        const char *path = mapped_code(*lines);
        if (path != NULL)
            g_ptr_array_add(paths, (gpointer)path);
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

static void put_file(GString *files, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return;
    const FileStamp stamp = stamp_of(&status);
    record_put_text(files, path);
    stamp_put(files, &stamp);
}

static uint64_t make_fingerprint(void)
{
    g_autoptr(GString) files = g_string_new(NULL);
    g_autofree char *maps = NULL;
    if (!g_file_get_contents("/proc/self/maps", &maps, NULL, NULL))
        record_put(files, (uint64_t)g_get_monotonic_time());
    g_auto(GStrv) lines = g_strsplit(maps != NULL ? maps : "", "\n", -1);
    g_autoptr(GPtrArray) paths = list_code(lines);
    for (guint i = 0; i < paths->len; i++)
        if (i == 0 || strcmp(paths->pdata[i], paths->pdata[i - 1]) != 0)
            put_file(files, paths->pdata[i]);
    return XXH3_64bits(files->str, files->len);
}

uint64_t program_fingerprint(void)
{
    static gsize made;
    static uint64_t fingerprint;
    if (g_once_init_enter(&made)) {
        fingerprint = make_fingerprint();
        g_once_init_leave(&made, 1);
    }
    return fingerprint;
}
