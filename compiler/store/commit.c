#include "store/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum MoveKind { MOVE_CREATE, MOVE_REPLACE, MOVE_REMOVE } MoveKind;

typedef struct Move {
    MoveKind kind;
    const char *path;
    char staged[STAGED_NAME_MAX];
} Move;

/* Where a file waits in between, on file systems that cannot exchange two in one step. */
static const char ASIDE[] = "aside";

void commit_init(Commit *commit, int root, int stage)
{
    *commit = (Commit){
        .stage = stage,
        .moves = g_array_new(FALSE, FALSE, sizeof(Move)),
        .folders = g_ptr_array_new_with_free_func(g_free),
    };
    walk_init(&commit->walk, root);
}

void commit_clear(Commit *commit)
{
    walk_clear(&commit->walk);
    g_array_unref(commit->moves);
    g_ptr_array_unref(commit->folders);
}

/* Puts the file aside, its successor in its place, and it where that was. */
static bool exchange_in_steps(int stage, const char *staged, int folder, const char *name)
{
    if (renameat(folder, name, stage, ASIDE) != 0)
        return false;
    if (renameat(stage, staged, folder, name) == 0)
        return renameat(stage, ASIDE, stage, staged) == 0;
    const int error = errno;
    renameat(stage, ASIDE, folder, name);
    errno = error;
    return false;
}

static bool exchange(int stage, const char *staged, int folder, const char *name)
{
    if (renameat2(stage, staged, folder, name, RENAME_EXCHANGE) == 0)
        return true;
    return (errno == EINVAL || errno == ENOSYS) && exchange_in_steps(stage, staged, folder, name);
}

static void note_move(Commit *commit, MoveKind kind, const char *path, const char *staged)
{
    Move move = {.kind = kind, .path = path};
    g_strlcpy(move.staged, staged, sizeof move.staged);
    g_array_append_val(commit->moves, move);
}

bool commit_place(Commit *commit, const char *path, const char *staged, bool replaces)
{
    const char *name;
    const int folder = walk_to(&commit->walk, path, commit->folders, &name);
    if (folder < 0)
        return false;
    const bool done = replaces ? exchange(commit->stage, staged, folder, name)
                               : renameat(commit->stage, staged, folder, name) == 0;
    if (done)
        note_move(commit, replaces ? MOVE_REPLACE : MOVE_CREATE, path, staged);
    return done;
}

bool commit_remove(Commit *commit, const char *path, const char *staged)
{
    const char *name;
    const int folder = walk_to(&commit->walk, path, NULL, &name);
    struct stat status;
    if (folder < 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    if (!S_ISREG(status.st_mode))
        return true;
    if (renameat(folder, name, commit->stage, staged) != 0)
        return false;
    note_move(commit, MOVE_REMOVE, path, staged);
    return true;
}

/* Removes the folder of `path` if it is empty, then that folder's, and so on. */
static void prune_folders(Commit *commit, const char *path)
{
    g_autofree char *inner = g_strdup(path);
    for (char *slash; (slash = strrchr(inner, '/')) != NULL;) {
        *slash = '\0';
        const char *name;
        const int outer = walk_to(&commit->walk, inner, NULL, &name);
        if (outer < 0 || unlinkat(outer, name, AT_REMOVEDIR) != 0)
            return;
    }
}

void commit_prune(Commit *commit)
{
    for (guint i = 0; i < commit->moves->len; i++) {
        const Move *move = &g_array_index(commit->moves, Move, i);
        if (move->kind == MOVE_REMOVE)
            prune_folders(commit, move->path);
    }
}

size_t commit_removed(const Commit *commit)
{
    size_t count = 0;
    for (guint i = 0; i < commit->moves->len; i++)
        count += g_array_index(commit->moves, Move, i).kind == MOVE_REMOVE;
    return count;
}

static void undo_move(Commit *commit, const Move *move)
{
    const char *name;
    const int folder = walk_to(&commit->walk, move->path, NULL, &name);
    if (folder < 0)
        return;
    switch (move->kind) {
    case MOVE_CREATE:
        unlinkat(folder, name, 0);
        break;
    case MOVE_REPLACE:
        exchange(commit->stage, move->staged, folder, name);
        break;
    case MOVE_REMOVE:
        renameat(commit->stage, move->staged, folder, name);
        break;
    }
}

void commit_undo(Commit *commit)
{
    for (guint i = commit->moves->len; i > 0; i--)
        undo_move(commit, &g_array_index(commit->moves, Move, i - 1));
    for (guint i = commit->folders->len; i > 0; i--) {
        const char *name;
        const int outer = walk_to(&commit->walk, commit->folders->pdata[i - 1], NULL, &name);
        if (outer >= 0)
            unlinkat(outer, name, AT_REMOVEDIR);
    }
}
