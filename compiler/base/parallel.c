#include "base/parallel.h"

#include <glib.h>

typedef struct Loop {
    ParallelTurn turn;
    void *user;
    size_t count;
    size_t next; /* atomic: how many batches were taken */
} Loop;

/* The first turns, which may be the longest, are taken one by one, the others several at once: few
 * enough to balance, many enough to be cheap. */
enum { SINGLE = 64, BATCH = 8 };

static size_t batch_start(size_t batch)
{
    return batch <= SINGLE ? batch : SINGLE + (batch - SINGLE) * BATCH;
}

static void loop_work(Loop *loop, unsigned worker)
{
    for (;;) {
        const size_t batch = __atomic_fetch_add(&loop->next, 1, __ATOMIC_RELAXED);
        const size_t first = batch_start(batch);
        if (first >= loop->count)
            return;
        const size_t end = MIN(batch_start(batch + 1), loop->count);
        for (size_t i = first; i < end; i++)
            loop->turn(i, worker, loop->user);
    }
}

/* A thread beside the calling one. */
typedef struct Helper {
    Loop *loop;
    GThread *thread;
    unsigned worker;
} Helper;

static gpointer helper_main(gpointer data)
{
    const Helper *helper = data;
    loop_work(helper->loop, helper->worker);
    return NULL;
}

/* Starts as many helpers as the machine lets; returns how many. A thread pool would keep what it
 * could not start in its queue and wait for it. */
static unsigned start_helpers(Loop *loop, Helper *helpers, unsigned wanted)
{
    for (unsigned i = 0; i < wanted; i++) {
        helpers[i] = (Helper){.loop = loop, .worker = i + 1};
        helpers[i].thread = g_thread_try_new("worker", helper_main, &helpers[i], NULL);
        if (helpers[i].thread == NULL)
            return i;
    }
    return wanted;
}

void parallel_for(size_t count, unsigned workers, ParallelTurn turn, void *user)
{
    Loop loop = {.turn = turn, .user = user, .count = count};
    workers = (unsigned)MIN((size_t)workers, MAX(count, 1));
    Helper *helpers = g_new(Helper, workers - 1);
    const unsigned started = start_helpers(&loop, helpers, workers - 1);
    loop_work(&loop, 0);
    for (unsigned i = 0; i < started; i++)
        g_thread_join(helpers[i].thread);
    g_free(helpers);
}

typedef struct Pieces {
    ParallelPiece *const *all;
    Arena **arenas; /* by piece */
    void *user;
} Pieces;

static void do_piece(size_t index, unsigned worker, void *user)
{
    (void)worker;
    const Pieces *pieces = user;
    pieces->arenas[index] = arena_new();
    pieces->all[index](pieces->arenas[index], pieces->user);
}

void parallel_pieces(ParallelPiece *const *pieces, size_t count, unsigned workers, Arena *arena,
                     void *user)
{
    g_autofree Arena **arenas = g_new0(Arena *, count);
    parallel_for(count, workers, do_piece, &(Pieces){pieces, arenas, user});
    for (size_t i = 0; i < count; i++)
        arena_adopt(arena, arenas[i]);
}

unsigned parallel_workers(unsigned jobs)
{
    return jobs > 0 ? jobs : g_get_num_processors();
}
