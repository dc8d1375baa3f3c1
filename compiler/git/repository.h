/*
 * repository.h - the revisions of a knowledge base's folder, in the git repository around it.
 *
 * Revisions are named as git names them (gitrevisions): main, v1.2, HEAD~3, an id's beginning; or
 * REVISION:FOLDER, with the folder's path from the repository's top, for a knowledge base that lay
 * elsewhere. Nothing is written to the repository. For one thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { GIT_ID_SIZE = 41 }; /* SHA-1 in hex, with its NUL */

typedef struct Repository Repository;

/* The folder as of a commit. */
typedef struct Revision {
    char commit[GIT_ID_SIZE]; /* "": a folder was named by itself, nobody knows of which commit */
    char tree[GIT_ID_SIZE];   /* the folder; "": there was none */
} Revision;

typedef struct GitCommit {
    char id[GIT_ID_SIZE];
    char *date; /* of its author, there: 2026-03-14 */
    char *author;
    char *summary; /* the first line of its message */
} GitCommit;

/* Finds the repository around `folder`, which need not be there any more. NULL if there is none, or
 * it cannot be read; the caller frees `problem`. */
Repository *repository_open(const char *folder, char **problem);
void repository_free(Repository *repository);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Repository, repository_free)

/* Finds a revision. False if there is none of that name; the caller frees `problem`. */
bool repository_find(const Repository *repository, const char *name, Revision *revision,
                     char **problem);

/* Finds the folder as of parent `number` (from 0) of the revision's commit. False if there is none:
 * it is the first commit, or the repository does not go back further. */
bool repository_find_parent(const Repository *repository, const Revision *revision, unsigned number,
                            Revision *parent);

/* Has the revision's commit a parent that is not in the repository, a shallow clone? */
bool repository_is_cut(const Repository *repository, const Revision *revision);

/* Says what a commit is; false if it cannot be read. The caller frees it by
 * repository_free_commit(). */
bool repository_read_commit(const Repository *repository, const char *id, GitCommit *commit);
void repository_free_commit(GitCommit *commit);

/* Is the file at `path` below the folder another one in both revisions, or in one of them only? */
bool repository_differs_at(const Repository *repository, const Revision *a, const Revision *b,
                           const char *path);

/* Is there a file below `path`, a folder in the folder, that is another one in both revisions, or
 * in one of them only, and has `word` in it? */
bool repository_differs_on(const Repository *repository, const Revision *a, const Revision *b,
                           const char *path, const char *word);
