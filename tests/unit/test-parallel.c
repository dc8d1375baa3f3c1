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
    static const size_t counts[] = {0, 1, 2, 7, 8, 9, 1000, TURNS};
    for (unsigned workers = 1; workers <= WORKERS_MAX; workers++)
        for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
            Tally *tally = g_new0(Tally, 1);
            parallel_for(counts[i], workers, turn, tally);
            for (size_t k = 0; k < TURNS; k++)
                g_assert_cmpuint(tally->turns[k], ==, k < counts[i]);
            g_free(tally);
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
    g_test_add_func("/parallel/no-thread", test_no_thread);
    g_test_add_func("/parallel/workers", test_workers);
    return g_test_run();
}
