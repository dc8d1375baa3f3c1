/*
 * output_file.h - files below the output folder, reached without following a symbolic link.
 *
 * Paths are relative, with "/". Each step of one is opened by itself and must be a folder, not a
 * link to one, so that nothing planted in the output folder leads a write out of it. Functions that
 * fail set errno.
 */
#pragma once

#include "store/stamp.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The folder in the output folder that is ours alone: what one run leaves for the next. */
#define OUTPUT_HOME ".dieline"

/* May this be the path of an output? Relative, no empty step, none that begins with a dot at the
 * top, no "." or "..", no control characters. What the manifest claims is not trusted without. */
bool output_path_is_plain(const char *path);

/* A way to the folders of files. Neighbours mostly share one, so it remembers the last. */
typedef struct Walk {
    int root;        /* the output folder; borrowed */
    GString *folder; /* the last one */
    int fd;          /* of it; -1: it cannot be opened */
    int error;       /* why not; 0: none was asked for yet */
} Walk;

void walk_init(Walk *walk, int root);
void walk_clear(Walk *walk);

/* Returns the folder that holds the file `path`, and its name in there; -1 with errno if there is
 * none. Borrowed until the next call. With `made` (of char *), missing folders are made, and their
 * paths appended. */
int walk_to(Walk *walk, const char *path, GPtrArray *made, const char **name);

typedef enum FileState {
    FILE_MISSING,
    FILE_SAME,      /* holds just these bytes */
    FILE_DIFFERENT, /* holds others, or cannot be read */
    FILE_IN_THE_WAY /* is no regular file: ELOOP for a symbolic link, EISDIR for a folder, else
                       EEXIST; or the system's reason why it cannot be looked at */
} FileState;

/* Compares a file with bytes; `stamp` is that of one that holds them. */
FileState file_compare(int folder, const char *name, const char *bytes, size_t length,
                       FileStamp *stamp);

/* Writes a new file, and has checked that all of it arrived; `durable`: on the disk itself. `stamp`
 * (NULL: nobody asks) is the file's afterwards. */
bool file_write(int folder, const char *name, const GString *bytes, bool durable, FileStamp *stamp);

/* The same with the hash (XXH3, 64 bits) and size of bytes. */
FileState file_compare_hash(int folder, const char *name, uint64_t hash, uint64_t size,
                            FileStamp *stamp);

/* Hashes a regular file; false with errno otherwise. */
bool file_hash(int folder, const char *name, uint64_t *hash, FileStamp *stamp);

/* Appends bytes to an open file; false with errno if not all arrived. */
bool file_append(int fd, const char *bytes, size_t length);

/* Gives a regular file a second name (a hard link), which has to be free; where the file system
 * does not do that, a copy of it gets that name. `stamp` is that of what has it then. False with
 * errno on failure. */
bool file_double(int folder, const char *name, int to_folder, const char *to_name,
                 FileStamp *stamp);

/* The stamp of a regular file; false with errno otherwise. */
bool file_stamp(int folder, const char *name, FileStamp *stamp);

/* Puts a file into the folder in place of what has the name, in one step. */
bool file_replace(int folder, const char *name, const GString *bytes);

/* Returns the bytes of a regular file; NULL with errno otherwise. */
GString *file_read(int folder, const char *name);

/* Opens a folder of this one, made if it is missing. Returns -1 with errno on failure. */
int folder_make(int folder, const char *name);

/* Removes all files right inside a folder. */
bool folder_empty(int folder);
