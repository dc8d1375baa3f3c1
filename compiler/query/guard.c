#include "query/guard.h"

#include "query/row.h"

#include <string.h>
#include <time.h>

enum {
    STEPS_BETWEEN_LOOKS = 500, /* of SQLite's machine */
    SECONDS_MAX = 60,          /* of processor time, which hardly a query needs */
};

static const struct {
    int limit;
    int value;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, GUARD_VALUE_MAX},
    {SQLITE_LIMIT_SQL_LENGTH, GUARD_SQL_MAX},
    {SQLITE_LIMIT_COLUMN, 2000},
    {SQLITE_LIMIT_EXPR_DEPTH, 200},
    {SQLITE_LIMIT_FUNCTION_ARG, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 100},
    {SQLITE_LIMIT_VDBE_OP, 1000000},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 250},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

/* Pragmas that only tell something. */
static const char *const harmless_pragmas[] = {
    "collation_list", "compile_options", "database_list", "foreign_key_check", "foreign_key_list",
    "function_list",  "index_info",      "index_list",    "index_xinfo",       "integrity_check",
    "quick_check",    "table_info",      "table_list",    "table_xinfo",
};

static bool is_harmless(const char *pragma)
{
    for (size_t i = 0; i < G_N_ELEMENTS(harmless_pragmas); i++)
        if (g_ascii_strcasecmp(pragma, harmless_pragmas[i]) == 0)
            return true;
    return false;
}

/* Both are switched off anyway, unless somebody builds SQLite otherwise. */
static bool is_harmful(const char *function)
{
    return strcmp(function, "load_extension") == 0 || strcmp(function, "fts3_tokenizer") == 0;
}

/* Functions that would answer differently the next time. Those that take a date are in functions.c.
 */
static const struct {
    const char *function;
    GuardReason reason;
} unsteady[] = {
    {"current_date", GUARD_NO_CLOCK},      {"current_time", GUARD_NO_CLOCK},
    {"current_timestamp", GUARD_NO_CLOCK}, {"random", GUARD_NO_CHANCE},
    {"randomblob", GUARD_NO_CHANCE},
};

static const char *forbidden_function(const char *function, GuardReason *reason)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unsteady); i++)
        if (strcmp(unsteady[i].function, function) == 0) {
            *reason = unsteady[i].reason;
            return unsteady[i].function;
        }
    return is_harmful(function) ? "this function" : NULL;
}

/* What SQLite asks about while it compiles a statement; NULL: allowed. */
static const char *forbidden_action(int action, const char *first, const char *second,
                                    GuardReason *reason)
{
    *reason = GUARD_READ_ONLY;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return NULL;
    case SQLITE_UPDATE:
        /* SQLite asks this when it meets one of its own table-valued functions (json_each): it
         * never comes to it, and DEFENSIVE keeps statements from it. */
        return strcmp(first, "sqlite_master") == 0 ? NULL : "writing";
    case SQLITE_FUNCTION:
        return forbidden_function(second, reason);
    case SQLITE_PRAGMA:
        return is_harmless(first) ? NULL : "this PRAGMA";
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return "another database";
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return "a transaction";
    default:
        return "writing";
    }
}

static int authorise(void *user, int action, const char *first, const char *second,
                     const char *schema, const char *trigger)
{
    (void)schema;
    (void)trigger;
    Guard *guard = user;
    GuardReason reason;
    const char *forbidden = forbidden_action(action, first, second, &reason);
    if (forbidden == NULL)
        return SQLITE_OK;
    guard->forbidden = forbidden;
    guard->reason = reason;
    return SQLITE_DENY;
}

/* Processor time that this thread has used, in microseconds. */
static int64_t own_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Has the query had its share? */
static int look(void *user)
{
    enum { LOOKS_AT_CLOCK = 64 };
    Guard *guard = user;
    guard->steps += STEPS_BETWEEN_LOOKS;
    const bool at_clock = guard->steps / STEPS_BETWEEN_LOOKS % LOOKS_AT_CLOCK == 0;
    return guard->steps + functions_steps(guard->functions) > guard->steps_max ||
           (at_clock && own_time() > guard->deadline);
}

void guard_close(sqlite3 *handle)
{
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
        sqlite3_limit(handle, limits[i].limit, limits[i].value);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite_must(handle, sqlite3_exec(handle, "PRAGMA query_only=ON", NULL, NULL, NULL), "close");
}

void guard_begin(Guard *guard, sqlite3 *handle, uint64_t steps_max)
{
    *guard = (Guard){.handle = handle, .steps_max = steps_max};
    guard->deadline = own_time() + (int64_t)SECONDS_MAX * G_USEC_PER_SEC;
    guard->functions = functions_new(handle);
    guard->heap_limit = sqlite3_hard_heap_limit64(sqlite3_memory_used() + GUARD_MEMORY_MAX);
    sqlite3_set_authorizer(handle, authorise, guard);
    sqlite3_progress_handler(handle, STEPS_BETWEEN_LOOKS, look, guard);
}

void guard_end(Guard *guard)
{
    sqlite3_set_authorizer(guard->handle, NULL, NULL);
    sqlite3_progress_handler(guard->handle, 0, NULL, NULL);
    sqlite3_hard_heap_limit64(guard->heap_limit);
    functions_free(guard->functions);
}

const char *guard_forbidden(Guard *guard)
{
    const char *refused = functions_take_refused(guard->functions);
    if (refused == NULL)
        return guard->forbidden;
    guard->reason = GUARD_NO_CLOCK;
    return refused;
}

static char *describe_steps(const Guard *guard)
{
    const uint64_t million = 1000000;
    return guard->steps + functions_steps(guard->functions) > guard->steps_max
               ? g_strdup_printf("takes more than %" G_GUINT64_FORMAT " million steps",
                                 guard->steps_max / million)
               : g_strdup_printf("takes more than %d s of processor time", SECONDS_MAX);
}

char *guard_limit(const Guard *guard, int code)
{
    const char *function = functions_overburdened(guard->functions);
    if (function != NULL)
        return g_strdup_printf("calls %s() with values that are too long for it", function);
    switch (code & 0xFF) {
    case SQLITE_INTERRUPT:
        return describe_steps(guard);
    case SQLITE_NOMEM:
        return g_strdup_printf("needs more than %d MiB of memory", GUARD_MEMORY_MAX >> 20);
    case SQLITE_TOOBIG:
        return g_strdup_printf("makes a value of more than %d KiB", GUARD_VALUE_MAX >> 10);
    default:
        return NULL;
    }
}
