#include "git/checkout.h"

#include "git/interrupt.h"
#include "git/repository_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FILES_MAX = 2000000, /* at a time: trees of trees can say more than there is room for */
    FILE_SIZE_MAX = 8 * 1024 * 1024, /* twice what any file that is read may have */
};

struct Checkout {
    const Repository *repository;
    char *path;
    char tree[GIT_ID_SIZE]; /* what is there; "": nothing */
    size_t count;           /* what the move at hand has written */
    char *problem;          /* why it fails; NULL: it does not */
    Interrupt *interrupt;
    gint is_interrupted; /* nothing more is written */
    GMutex changing;     /* whoever has it changes what is in the folder */
};

static bool fail(Checkout *checkout, const char *path)
{
    if (checkout->problem == NULL)
        checkout->problem = g_strdup_printf("cannot write '%s': %s", path, g_strerror(errno));
    return false;
}

/* --- what is taken away --- */

static int remove_item(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static bool remove_all(const char *path)
{
    enum { DESCRIPTORS = 16 };
    return nftw(path, remove_item, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0;
}

/* --- what is put there --- */

static bool write_bytes(const char *path, const git_blob *blob)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    const char *bytes = git.git_blob_rawcontent(blob);
    size_t left = (size_t)git.git_blob_rawsize(blob);
    bool done = true;
    while (done && left > 0) {
        const ssize_t count = write(fd, bytes, left);
        done = count > 0 || (count < 0 && errno == EINTR);
        bytes += MAX(count, 0);
        left -= (size_t)MAX(count, 0);
    }
    return close(fd) == 0 && done;
}

static bool write_large(const char *path, size_t size)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    const bool done = fd >= 0 && ftruncate(fd, (off_t)size) == 0;
    return fd >= 0 && close(fd) == 0 && done;
}

static bool write_link(const char *path, const git_blob *blob)
{
    g_autofree char *target =
        g_strndup(git.git_blob_rawcontent(blob), (gsize)MIN(git.git_blob_rawsize(blob), PATH_MAX));
    return symlink(target, path) == 0;
}

static bool add_blob(Checkout *checkout, const char *path, const git_tree_entry *entry)
{
    const git_oid *id = git.git_tree_entry_id(entry);
    size_t size;
    git_object_t type;
    git_blob *blob = NULL;
    if (git.git_odb_read_header(&size, &type, checkout->repository->odb, id) == 0 &&
        size > FILE_SIZE_MAX)
        return write_large(path, size) || fail(checkout, path);
    if (git.git_blob_lookup(&blob, checkout->repository->git, id) != 0) {
        checkout->problem = git_library_problem();
        return false;
    }
    const bool done = git.git_tree_entry_filemode(entry) == GIT_FILEMODE_LINK
                          ? write_link(path, blob)
                          : write_bytes(path, blob);
    git.git_blob_free(blob);
    return done || fail(checkout, path);
}

/* Nobody reads what begins with a dot; and git knows no name that is a way. */
static bool is_wanted(const git_tree_entry *entry)
{
    const char *name = git.git_tree_entry_name(entry);
    return *name != '\0' && *name != '.' && strchr(name, '/') == NULL &&
           git.git_tree_entry_type(entry) != GIT_OBJECT_COMMIT;
}

static bool is_tree(const git_tree_entry *entry)
{
    return entry != NULL && git.git_tree_entry_type(entry) == GIT_OBJECT_TREE;
}

static git_tree *lookup_tree(const Checkout *checkout, const git_tree_entry *entry)
{
    git_tree *tree = NULL;
    if (git.git_tree_lookup(&tree, checkout->repository->git, git.git_tree_entry_id(entry)) != 0)
        return NULL;
    return tree;
}

static bool move_tree(Checkout *checkout, const char *path, git_tree *to, git_tree *from,
                      unsigned depth);

/* `from`: the folder that is there; NULL: none is. */
static bool move_folder(Checkout *checkout, const char *path, const git_tree_entry *to,
                        const git_tree_entry *from, unsigned depth)
{
    if (from == NULL && mkdir(path, 0700) != 0)
        return fail(checkout, path);
    git_tree *new = lookup_tree(checkout, to);
    git_tree *old = from != NULL ? lookup_tree(checkout, from) : NULL;
    const bool done = new != NULL &&move_tree(checkout, path, new, old, depth);
    if (new == NULL && checkout->problem == NULL)
        checkout->problem = git_library_problem();
    git.git_tree_free(new);
    git.git_tree_free(old);
    return done;
}

static const git_tree_entry *find_beside(git_tree *tree, const git_tree_entry *entry)
{
    return tree != NULL ? git.git_tree_entry_byname(tree, git.git_tree_entry_name(entry)) : NULL;
}

/* Does each name stand for one thing? In a tree that nobody checked (git fsck does) it may be that
 * of a link and of a folder at once, and what is said to be in the folder would be where the link
 * leads.
 */
