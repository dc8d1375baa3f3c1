#include "emit/staging.h"

#include "base/parallel.h"
#include "store/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

/* A worker's buffer that has grown beyond this is not kept. */
enum { BUFFER_KEPT = 1024 * 1024 };

typedef struct Worker {
    Walk walk;
    Arena *scratch;
    Reads *reads;
    GString *bytes;
} Worker;

/* A turn of the loop: a document and who is at it. */
typedef struct StagingTurn {
    Staging *staging;
    Item *item;
    size_t index;
    Worker *worker;
} StagingTurn;

const char *staging_describe_error(int error)
{
    switch (error) {
    case ELOOP:
        return "a symbolic link is in the way";
    case EISDIR:
        return "a folder is in the way";
    case EEXIST:
        return "something that is no regular file is in the way";
    case ENOTDIR:
        return "a file or symbolic link is in the way of its folder";
    default:
        return g_strerror(error);
    }
}

void staging_name(char *name, const char *prefix, size_t index)
{
    g_snprintf(name, STAGED_NAME_MAX, "%s%zu", prefix, index);
}

static void stop(const StagingTurn *turn)
{
    turn->item->problem = staging_describe_error(errno);
    g_atomic_int_set(&turn->staging->stopped, 1);
}

/* ---- what is there ---- */

/* Is the file still as the last build left it? */
static bool stands(const StagingTurn *turn)
{
    const char *name;
    const Item *item = turn->item;
    const int folder = walk_to(&turn->worker->walk, item->document->path, NULL, &name);
    return folder >= 0 && history_file_stands(turn->staging->history, item->past, folder, name);
}

static void keep(Item *item)
{
    item->state = FILE_SAME;
    item->hash = item->past->hash;
    item->stamp = item->past->stamp;
}

/* Its parts are those of then. */
static void keep_parts(Item *item, const History *history)
{
    const PastDocument *past = item->past;
    if (past->parts == NULL)
        return;
    item->head = past->head;
    item->parts = g_new0(uint32_t, history->id_count + 1);
    for (size_t i = 0; i < history->id_count; i++) {
        g_assert(history->renumbered[i] == i); /* it reads which entries there are */
        item->parts[i] = past->parts[i];
    }
}

/* Nothing that it read has changed, and nobody touched its file: it is what it would be. */
static bool needs_nothing(const StagingTurn *turn)
{
    const Item *item = turn->item;
    return item->is_ours && item->past != NULL &&
           !turn->staging->history->sets[item->past->set].is_stale && stands(turn);
}

/* Has the last build left the same bytes, of that size and the item's hash? */
static bool is_as_before(const StagingTurn *turn, uint64_t size)
{
    const Item *item = turn->item;
    return item->past != NULL && item->past->hash == item->hash && item->past->stamp.size == size &&
           stands(turn);
}

/* Compares what is there with `bytes`; NULL: with the item's hash and `size`. What stands as the
 * last build left it, with other bytes, need not be read. */
static void compare(const StagingTurn *turn, const char *bytes, uint64_t size)
{
    Item *item = turn->item;
    const char *name;
    if (item->is_ours && item->past != NULL && item->past->hash != item->hash && stands(turn)) {
        item->state = FILE_DIFFERENT;
        return;
    }
    const int folder = walk_to(&turn->worker->walk, item->document->path, NULL, &name);
    if (folder < 0)
        item->state = errno == ENOENT ? FILE_MISSING : FILE_IN_THE_WAY;
    else if (bytes != NULL)
        item->state = file_compare(folder, name, bytes, size, &item->stamp);
    else
        item->state = file_compare_hash(folder, name, item->hash, size, &item->stamp);
    if (item->state == FILE_IN_THE_WAY)
        item->problem = staging_describe_error(errno);
    else if (item->state == FILE_DIFFERENT && !item->is_ours)
        item->problem = "a file that dieline did not write is in the way";
}

/* ---- small documents ---- */

/* What documents read they note in the worker's list. */
static EmitContext noting_context(const StagingTurn *turn, Site *site)
{
    EmitContext context = *turn->staging->context;
    *site = *context.site;
    context.site = site;
    context.reads = site->reads = turn->worker->reads;
    reads_begin(turn->worker->reads);
    return context;
}

