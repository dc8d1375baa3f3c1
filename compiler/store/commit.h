/*
 * commit.h - moves staged files into the output folder, so that all of it can be taken back.
 *
 * A file that is replaced or removed changes places with its successor: afterwards it lies in the
 * stage. Whoever starts a commit either ends it and empties the stage, or undoes it.
 */
#pragma once

#include "store/output_file.h"

#include <glib.h>
#include <stdbool.h>

enum { STAGED_NAME_MAX = 32 }; /* bytes of a staged file's name, with its NUL */

typedef struct Commit {
    int stage;          /* the folder of staged files; borrowed */
    Walk walk;          /* below the output folder */
    GArray *moves;      /* of Move, as done */
    GPtrArray *folders; /* paths of folders that were made, outer ones first */
} Commit;

void commit_init(Commit *commit, int root, int stage);
void commit_clear(Commit *commit);

/* Moves the staged file `staged` to `path`, making folders. `replaces`: a file is there already.
 * False with errno on failure; what was done before stays done. `path` must outlive the commit. */
bool commit_place(Commit *commit, const char *path, const char *staged, bool replaces);

/* Moves the file `path` into the stage, under the name `staged`. A file that is gone is no failure;
 * a folder or symbolic link in its place is not ours, and stays. */
bool commit_remove(Commit *commit, const char *path, const char *staged);

/* Removes the folders that commit_remove() has left empty. */
void commit_prune(Commit *commit);

/* How many files commit_remove() has removed. */
size_t commit_removed(const Commit *commit);

/* Takes everything back, last move first. */
void commit_undo(Commit *commit);
