/*
 * guard.h - lets SQL read, and makes it end. For query/ only.
 *
 * What it reads is the knowledge base and nothing else: not the clock, not chance. The same
 * question has the same answer, whenever and wherever it is asked.
 *
 * guard_close() shuts the database for good: nothing is written, attached or loaded, and SQLite's
 * own limits are narrow. guard_begin() and guard_end() bound one query's time and memory; between
 * them statements are prepared and stepped. Time is counted in steps of SQLite's machine, which are
 * the same on any machine and however busy it is; what moves long values about in few steps ends
 * after a minute of processor time. Memory is counted for the whole process: one at a time.
 */
#pragma once

#include "query/functions.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdint.h>

enum {
    GUARD_SQL_MAX = 1 << 20,    /* bytes of a query's text */
    GUARD_VALUE_MAX = 1 << 20,  /* bytes of a value */
    GUARD_MEMORY_MAX = 1 << 29, /* bytes, above what SQLite has taken before */
};

/* Why something is forbidden. */
typedef enum GuardReason { GUARD_READ_ONLY, GUARD_NO_CLOCK, GUARD_NO_CHANCE } GuardReason;

typedef struct Guard {
    sqlite3 *handle;
    uint64_t steps_max;
    uint64_t steps;        /* so far, as far as they were looked at */
    int64_t deadline;      /* on the thread's own clock, in microseconds */
    const char *forbidden; /* what the last statement wanted and must not; NULL: nothing */
    GuardReason reason;    /* valid if something is forbidden */
    Functions *functions;
    int64_t heap_limit; /* to be put back */
} Guard;

void guard_close(sqlite3 *handle);

void guard_begin(Guard *guard, sqlite3 *handle, uint64_t steps_max);
void guard_end(Guard *guard);

/* Returns what the statement at hand wanted and must not, with its reason; NULL: nothing. */
const char *guard_forbidden(Guard *guard);

/* Says which limit a result code of SQLite stands for; NULL: none. The caller frees it. */
char *guard_limit(const Guard *guard, int code);