/* No fsync here: tens of thousands of them would take minutes, and what a power cut destroys, the
 * next run finds different and writes again. */
static void stage_bytes(const StagingTurn *turn)
{
    char staged[STAGED_NAME_MAX];
    staging_name(staged, "", turn->index);
    if (!file_write(turn->staging->stage, staged, turn->worker->bytes, false, &turn->item->stamp))
        stop(turn);
}

static void empty_buffer(Worker *worker)
{
    if (worker->bytes->allocated_len > BUFFER_KEPT) {
        g_string_free(worker->bytes, TRUE);
        worker->bytes = g_string_new(NULL);
    }
    g_string_truncate(worker->bytes, 0);
}

static void make_small(const StagingTurn *turn)
{
    Site site;
    const EmitContext context = noting_context(turn, &site);
    Item *item = turn->item;
    GString *bytes = turn->worker->bytes;
    item->failed = !item->document->render(&context, item->document, turn->worker->scratch, bytes);
    if (item->failed)
        return;
    item->hash = manifest_hash(bytes->str, bytes->len);
    if (is_as_before(turn, bytes->len))
        keep(item);
    else
        compare(turn, bytes->str, bytes->len);
    if (item->problem == NULL && item->state != FILE_SAME)
        stage_bytes(turn);
}

/* ---- large ones: staged first ---- */

/* Pieces go into the staged file, and through the hash. */
typedef struct StagedSink {
    DocumentSink sink;
    const StagingTurn *turn;
    int fd;
    XXH3_state_t *hash;
    int error;         /* 0: none yet */
    uint64_t taken;    /* bytes */
    uint64_t part;     /* where the part of an entry begins that is being rendered */
    bool has_parts;    /* the first has begun */
    uint32_t *parts;   /* by the entry's index */
    int past;          /* the last build's file, to copy parts from; -1: there is none */
    uint64_t *offsets; /* of its parts */
} StagedSink;

static void take_piece(DocumentSink *sink)
{
    StagedSink *staged = (StagedSink *)sink;
    if (staged->error == 0 && !file_append(staged->fd, sink->bytes->str, sink->bytes->len))
        staged->error = errno;
    XXH3_64bits_update(staged->hash, sink->bytes->str, sink->bytes->len);
    staged->taken += sink->bytes->len;
    g_string_truncate(sink->bytes, 0);
}

static uint64_t position(const StagedSink *staged)
{
    return staged->taken + staged->sink.bytes->len;
}

/* Copies what the last build's file says of an entry; false, with nothing done, if it cannot. */
static bool copy_part(StagedSink *staged, uint32_t then)
{
    GString *bytes = staged->sink.bytes;
    const size_t before = bytes->len;
    const size_t length = (size_t)(staged->offsets[then + 1] - staged->offsets[then]);
    g_string_set_size(bytes, before + length);
    const ssize_t count =
        pread(staged->past, bytes->str + before, length, (off_t)staged->offsets[then]);
    if (length > 0 && count == (ssize_t)length)
        return true;
    g_string_truncate(bytes, before);
    return false;
}

/* The first part differs from others: nothing separates it from one before. */
static bool reuse_part(DocumentSink *sink, const Entry *entry)
{
    StagedSink *staged = (StagedSink *)sink;
    const History *history = staged->turn->staging->history;
    const bool is_first = !staged->has_parts;
    staged->part = position(staged);
    if (is_first)
        staged->turn->item->head = staged->part;
    staged->has_parts = true;
    const uint32_t then = staged->past >= 0 ? history->unchanged[entry->index] : UINT32_MAX;
    if (is_first || then == UINT32_MAX || staged->offsets[then] == staged->offsets[0] ||
        !copy_part(staged, then))
        return false;
    sink->end(sink, entry);
    document_sink_offer(sink);
    return true;
}

static void end_part(DocumentSink *sink, const Entry *entry)
{
    StagedSink *staged = (StagedSink *)sink;
    staged->parts[entry->index] = (uint32_t)(position(staged) - staged->part);
}