static bool has_clear_names(Checkout *checkout, const char *path, git_tree *tree)
{
    for (size_t i = 0; i < git.git_tree_entrycount(tree); i++) {
        const git_tree_entry *entry = git.git_tree_entry_byindex(tree, i);
        if (find_beside(tree, entry) == entry)
            continue;
        checkout->problem =
            g_strdup_printf("damaged in git: '%s/%s' stands there more than once, or not in order",
                            path, git.git_tree_entry_name(entry));
        return false;
    }
    return true;
}

/* Takes away what is another one or gone, but for folders that are to have something else in them.
 */
static bool take_old(Checkout *checkout, const char *path, git_tree *to, git_tree *from)
{
    const size_t count = from != NULL ? git.git_tree_entrycount(from) : 0;
    for (size_t i = 0; i < count; i++) {
        const git_tree_entry *entry = git.git_tree_entry_byindex(from, i);
        const git_tree_entry *beside = find_beside(to, entry);
        if (!is_wanted(entry) || tree_entry_equal(entry, beside) ||
            (is_tree(entry) && is_tree(beside)))
            continue;
        g_autofree char *below = g_strconcat(path, "/", git.git_tree_entry_name(entry), NULL);
        if (!remove_all(below))
            return fail(checkout, below);
    }
    return true;
}

static bool put_new(Checkout *checkout, const char *path, const git_tree_entry *entry,
                    const git_tree_entry *beside, unsigned depth)
{
    if (g_atomic_int_get(&checkout->is_interrupted)) {
        checkout->problem = g_strdup("interrupted");
        return false;
    }
    if (++checkout->count > FILES_MAX) {
        checkout->problem = g_strdup_printf("more than %d files and folders", FILES_MAX);
        return false;
    }
    g_autofree char *below = g_strconcat(path, "/", git.git_tree_entry_name(entry), NULL);
    return is_tree(entry)
               ? move_folder(checkout, below, entry, is_tree(beside) ? beside : NULL, depth + 1)
               : add_blob(checkout, below, entry);
}

static bool move_tree(Checkout *checkout, const char *path, git_tree *to, git_tree *from,
                      unsigned depth)
{
    if (depth > TREE_DEPTH_MAX)
        return true;
    if (!has_clear_names(checkout, path, to) || !take_old(checkout, path, to, from))
        return false;
    for (size_t i = 0; i < git.git_tree_entrycount(to); i++) {
        const git_tree_entry *entry = git.git_tree_entry_byindex(to, i);
        const git_tree_entry *beside = find_beside(from, entry);
        if (is_wanted(entry) && !tree_entry_equal(entry, beside) &&
            !put_new(checkout, path, entry, beside, depth))
            return false;
    }
    return true;
}

/* --- the whole --- */

static void take_away(Checkout *checkout)
{
    g_mutex_lock(&checkout->changing);
    remove_all(checkout->path);
    g_mutex_unlock(&checkout->changing);
}

/* In another thread: then the program ends. */
static void leave_nothing(gpointer data)
{
    Checkout *checkout = data;
    g_atomic_int_set(&checkout->is_interrupted, 1);
    take_away(checkout);
}

Checkout *checkout_new(const Repository *repository, char **problem)
{
    g_autoptr(GError) error = NULL;
    char *path = g_dir_make_tmp("dieline-XXXXXX", &error);
    if (path == NULL) {
        *problem = g_strdup(error->message);
        return NULL;
    }
    Checkout *checkout = g_new0(Checkout, 1);
    checkout->repository = repository;
    checkout->path = path;
    g_mutex_init(&checkout->changing);
    checkout->interrupt = interrupt_new(leave_nothing, checkout);
    return checkout;
}

void checkout_free(Checkout *checkout)
{
    if (checkout == NULL)
        return;
    take_away(checkout);
    interrupt_free(checkout->interrupt);
    g_mutex_clear(&checkout->changing);
    g_free(checkout->path);
    g_free(checkout);
}

bool checkout_move(Checkout *checkout, const Revision *revision, char **problem)
{
    git_tree *to = repository_tree(checkout->repository, revision->tree);
    git_tree *from = repository_tree(checkout->repository, checkout->tree);
    checkout->count = 0;
    g_mutex_lock(&checkout->changing);
    if (to == NULL)
        checkout->problem = git_library_problem();
    else if (move_tree(checkout, checkout->path, to, from, 0))
        g_strlcpy(checkout->tree, revision->tree, sizeof checkout->tree);
    g_mutex_unlock(&checkout->changing);
    git.git_tree_free(to);
    git.git_tree_free(from);
    *problem = g_steal_pointer(&checkout->problem);
    return *problem == NULL;
}

const char *checkout_path(const Checkout *checkout)
{
    return checkout->path;
}
