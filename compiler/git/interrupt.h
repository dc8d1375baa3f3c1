/*
 * interrupt.h - what is to be done before a signal ends the program. Only git/ includes this.
 *
 * A thread of its own waits for SIGHUP, SIGINT and SIGTERM, unless the program was begun with the
 * signal ignored (nohup); so what is called may lock and allocate. Then the program ends as it
 * would have ended. Nobody can wait for SIGKILL.
 */
#pragma once

#include <glib.h>

typedef struct Interrupt Interrupt;

/* From now on a signal has `clean_up` called, in the other thread. There is one at a time. */
Interrupt *interrupt_new(void (*clean_up)(gpointer data), gpointer data);

/* Signals end the program again by themselves. Does not return if one is ending it. */
void interrupt_free(Interrupt *interrupt);
