/*
 * folder.h - opens files below a folder, and nothing else. Only read/ includes this.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>

/* Opens the folder at `path`; returns its descriptor or -1 with errno set. */
int folder_open(const char *path);

/* What lies in a folder, sorted by name, without dot files and editors' backups. */
typedef struct FolderItem {
    char *name;
    bool is_folder;
} FolderItem;

/* Lists the folder `relative` ("" for the root itself) into an array of FolderItem, or returns
 * NULL with errno set. The caller frees it with g_array_unref(). `*is_output`: it holds a
 * `.dieline` folder, so it is an output folder. */
GArray *folder_list(int root, const char *relative, bool *is_output);

/* Is `relative` a symbolic link to a folder, other than one to an output folder? */
bool folder_is_linked(int root, const char *relative);

/* Reads file->relative below `root` into the arena and fills file->bytes and length. Reports fs.*
 * and yaml.size (`limit` bytes) and returns false otherwise. */
bool folder_read_file(int root, SourceFile *file, size_t limit, Arena *arena, Diagnostics *diags);