/* The last build's file is read where it says what is to be said again. */
static void open_past(StagedSink *staged)
{
    const StagingTurn *turn = staged->turn;
    const Item *item = turn->item;
    const char *name;
    staged->past = -1;
    if (item->past == NULL || item->past->parts == NULL || !item->is_ours || !stands(turn))
        return;
    const int folder = walk_to(&turn->worker->walk, item->document->path, NULL, &name);
    staged->past = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    staged->offsets = history_part_offsets(turn->staging->history, item->past);
}

static void close_past(StagedSink *staged)
{
    if (staged->past >= 0)
        close(staged->past);
    g_free(staged->offsets);
    if (staged->has_parts)
        staged->turn->item->parts = g_steal_pointer(&staged->parts);
    g_free(staged->parts);
}

static bool stream_into(const StagingTurn *turn, const EmitContext *context, int fd)
{
    Item *item = turn->item;
    StagedSink staged = {.sink = {turn->worker->bytes, take_piece, reuse_part, end_part},
                         .turn = turn,
                         .fd = fd,
                         .hash = XXH3_createState()};
    staged.parts = g_new0(uint32_t, context->kb->entry_count + 1);
    XXH3_64bits_reset(staged.hash);
    open_past(&staged);
    item->failed =
        !item->document->stream(context, item->document, turn->worker->scratch, &staged.sink);
    take_piece(&staged.sink);
    close_past(&staged);
    item->hash = XXH3_64bits_digest(staged.hash);
    XXH3_freeState(staged.hash);
    errno = staged.error;
    return staged.error == 0;
}

static bool write_itself(const StagingTurn *turn, const EmitContext *context, const char *staged)
{
    Item *item = turn->item;
    FileStamp stamp;
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d/%s", turn->staging->stage, staged);
    return item->document->write(context, item->document, path) &&
           file_hash(turn->staging->stage, staged, &item->hash, &stamp);
}

