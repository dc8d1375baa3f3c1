/*
 * new_file.h - files that commands write for people to go on with. Only command/ includes this.
 */
#pragma once

#include "diag/span.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum NewFile { NEW_FILE_WRITTEN, NEW_FILE_KEPT, NEW_FILE_FAILED } NewFile;

/* Writes a file that was not there, and the folders around it. KEPT: something of that name is
 * there, and stays as it is; FAILED: it cannot be written (said so). */
NewFile new_file_write(const char *path, const char *bytes, size_t length);

/* Is a file still what was read of it? Somebody may be writing to it, too. */
bool edited_file_is_as_read(const SourceFile *file);

/* Replaces a file as a whole, unless it is not what was read any more; a link to it stays one.
 * False: that is not possible (said so). */
bool edited_file_replace(const SourceFile *file, const char *bytes, size_t length);
