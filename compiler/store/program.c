#include "store/program.h"

#include "store/stamp.h"

#include <stdbool.h>
#include <string.h>
#include <xxhash.h>

/* Adds the file that one line of /proc/self/maps names, if it holds code and is not the one named
 * before. Other files are mapped by chance: those of a locale, or of what an option is written in.
 */
static void add_mapped(GString *files, const char *line, char *last, size_t size)
{
    const char *path = strchr(line, '/');
    const char *rights = strchr(line, ' '); /* " r-xp" */
    struct stat status;
    const bool is_code = rights != NULL && strlen(rights) > 4 && rights[3] == 'x';
    if (path == NULL || !is_code || strcmp(path, last) == 0 || stat(path, &status) != 0)
        return;
    g_strlcpy(last, path, size);
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
    char last[4096] = "";
    g_auto(GStrv) lines = g_strsplit(maps != NULL ? maps : "", "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        add_mapped(files, *line, last, sizeof last);
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
