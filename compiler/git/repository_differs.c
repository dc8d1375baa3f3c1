#include "git/repository_internal.h"

#include <string.h>

bool tree_entry_equal(const git_tree_entry *a, const git_tree_entry *b)
{
    return a != NULL && b != NULL &&
           git.git_tree_entry_filemode(a) == git.git_tree_entry_filemode(b) &&
           git.git_oid_cmp(git.git_tree_entry_id(a), git.git_tree_entry_id(b)) == 0;
}

/* What is at `path` in the folder; NULL: nothing. */
static git_tree_entry *find_at(const Repository *repository, const Revision *revision,
                               const char *path)
{
    git_tree *tree = repository_tree(repository, revision->tree);
    git_tree_entry *entry = NULL;
    if (tree != NULL && git.git_tree_entry_bypath(&entry, tree, path) != 0)
        entry = NULL;
    git.git_tree_free(tree);
    return entry;
}

bool repository_differs_at(const Repository *repository, const Revision *a, const Revision *b,
                           const char *path)
{
    git_tree_entry *in_a = find_at(repository, a, path);
    git_tree_entry *in_b = find_at(repository, b, path);
    const bool differs = (in_a != NULL || in_b != NULL) && !tree_entry_equal(in_a, in_b);
    git.git_tree_entry_free(in_a);
    git.git_tree_entry_free(in_b);
    return differs;
}

/* Who looks for a word in what two folders do not have alike. */
typedef struct WordSearch {
    const Repository *repository;
    const char *word;
} WordSearch;

static bool blob_has(const WordSearch *search, const git_tree_entry *entry)
{
    git_blob *blob = NULL;
    if (git.git_blob_lookup(&blob, search->repository->git, git.git_tree_entry_id(entry)) != 0)
        return false;
    const bool has = memmem(git.git_blob_rawcontent(blob), (size_t)git.git_blob_rawsize(blob),
                            search->word, strlen(search->word)) != NULL;
    git.git_blob_free(blob);
    return has;
}

static git_tree *tree_of(const WordSearch *search, const git_tree_entry *entry)
{
    git_tree *tree = NULL;
    if (entry == NULL || git.git_tree_entry_type(entry) != GIT_OBJECT_TREE ||
        git.git_tree_lookup(&tree, search->repository->git, git.git_tree_entry_id(entry)) != 0)
        return NULL;
    return tree;
}

static bool one_side_has(const WordSearch *search, git_tree *tree, git_tree *other, unsigned depth);

/* Has what `entry` is, and `other` (NULL: nothing) is not, the word in it? */
static bool entry_has(const WordSearch *search, const git_tree_entry *entry,
                      const git_tree_entry *other, unsigned depth)
{
    if (tree_entry_equal(entry, other) || depth > TREE_DEPTH_MAX)
        return false;
    if (git.git_tree_entry_type(entry) == GIT_OBJECT_BLOB)
        return blob_has(search, entry);
    git_tree *tree = tree_of(search, entry);
    git_tree *beside = tree_of(search, other);
    const bool has = one_side_has(search, tree, beside, depth + 1);
    git.git_tree_free(tree);
    git.git_tree_free(beside);
    return has;
}

static bool one_side_has(const WordSearch *search, git_tree *tree, git_tree *other, unsigned depth)
{
    const size_t count = tree != NULL ? git.git_tree_entrycount(tree) : 0;
    for (size_t i = 0; i < count; i++) {
        const git_tree_entry *entry = git.git_tree_entry_byindex(tree, i);
        const git_tree_entry *beside =
            other != NULL ? git.git_tree_entry_byname(other, git.git_tree_entry_name(entry)) : NULL;
        if (entry_has(search, entry, beside, depth))
            return true;
    }
    return false;
}

bool repository_differs_on(const Repository *repository, const Revision *a, const Revision *b,
                           const char *path, const char *word)
{
    const WordSearch search = {repository, word};
    git_tree_entry *in_a = find_at(repository, a, path);
    git_tree_entry *in_b = find_at(repository, b, path);
    const bool differs = (in_a != NULL && entry_has(&search, in_a, in_b, 0)) ||
                         (in_b != NULL && entry_has(&search, in_b, in_a, 0));
    git.git_tree_entry_free(in_a);
    git.git_tree_entry_free(in_b);
    return differs;
}
