#include "base/parallel.h"

#include <glib.h>

typedef struct Loop {
    ParallelTurn turn;
    void *user;
    size_t count;
    size_t next; /* atomic */
} Loop;

enum {
    BATCH = 8
}; /* turns a worker takes at once: few enough to balance, many enough to be cheap */

static void loop_work(Loop *loop, unsigned worker)
{
    for (;;) {
        const size_t first = __atomic_fetch_add(&loop->next, (size_t)BATCH, __ATOMIC_RELAXED);
        if (first >= loop->count)
            return;
        const size_t end = MIN(first + BATCH, loop->count);
        for (size_t i = first; i < end; i++)
            loop->turn(i, worker, loop->user);
    }
}

static void worker_main(gpointer data, gpointer user)
{
    loop_work(user, GPOINTER_TO_UINT(data) - 1);
}

void parallel_for(size_t count, unsigned workers, ParallelTurn turn, void *user)
{
    Loop loop = {.turn = turn, .user = user, .count = count};
    const size_t useful = (count + BATCH - 1) / BATCH;
    workers = (unsigned)MIN((size_t)workers, MAX(useful, 1));
    if (workers <= 1) {
        loop_work(&loop, 0);
        return;
    }
    GThreadPool *pool = g_thread_pool_new(worker_main, &loop, (int)workers - 1, FALSE, NULL);
    for (unsigned i = 1; i < workers; i++)
        g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
    loop_work(&loop, 0);
    g_thread_pool_free(pool, FALSE, TRUE);
}

unsigned parallel_workers(unsigned jobs)
{
    return jobs > 0 ? jobs : g_get_num_processors();
}
