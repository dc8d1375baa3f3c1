#include "git/interrupt.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdbool.h>

/* A signal that is waited for. */
typedef struct Caught {
    const Interrupt *interrupt;
    int number;
} Caught;

static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};

struct Interrupt {
    void (*clean_up)(gpointer data);
    gpointer data;
    Caught caught[G_N_ELEMENTS(numbers)];
    GMainContext *context;
    GThread *thread;
    gint is_over;
};

static gboolean end_program(gpointer data)
{
    const Caught *caught = data;
    caught->interrupt->clean_up(caught->interrupt->data);
    signal(caught->number, SIG_DFL);
    raise(caught->number);
    return G_SOURCE_REMOVE;
}

static bool is_ignored(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void wait_for(Interrupt *interrupt, size_t place)
{
    Caught *caught = &interrupt->caught[place];
    *caught = (Caught){interrupt, numbers[place]};
    if (is_ignored(caught->number))
        return;
    g_autoptr(GSource) source = g_unix_signal_source_new(caught->number);
    g_source_set_callback(source, end_program, caught, NULL);
    g_source_attach(source, interrupt->context);
}

static gpointer wait_until_over(gpointer data)
{
    const Interrupt *interrupt = data;
    while (!g_atomic_int_get(&interrupt->is_over))
        g_main_context_iteration(interrupt->context, TRUE);
    return NULL;
}

Interrupt *interrupt_new(void (*clean_up)(gpointer data), gpointer data)
{
    Interrupt *interrupt = g_new0(Interrupt, 1);
    interrupt->clean_up = clean_up;
    interrupt->data = data;
    interrupt->context = g_main_context_new();
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        wait_for(interrupt, i);
    interrupt->thread = g_thread_new("interrupt", wait_until_over, interrupt);
    return interrupt;
}

void interrupt_free(Interrupt *interrupt)
{
    g_atomic_int_set(&interrupt->is_over, 1);
    g_main_context_wakeup(interrupt->context);
    g_thread_join(interrupt->thread);
    g_main_context_unref(interrupt->context); /* and GLib's handlers with its sources */
    g_free(interrupt);
}
