/*
 * folder.h - opens and lists what is below a knowledge base's folder, and nothing else, and knows
 * it again.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"
#include "store/stamp.h"

#include <stdbool.h>

/* Opens the folder at `path`; returns its descriptor or -1 with errno set. */
int folder_open(const char *path);

/* What lies in a folder, sorted by name, without dot files and editors' backups. */
typedef struct FolderItem {
    char *name;
    bool is_folder;
    bool is_regular; /* nothing that is dangerous to open; false: not known */
    bool is_output;  /* an output folder: its `.dieline` says so */
} FolderItem;

typedef struct FolderListing {
    GArray *items;   /* of FolderItem */
    bool is_output;  /* it holds a `.dieline` folder, so it is an output folder */
    FileStamp stamp; /* of the folder, before it was listed */
} FolderListing;

/* Lists the folder `relative` ("" for the root itself); false with errno set if that fails. */
bool folder_list(int root, const char *relative, FolderListing *listing);
void folder_listing_clear(FolderListing *listing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FolderListing, folder_listing_clear)

/* What is in it but for output folders, as a number: equal numbers, equal names. */
uint64_t folder_listing_hash(const FolderListing *listing);

/* The same of the folder `relative` ("" for the root itself); 0: it cannot be listed. */
uint64_t folder_hash(int root, const char *relative);

/* Is `relative` a symbolic link to a folder, other than one to an output folder? */
bool folder_is_linked(int root, const char *relative);

/* Is the folder or file below `root`, looked at when it was `looked` (stamp_now()), as it was then?
 * Its stamp tells; where that is another one, or too young to tell, what is there is compared: the
 * listing, the content (XXH3). */
bool folder_stands(int root, const char *relative, const FileStamp *stamp, uint64_t listing,
                   int64_t looked);
bool folder_file_stands(int root, const char *relative, const FileStamp *stamp, uint64_t content,
                        int64_t looked);

/* Would a file called so, which lies nowhere yet, be listed if it lay there? */
bool folder_would_list(int root, const char *relative);

/* Is that few enough bytes for the file? Reports yaml.size and returns false otherwise. */
bool folder_check_size(const SourceFile *file, size_t size, size_t limit, Diagnostics *diags);

/* Reads file->relative below `root` into the arena and fills file->bytes and length; `stamp` is the
 * file's before that. `is_regular`: it was listed as such a file. Reports fs.* and yaml.size
 * (`limit` bytes) and returns false otherwise. */
bool folder_read_file(int root, SourceFile *file, bool is_regular, size_t limit, FileStamp *stamp,
                      Arena *arena, Diagnostics *diags);
