/*
 * In front of GLib's locks, in builds for ThreadSanitizer only: tells it what they order.
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
