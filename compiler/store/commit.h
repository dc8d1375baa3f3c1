/*
 * commit.h - moves staged files into the output folder: all of them, also if the run is killed.
 *
 * First all moves are planned. commit_run() writes them down in a journal, does them, and removes
 * the journal. A run that is killed in between leaves it, and the next one does the rest
 * (commit_resume()); without a journal nothing was moved. A file that is replaced or removed
 * changes places with its successor: afterwards it lies in the stage, which whoever started the
 * commit empties.
 */
#pragma once

#include "store/output_file.h"

#include <glib.h>
#include <stdbool.h>

#define JOURNAL_NAME "journal" /* in the output folder's home */

enum { STAGED_NAME_MAX = 32 }; /* bytes of a staged file's name, with its NUL */

typedef struct Commit {
    int home;           /* the folder of the journal; borrowed */
    int stage;          /* the folder of staged files; borrowed */
    Walk walk;          /* below the output folder */
    GArray *moves;      /* of Move, as planned */
    GPtrArray *folders; /* paths of folders that were made, outer ones first */
} Commit;

void commit_init(Commit *commit, int root, int home, int stage);
void commit_clear(Commit *commit);

/* Plans to move the staged file `staged`, which has `inode`, to `path`, making folders. `replaces`:
 * a file is there already. `path` must outlive the commit. */
void commit_place(Commit *commit, const char *path, const char *staged, uint64_t inode,
                  bool replaces);

/* Plans to move the file `path` into the stage, under the name `staged`. A file that is gone is no
 * failure; a folder or symbolic link in its place is not ours, and stays. */
void commit_remove(Commit *commit, const char *path, const char *staged);

/* Makes all moves, in order. If one fails takes everything back, and returns false with errno and
 * the path that it failed at. */
bool commit_run(Commit *commit, const char **failed);

/* Makes the moves that an earlier run had planned and did not come to; nothing if there are none.
 * Only what is listed in `ours` (paths, sorted) is replaced or removed. False with errno if that
 * fails. */
bool commit_resume(Commit *commit, const GPtrArray *ours);

/* How many files were removed. */
size_t commit_removed(const Commit *commit);
