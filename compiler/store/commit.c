#include "store/commit.h"

#include "store/manifest.h"
#include "store/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum MoveKind { MOVE_CREATE, MOVE_REPLACE, MOVE_REMOVE, MOVE_KIND_COUNT } MoveKind;

typedef struct Move {
    MoveKind kind;
    const char *path;
    char staged[STAGED_NAME_MAX];
    uint64_t inode; /* of the staged file: where it is tells whether the move was made */
    bool is_made;   /* one that turned out to be nothing is not */
} Move;

/* Where a file waits in between, on file systems that cannot exchange two in one step. */
static const char ASIDE[] = "aside";

static const char JOURNAL_PATH[] = OUTPUT_HOME "/" JOURNAL_NAME;
static const char HEADER[] = "dieline journal 1";

void commit_init(Commit *commit, int root, int home, int stage)
{
    *commit = (Commit){
        .home = home,
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

static void plan(Commit *commit, MoveKind kind, const char *path, const char *staged,
                 uint64_t inode)
{
    Move move = {.kind = kind, .path = path, .inode = inode};
    g_strlcpy(move.staged, staged, sizeof move.staged);
    g_array_append_val(commit->moves, move);
}

void commit_place(Commit *commit, const char *path, const char *staged, uint64_t inode,
                  bool replaces)
{
    plan(commit, replaces ? MOVE_REPLACE : MOVE_CREATE, path, staged, inode);
}

void commit_remove(Commit *commit, const char *path, const char *staged)
{
    plan(commit, MOVE_REMOVE, path, staged, 0);
}

/* One move. */

static bool place(Commit *commit, Move *move)
{
    const char *name;
    const int folder = walk_to(&commit->walk, move->path, commit->folders, &name);
    if (folder < 0)
        return false;
    move->is_made = move->kind == MOVE_REPLACE
                        ? exchange(commit->stage, move->staged, folder, name)
                        : renameat(commit->stage, move->staged, folder, name) == 0;
    return move->is_made;
}

static bool take_away(Commit *commit, Move *move)
{
    const char *name;
    const int folder = walk_to(&commit->walk, move->path, NULL, &name);
    struct stat status;
    if (folder < 0)
        return errno == ENOENT || errno == ENOTDIR;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    if (!S_ISREG(status.st_mode))
        return true;
    move->is_made = renameat(folder, name, commit->stage, move->staged) == 0;
    return move->is_made;
}

static bool make_move(Commit *commit, Move *move)
{
    return move->kind == MOVE_REMOVE ? take_away(commit, move) : place(commit, move);
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

static void prune(Commit *commit)
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
        count += g_array_index(commit->moves, Move, i).kind == MOVE_REMOVE &&
                 g_array_index(commit->moves, Move, i).is_made;
    return count;
}

static void undo_move(Commit *commit, const Move *move)
{
    const char *name;
    const int folder = walk_to(&commit->walk, move->path, NULL, &name);
    if (folder < 0 || !move->is_made)
        return;
    switch (move->kind) {
    case MOVE_CREATE:
        renameat(folder, name, commit->stage, move->staged);
        break;
    case MOVE_REPLACE:
        exchange(commit->stage, move->staged, folder, name);
        break;
    case MOVE_REMOVE:
        renameat(commit->stage, move->staged, folder, name);
        break;
    case MOVE_KIND_COUNT:
        break;
    }
}

/* Last move first. */
static void undo(Commit *commit)
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

/* The journal. */

static bool write_journal(const Commit *commit)
{
    g_autoptr(GString) out = g_string_new(NULL);
    record_begin(out, HEADER);
    record_put(out, commit->moves->len);
    for (guint i = 0; i < commit->moves->len; i++) {
        const Move *move = &g_array_index(commit->moves, Move, i);
        record_put(out, move->kind);
        record_put_text(out, move->path);
        record_put_text(out, move->staged);
        record_put(out, move->inode);
    }
    record_end(out);
    return file_replace(commit->home, JOURNAL_NAME, out);
}

static bool read_move(RecordReader *reader, Move *move)
{
    const uint64_t kind = record_get(reader);
    move->kind = (MoveKind)kind;
    move->path = record_get_text(reader);
    const char *staged = record_get_text(reader);
    move->inode = record_get(reader);
    return kind < MOVE_KIND_COUNT && move->path != NULL && staged != NULL &&
           (output_path_is_plain(move->path) || strcmp(move->path, MANIFEST_PATH) == 0) &&
           strchr(staged, '/') == NULL &&
           g_strlcpy(move->staged, staged, sizeof move->staged) < sizeof move->staged;
}

/* What is no journal, or a damaged one, plans nothing. */
static void read_journal(Commit *commit, const GString *bytes)
{
    RecordReader reader;
    if (!record_open(&reader, bytes->str, bytes->len, HEADER))
        return;
    const size_t count = record_get_count(&reader, sizeof(uint64_t));
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        Move move = {0};
        good = read_move(&reader, &move);
        g_array_append_val(commit->moves, move);
    }
    if (!good || !record_is_good(&reader))
        g_array_set_size(commit->moves, 0);
}

/* Was the move made before the run was killed? Where the staged file is now tells. */
static bool was_made(const Commit *commit, const Move *move)
{
    struct stat status;
    const bool is_staged = fstatat(commit->stage, move->staged, &status, AT_SYMLINK_NOFOLLOW) == 0;
    return move->kind == MOVE_REMOVE ? is_staged : !is_staged || status.st_ino != move->inode;
}

/* Anybody may have written a journal: what it may do is what a run may do. */
static bool may_make(Commit *commit, Move *move, const GPtrArray *ours)
{
    const char *name;
    const int folder = walk_to(&commit->walk, move->path, NULL, &name);
    struct stat status;
    const bool is_there = folder >= 0 && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!is_there && move->kind == MOVE_REPLACE)
        move->kind = MOVE_CREATE; /* killed between the steps of an exchange */
    return !is_there || strcmp(move->path, MANIFEST_PATH) == 0 ||
           (move->kind != MOVE_CREATE && manifest_lists(ours, move->path));
}

bool commit_resume(Commit *commit, const GPtrArray *ours)
{
    g_autoptr(GString) bytes = file_read(commit->home, JOURNAL_NAME);
    if (bytes == NULL)
        return errno == ENOENT;
    read_journal(commit, bytes);
    bool done = true;
    for (guint i = 0; i < commit->moves->len && done; i++) {
        Move *move = &g_array_index(commit->moves, Move, i);
        done = was_made(commit, move) || !may_make(commit, move, ours) || make_move(commit, move);
    }
    if (done)
        prune(commit);
    g_array_set_size(commit->moves, 0);
    return done && unlinkat(commit->home, JOURNAL_NAME, 0) == 0;
}

bool commit_run(Commit *commit, const char **failed)
{
    *failed = JOURNAL_PATH;
    if (!write_journal(commit))
        return false;
    bool done = true;
    for (guint i = 0; i < commit->moves->len && done; i++) {
        Move *move = &g_array_index(commit->moves, Move, i);
        *failed = move->path;
        done = make_move(commit, move);
    }
    const int error = errno;
    if (done)
        prune(commit);
    else
        undo(commit);
    unlinkat(commit->home, JOURNAL_NAME, 0);
    errno = error;
    return done;
}
