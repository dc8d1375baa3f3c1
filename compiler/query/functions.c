/*
 * A function that is replaced cannot be called any more in that database: another one, which is
 * empty, still has it.
 */
#include "query/functions.h"

#include "query/row.h"

#include <glib.h>

enum {
    FUNCTION_COUNT = 15,
    WORK_MAX = 1 << 26,  /* comparisons in one call: a fraction of a second */
    WORK_OF_A_STEP = 16, /* comparisons that take as long as a step of SQLite's machine */
};

typedef struct Function {
    Functions *functions;
    const char *name;
    int since;          /* version of SQLite; 0: any */
    int before;         /* arguments before the first date */
    int count;          /* dates; 0: it is one that compares its first two arguments */
    unsigned unit;      /* of one that compares: bytes that it takes in at once */
    sqlite3_stmt *call; /* of the original; NULL: not yet */
    int arguments;      /* that it takes */
} Function;

struct Functions {
    sqlite3 *handle;
    sqlite3 *originals;
    const char *refused;
    const char *overburdened;
    uint64_t work;
    Function all[FUNCTION_COUNT];
};

static const Function known[FUNCTION_COUNT] = {
    {.name = "date", .count = 1},
    {.name = "time", .count = 1},
    {.name = "datetime", .count = 1},
    {.name = "julianday", .count = 1},
    {.name = "unixepoch", .count = 1},
    {.name = "strftime", .before = 1, .count = 1},
    {.name = "timediff", .since = 3043000, .count = 2},
    {.name = "glob", .unit = 1},
    {.name = "instr", .unit = 1},
    {.name = "json_patch", .unit = 4},
    {.name = "like", .unit = 1},
    {.name = "ltrim", .unit = 1},
    {.name = "replace", .unit = 1},
    {.name = "rtrim", .unit = 1},
    {.name = "trim", .unit = 1},
};

/* Is the argument one of the words that only the clock or the time zone can answer? */
static const char *forbidden_word(sqlite3_value *argument, bool is_date)
{
    static const struct {
        const char *word;
        const char *quoted;
        bool only_as_date; /* else it asks for more digits */
    } words[] = {
        {"now", "'now'", false},      {"localtime", "'localtime'", false}, {"utc", "'utc'", false},
        {"subsec", "'subsec'", true}, {"subsecond", "'subsec'", true},
    };
    const int type = sqlite3_value_type(argument);
    if (type != SQLITE_TEXT && type != SQLITE_BLOB)
        return NULL;
    const char *text = (const char *)sqlite3_value_text(argument);
    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(text, words[i].word) == 0 && (is_date || !words[i].only_as_date))
            return words[i].quoted;
    return NULL;
}

static const char *forbidden_call(const Function *function, int count, sqlite3_value **values)
{
    if (count < function->before + function->count)
        return "a date function without a date";
    for (int i = function->before; i < count; i++) {
        const bool is_date = i < function->before + function->count;
        const char *word = forbidden_word(values[i], is_date);
        if (word != NULL)
            return word;
    }
    return NULL;
}

/* How much there is of an argument, as text. */
static uint64_t argument_size(sqlite3_value *argument)
{
    enum { NUMBER_SIZE = 24 };
    const int type = sqlite3_value_type(argument);
    if (type != SQLITE_TEXT && type != SQLITE_BLOB)
        return NUMBER_SIZE;
    return 1 + (uint64_t)sqlite3_value_bytes(argument);
}

/* Adds what the call will come to; false: it is too much. */
static bool take_on_work(const Function *function, int count, sqlite3_value **values)
{
    uint64_t work = 1;
    for (int i = 0; i < MIN(count, 2); i++)
        work *= 1 + argument_size(values[i]) / function->unit;
    if (work > WORK_MAX) {
        function->functions->overburdened = function->name;
        return false;
    }
    function->functions->work += work;
    return true;
}

/* Makes the call of the original ready for so many arguments. Returns SQLite's code. */
static int prepare_call(Function *function, int count)
{
    const Functions *functions = function->functions;
    if (function->call != NULL && function->arguments == count) {
        sqlite3_reset(function->call); /* says what the last call came to */
        return SQLITE_OK;
    }
    g_autoptr(GString) sql = g_string_new("SELECT ");
    g_string_append_printf(sql, "%s(", function->name);
    for (int i = 0; i < count; i++)
        g_string_append(sql, i > 0 ? ",?" : "?");
    g_string_append_c(sql, ')');
    sqlite3_finalize(function->call);
    function->call = NULL;
    function->arguments = count;
    return sqlite3_prepare_v2(functions->originals, sql->str, -1, &function->call, NULL);
}

static int call_original(Function *function, int count, sqlite3_value **values)
{
    int code = prepare_call(function, count);
    for (int i = 0; i < count && code == SQLITE_OK; i++)
        code = sqlite3_bind_value(function->call, i + 1, values[i]);
    return code == SQLITE_OK ? sqlite3_step(function->call) : code;
}

static bool is_allowed(const Function *function, int count, sqlite3_value **values)
{
    if (function->count == 0)
        return take_on_work(function, count, values);
    const char *forbidden = forbidden_call(function, count, values);
    if (forbidden != NULL)
        function->functions->refused = forbidden;
    return forbidden == NULL;
}

static void answer(sqlite3_context *context, int count, sqlite3_value **values)
{
    Function *function = sqlite3_user_data(context);
    if (!is_allowed(function, count, values)) {
        sqlite3_result_error(context, "not allowed", -1);
        return;
    }
    const int code = call_original(function, count, values);
    if (code == SQLITE_ROW) {
        sqlite3_result_value(context, sqlite3_column_value(function->call, 0));
        return;
    }
    sqlite3_result_error(context, sqlite3_errmsg(function->functions->originals), -1);
    sqlite3_result_error_code(context, code);
}

static void copy_limits(sqlite3 *to, sqlite3 *from)
{
    static const int limits[] = {SQLITE_LIMIT_LENGTH, SQLITE_LIMIT_LIKE_PATTERN_LENGTH};
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
        sqlite3_limit(to, limits[i], sqlite3_limit(from, limits[i], -1));
}

Functions *functions_new(sqlite3 *handle)
{
    static const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    Functions *functions = g_new0(Functions, 1);
    functions->handle = handle;
    sqlite_must(functions->originals, sqlite3_open(":memory:", &functions->originals), "open");
    copy_limits(functions->originals, handle);
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        Function *function = &functions->all[i];
        *function = known[i];
        function->functions = functions;
        if (sqlite3_libversion_number() >= function->since)
            sqlite_must(handle,
                        sqlite3_create_function_v2(handle, function->name, -1, flags, function,
                                                   answer, NULL, NULL, NULL),
                        "a function");
    }
    return functions;
}

void functions_free(Functions *functions)
{
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        const Function *function = &functions->all[i];
        if (sqlite3_libversion_number() >= function->since)
            sqlite_must(functions->handle,
                        sqlite3_create_function_v2(functions->handle, function->name, -1,
                                                   SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL),
                        "a function");
        sqlite3_finalize(function->call);
    }
    sqlite3_close(functions->originals);
    g_free(functions);
}

const char *functions_take_refused(Functions *functions)
{
    const char *refused = functions->refused;
    functions->refused = NULL;
    return refused;
}

const char *functions_overburdened(const Functions *functions)
{
    return functions->overburdened;
}

uint64_t functions_steps(const Functions *functions)
{
    return functions->work / WORK_OF_A_STEP;
}
