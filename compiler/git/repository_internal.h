/*
 * repository_internal.h - what the files of git/ share. Only git/ includes this.
 */
#pragma once

#include "git/library.h"
#include "git/repository.h"

/* How deep folders of a knowledge base are read, and a bit more: nobody looks further down. */
enum { TREE_DEPTH_MAX = 40 };

struct Repository {
    git_repository *git;
    git_odb *odb;
    char *folder; /* of the knowledge base, from the repository's top, with "/"; "": it is the top;
                     NULL: there is no working tree */
};

/* Returns a tree by its id in hex; NULL if it cannot be read, or the id is "". */
git_tree *repository_tree(const Repository *repository, const char *id);

/* Are both the same? NULL: there is none. */
bool tree_entry_equal(const git_tree_entry *a, const git_tree_entry *b);