/* Fills the staged file, which is there and empty; false with errno if that fails. */
static bool fill_staged(const StagingTurn *turn, const char *staged)
{
    Site site;
    const EmitContext context = noting_context(turn, &site);
    const int fd = openat(turn->staging->stage, staged,
                          O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    bool done = turn->item->document->write != NULL || stream_into(turn, &context, fd);
    const int error = errno;
    done = close(fd) == 0 && done;
    if (error != 0)
        errno = error;
    return done && (turn->item->document->write == NULL || write_itself(turn, &context, staged));
}

/* Keeps the staged file only if there is something else in its place. */
static void settle_staged(const StagingTurn *turn, const char *staged)
{
    Item *item = turn->item;
    FileStamp stamp;
    if (!file_stamp(turn->staging->stage, staged, &stamp)) {
        stop(turn);
        return;
    }
    if (is_as_before(turn, stamp.size))
        keep(item);
    else
        compare(turn, NULL, stamp.size);
    if (item->state == FILE_SAME || item->problem != NULL)
        unlinkat(turn->staging->stage, staged, 0);
    else
        item->stamp = stamp;
}

static void make_large(const StagingTurn *turn)
{
    char staged[STAGED_NAME_MAX];
    staging_name(staged, "", turn->index);
    if (!fill_staged(turn, staged))
        stop(turn);
    else if (!turn->item->failed)
        settle_staged(turn, staged);
}

static bool is_large(const Document *document)
{
    return document->stream != NULL || document->write != NULL;
}

static void make(const StagingTurn *turn)
{
    if (is_large(turn->item->document))
        make_large(turn);
    else
        make_small(turn);
    turn->item->set = history_writer_add(turn->staging->writer, turn->worker->reads);
    arena_reset(turn->worker->scratch);
    empty_buffer(turn->worker);
}

/* ---- documents of the same bytes as another ---- */

static int compare_paths(const void *key, const void *item)
{
    return strcmp(key, ((const Item *)item)->document->path);
}

static const Item *find_item(const Staging *staging, const Document *document)
{
    return bsearch(document->path, staging->items, staging->count, sizeof(Item), compare_paths);
}

/* The first's file is where it was staged, or in its place if that was right already. */
static bool double_staged(const StagingTurn *turn, const Item *first)
{
    const Staging *staging = turn->staging;
    char from[STAGED_NAME_MAX];
    char to[STAGED_NAME_MAX];
    staging_name(from, "", (size_t)(first - staging->items));
    staging_name(to, "", turn->index);
    const char *name = from;
    int folder = staging->stage;
    if (first->state == FILE_SAME)
        folder = walk_to(&turn->worker->walk, first->document->path, NULL, &name);
    return folder >= 0 && file_double(folder, name, staging->stage, to, &turn->item->stamp);
}

static void make_twin(const StagingTurn *turn)
{
    Item *item = turn->item;
    const Item *first = find_item(turn->staging, item->document->twin);
    item->set = first->set;
    item->hash = first->hash;
    item->failed = first->failed;
    if (first->failed || first->problem != NULL)
        return;
    if (is_as_before(turn, first->stamp.size))
        keep(item);
    else
        compare(turn, NULL, first->stamp.size);
    if (item->problem == NULL && item->state != FILE_SAME && !double_staged(turn, first))
        stop(turn);
}

/* ---- all of them ---- */

typedef struct StagingRun {
    Staging *staging;
    Worker *workers;
    size_t *order; /* indexes of items */
} StagingRun;

static void process_item(size_t number, unsigned worker, void *user)
{
    const StagingRun *run = user;
    Staging *staging = run->staging;
    const size_t index = run->order[number];
    const StagingTurn turn = {staging, &staging->items[index], index, &run->workers[worker]};
    Progress *progress = staging->context->progress;
    if (g_atomic_int_get(&staging->stopped))
        return;
    const int64_t began = progress_time(progress);
    if (turn.item->document->twin != NULL) {
        make_twin(&turn);
    } else if (needs_nothing(&turn)) {
        keep(turn.item);
        keep_parts(turn.item, staging->history);
        turn.item->set =
            history_writer_keep(staging->writer, staging->history, turn.item->past->set);
    } else {
        make(&turn);
    }
    progress_span(progress, worker, turn.item->document->path, began);
    progress_step(progress);
}

/* Sorts of documents: those that take longest first, so that none is begun when all others are
 * done. */
typedef enum ItemSort { SORT_DATABASE, SORT_LARGE, SORT_SMALL, SORT_TWIN } ItemSort;

static ItemSort sort_of(const Document *document)
{
    if (document->twin != NULL)
        return SORT_TWIN;
    if (document->write != NULL)
        return SORT_DATABASE;
    return is_large(document) ? SORT_LARGE : SORT_SMALL;
}

/* Appends the items of a sort. */
static size_t add_to_order(const Staging *staging, size_t *order, size_t count, ItemSort sort)
{
    for (size_t i = 0; i < staging->count; i++)
        if (sort_of(staging->items[i].document) == sort)
            order[count++] = i;
    return count;
}

/* Twins come when all else is done. */
static void run_in_order(StagingRun *run, unsigned workers)
{
    const Staging *staging = run->staging;
    size_t *order = run->order;
    size_t firsts = add_to_order(staging, order, 0, SORT_DATABASE);
    firsts = add_to_order(staging, order, firsts, SORT_LARGE);
    firsts = add_to_order(staging, order, firsts, SORT_SMALL);
    parallel_for(firsts, workers, process_item, run);
    parallel_for(add_to_order(staging, order, 0, SORT_TWIN), workers, process_item, run);
}

void staging_run(Staging *staging, unsigned workers)
{
    StagingRun run = {staging, g_new0(Worker, workers), g_new(size_t, staging->count)};
    for (unsigned i = 0; i < workers; i++) {
        walk_init(&run.workers[i].walk, staging->root);
        run.workers[i].bytes = g_string_new(NULL);
        run.workers[i].scratch = arena_new();
        run.workers[i].reads = reads_new(staging->context->kb);
    }
    run_in_order(&run, workers);
    for (unsigned i = 0; i < workers; i++) {
        walk_clear(&run.workers[i].walk);
        g_string_free(run.workers[i].bytes, TRUE);
        arena_free(run.workers[i].scratch);
        reads_free(run.workers[i].reads);
    }
    g_free(run.workers);
    g_free(run.order);
}
