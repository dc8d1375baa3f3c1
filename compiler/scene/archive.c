#include "scene/archive.h"

#include "base/library.h"

#include <zip.h>

/* 1 January 1980 as ZIP writes days: seven bits of years since 1980, four of months, five of days.
 * In its own form, as seconds since 1970 would be turned into this machine's time zone. */
enum { FIRST_DAY = 1 << 5 | 1, MIDNIGHT = 0 };

/* What we call. */
#define FUNCTIONS(X)            \
    X(zip_source_buffer_create) \
    X(zip_source_buffer)        \
    X(zip_source_keep)          \
    X(zip_source_free)          \
    X(zip_source_open)          \
    X(zip_source_read)          \
    X(zip_source_close)         \
    X(zip_open_from_source)     \
    X(zip_file_add)             \
    X(zip_file_set_dostime)     \
    X(zip_close)                \
    X(zip_discard)              \
    X(zip_strerror)             \
    X(zip_error_strerror)       \
    X(zip_error_init)           \
    X(zip_error_fini)

static struct {
    FUNCTIONS(LIBRARY_POINTER)
} library;

LIBRARY(loaded, "libzip.so.4", FUNCTIONS, library);

typedef struct ArchiveFile {
    char *name;
    GString *bytes;
} ArchiveFile;

struct Archive {
    GArray *files;
};

Archive *archive_new(void)
{
    Archive *archive = g_new0(Archive, 1);
    archive->files = g_array_new(FALSE, FALSE, sizeof(ArchiveFile));
    return archive;
}

void archive_free(Archive *archive)
{
    for (guint i = 0; i < archive->files->len; i++) {
        ArchiveFile *file = &g_array_index(archive->files, ArchiveFile, i);
        g_free(file->name);
        g_string_free(file->bytes, TRUE);
    }
    g_array_free(archive->files, TRUE);
    g_free(archive);
}

void archive_add(Archive *archive, const char *name, GString *bytes)
{
    const ArchiveFile file = {g_strdup(name), bytes};
    g_array_append_val(archive->files, file);
}

static bool add_file(zip_t *zip, const ArchiveFile *file)
{
    zip_source_t *source = library.zip_source_buffer(zip, file->bytes->str, file->bytes->len, 0);
    if (source == NULL)
        return false;
    const zip_int64_t index = library.zip_file_add(zip, file->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        library.zip_source_free(source);
        return false;
    }
    return library.zip_file_set_dostime(zip, (zip_uint64_t)index, MIDNIGHT, FIRST_DAY, 0) == 0;
}

/* Writes all files into `target`, which stays the caller's. */
static bool write_files(const Archive *archive, zip_source_t *target, char **problem)
{
    zip_error_t error;
    library.zip_error_init(&error);
    zip_t *zip = library.zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (zip == NULL)
        *problem = g_strdup(library.zip_error_strerror(&error));
    library.zip_error_fini(&error);
    if (zip == NULL)
        return false;
    library.zip_source_keep(target); /* closing takes one */
    bool fine = true;
    for (guint i = 0; fine && i < archive->files->len; i++)
        fine = add_file(zip, &g_array_index(archive->files, ArchiveFile, i));
    if (fine && library.zip_close(zip) == 0)
        return true;
    *problem = g_strdup(library.zip_strerror(zip));
    library.zip_discard(zip);
    return false;
}

static bool read_back(zip_source_t *target, GString *out, char **problem)
{
    char buffer[16384];
    zip_int64_t count = -1;
    if (library.zip_source_open(target) == 0) {
        while ((count = library.zip_source_read(target, buffer, sizeof buffer)) > 0)
            g_string_append_len(out, buffer, (gssize)count);
        library.zip_source_close(target);
    }
    if (count < 0)
        *problem = g_strdup("the archive cannot be read back");
    return count == 0;
}

bool archive_append(const Archive *archive, GString *out, char **problem)
{
    if (!library_load(&loaded, problem))
        return false;
    zip_source_t *target = library.zip_source_buffer_create(NULL, 0, 0, NULL);
    if (target == NULL) {
        *problem = g_strdup("out of memory");
        return false;
    }
    const bool fine = write_files(archive, target, problem) && read_back(target, out, problem);
    library.zip_source_free(target);
    return fine;
}
