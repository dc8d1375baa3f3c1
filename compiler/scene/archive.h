/*
 * archive.h - files in one ZIP archive, by libzip.
 *
 * The same files make the same bytes, whenever and wherever: their order is kept, and all have one
 * time, the first that ZIP can tell (1980-01-01). The library is loaded when it is first needed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Archive Archive;

Archive *archive_new(void);
void archive_free(Archive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)

/* Adds a file; the archive takes its bytes. */
void archive_add(Archive *archive, const char *name, GString *bytes);

/* Appends the archive; false, with what went wrong in `problem` (caller frees), if that fails. */
bool archive_append(const Archive *archive, GString *out, char **problem);
