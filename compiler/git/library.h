/*
 * library.h - libgit2, loaded when somebody first asks for a revision. Only git/ includes this.
 */
#pragma once

#include "base/library.h"

#include <git2.h>

/* What we call. */
#define GIT_FUNCTIONS(X)       \
    X(git_libgit2_init)        \
    X(git_error_last)          \
    X(git_repository_open_ext) \
    X(git_repository_workdir)  \
    X(git_repository_odb)      \
    X(git_repository_free)     \
    X(git_revparse_single)     \
    X(git_object_type)         \
    X(git_object_peel)         \
    X(git_object_id)           \
    X(git_object_free)         \
    X(git_commit_lookup)       \
    X(git_commit_tree_id)      \
    X(git_commit_parentcount)  \
    X(git_commit_parent_id)    \
    X(git_commit_author)       \
    X(git_commit_summary)      \
    X(git_commit_free)         \
    X(git_tree_lookup)         \
    X(git_tree_entrycount)     \
    X(git_tree_entry_byindex)  \
    X(git_tree_entry_byname)   \
    X(git_tree_entry_bypath)   \
    X(git_tree_entry_id)       \
    X(git_tree_entry_name)     \
    X(git_tree_entry_type)     \
    X(git_tree_entry_filemode) \
    X(git_tree_entry_free)     \
    X(git_tree_free)           \
    X(git_blob_lookup)         \
    X(git_blob_rawcontent)     \
    X(git_blob_rawsize)        \
    X(git_blob_free)           \
    X(git_odb_read_header)     \
    X(git_odb_free)            \
    X(git_oid_cmp)             \
    X(git_oid_fromstr)         \
    X(git_oid_tostr)

typedef struct GitLibrary {
    GIT_FUNCTIONS(LIBRARY_POINTER)
} GitLibrary;

/* Valid after git_library_load(). */
extern GitLibrary git;

/* Loads the library, unless it is there. False if that is not possible; the caller frees `problem`.
 */
bool git_library_load(char **problem);

/* Returns what went wrong in the last call. The caller frees it. */
char *git_library_problem(void);
