/* base/parallel.h: every turn once, no worker twice at a time. */
#include "base/parallel.h"

#include <glib.h>
#include <pthread.h>

enum { TURNS = 10000, WORKERS_MAX = 7 };

typedef struct Tally {
    unsigned turns[TURNS];
    int busy[WORKERS_MAX];
} Tally;

static void turn(size_t index, unsigned worker, void *user)
{
    Tally *tally = user;
    g_assert_cmpuint(worker, <, WORKERS_MAX);
    g_assert_cmpint(g_atomic_int_add(&tally->busy[worker], 1), ==, 0);
    tally->turns[index]++;
    g_atomic_int_add(&tally->busy[worker], -1);
}

static void test_turns(void)
{
    static const size_t counts[] = {0, 1, 2, 7, 8, 63, 64, 65, 71, 72, 73, 1000, TURNS};
    for (unsigned workers = 1; workers <= WORKERS_MAX; workers++)
        for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
            Tally *tally = g_new0(Tally, 1);
            parallel_for(counts[i], workers, turn, tally);
            for (size_t k = 0; k < TURNS; k++)
                g_assert_cmpuint(tally->turns[k], ==, k < counts[i]);
            g_free(tally);
        }
}

static void write_one(Arena *arena, void *user)
{
    *(char **)user = arena_strdup(arena, "one");
}

static void write_two(Arena *arena, void *user)
{
    *((char **)user + 1) = arena_strdup(arena, "two");
}

static void write_nothing(Arena *arena, void *user)
{
    (void)arena;
    (void)user;
}

/* What the pieces made lives as long as the arena that they were given. */
static void test_pieces(void)
{
    static ParallelPiece *const pieces[] = {write_one, write_nothing, write_two};
    for (unsigned workers = 1; workers <= WORKERS_MAX; workers++) {
        g_autoptr(Arena) arena = arena_new();
        char *texts[2] = {NULL, NULL};
        parallel_pieces(pieces, G_N_ELEMENTS(pieces), workers, arena, texts);
        g_assert_cmpstr(texts[0], ==, "one");
        g_assert_cmpstr(texts[1], ==, "two");
    }
}

static void *idle_main(void *data)
{
    return data;
}

/* From here on threads get a stack that no machine has, so that none can be started. */
static void refuse_threads(void)
{
    pthread_attr_t attributes;
    g_assert_cmpint(pthread_attr_init(&attributes), ==, 0);
    g_assert_cmpint(pthread_attr_setstacksize(&attributes, (size_t)1 << 62), ==, 0);
    g_assert_cmpint(pthread_setattr_default_np(&attributes), ==, 0);
    pthread_attr_destroy(&attributes);
    pthread_t thread;
    g_assert_cmpint(pthread_create(&thread, NULL, idle_main, NULL), !=, 0);
}

static void test_no_thread(void)
{
    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, (guint64)60 * G_USEC_PER_SEC, 0);
        g_test_trap_assert_passed();
        return;
    }
    refuse_threads();
    test_turns();
}

static void test_workers(void)
{
    g_assert_cmpuint(parallel_workers(3), ==, 3);
    g_assert_cmpuint(parallel_workers(0), >=, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/parallel/turns", test_turns);
    g_test_add_func("/parallel/pieces", test_pieces);
    g_test_add_func("/parallel/no-thread", test_no_thread);
    g_test_add_func("/parallel/workers", test_workers);
    return g_test_run();
}
