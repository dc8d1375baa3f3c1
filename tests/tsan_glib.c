/*
 * In front of GLib's locks and queues, in builds for ThreadSanitizer only: tells it what they
 * order.
 *
 * Debian's GLib is not instrumented and its locks are futexes, so that ThreadSanitizer sees neither
 * and takes all that they protect for a race. Threads themselves it sees: GLib makes and joins them
 * by pthread_create() and pthread_join().
 */
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

/* NOLINTBEGIN(bugprone-macro-parentheses): LOCK is a type */

/* Defines NAME(LOCK *) as GLib's own, with something done before and after it. */
#define WRAP(NAME, LOCK, BEFORE, AFTER)                                            \
    void NAME(LOCK *lock)                                                          \
    {                                                                              \
        static void (*original)(LOCK *);                                           \
        if (__atomic_load_n(&original, __ATOMIC_ACQUIRE) == NULL)                  \
            __atomic_store_n(&original, (void (*)(LOCK *))dlsym(RTLD_NEXT, #NAME), \
                             __ATOMIC_RELEASE);                                    \
        BEFORE;                                                                    \
        original(lock);                                                            \
        AFTER;                                                                     \
    }

/* NOLINTEND(bugprone-macro-parentheses) */

#define ACQUIRES(NAME, LOCK) WRAP(NAME, LOCK, (void)0, __tsan_acquire(lock))
#define RELEASES(NAME, LOCK) WRAP(NAME, LOCK, __tsan_release(lock), (void)0)

ACQUIRES(g_mutex_lock, GMutex)
RELEASES(g_mutex_unlock, GMutex)
ACQUIRES(g_rw_lock_reader_lock, GRWLock)
RELEASES(g_rw_lock_reader_unlock, GRWLock)
ACQUIRES(g_rw_lock_writer_lock, GRWLock)
RELEASES(g_rw_lock_writer_unlock, GRWLock)

/* Jobs of a pool and sources of the main loop are handed from thread to thread under locks inside
 * GLib: what was written before is there for who takes them. */
static char handed_over;

/* A function that is called somewhere else, and what it is called with. */
typedef struct Handed {
    GFunc job;
    GSourceFunc source;
    GDestroyNotify notify;
    gpointer user;
} Handed;

static void take_job(gpointer data, gpointer user)
{
    const Handed *handed = user;
    __tsan_acquire(&handed_over);
    handed->job(data, handed->user);
    __tsan_release(&handed_over);
}

static gboolean take_source(gpointer user)
{
    const Handed *handed = user;
    __tsan_acquire(&handed_over);
    return handed->source(handed->user);
}

static void handed_free(gpointer user)
{
    Handed *handed = user;
    if (handed->notify != NULL)
        handed->notify(handed->user);
    g_free(handed);
}

/* What it is handed lives as long as the program: pools are few. */
GThreadPool *g_thread_pool_new(GFunc func, gpointer user_data, gint max_threads, gboolean exclusive,
                               GError **error)
{
    static Handed all[64];
    static int count;
    const int number = g_atomic_int_add(&count, 1);
    g_assert(number < (int)G_N_ELEMENTS(all));
    all[number] = (Handed){.job = func, .user = user_data};
    return g_thread_pool_new_full(take_job, &all[number], NULL, max_threads, exclusive, error);
}

gboolean g_thread_pool_push(GThreadPool *pool, gpointer data, GError **error)
{
    gboolean (*original)(GThreadPool *, gpointer, GError **) =
        (gboolean(*)(GThreadPool *, gpointer, GError **))dlsym(RTLD_NEXT, "g_thread_pool_push");
    __tsan_release(&handed_over);
    return original(pool, data, error);
}

void g_thread_pool_free(GThreadPool *pool, gboolean immediate, gboolean wait_)
{
    void (*original)(GThreadPool *, gboolean, gboolean) =
        (void (*)(GThreadPool *, gboolean, gboolean))dlsym(RTLD_NEXT, "g_thread_pool_free");
    original(pool, immediate, wait_);
    __tsan_acquire(&handed_over);
}

guint g_idle_add_full(gint priority, GSourceFunc function, gpointer data, GDestroyNotify notify)
{
    Handed *handed = g_new(Handed, 1);
    *handed = (Handed){.source = function, .user = data, .notify = notify};
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, priority);
    g_source_set_callback(source, take_source, handed, handed_free);
    __tsan_release(&handed_over);
    const guint id = g_source_attach(source, NULL);
    g_source_unref(source);
    return id;
}
