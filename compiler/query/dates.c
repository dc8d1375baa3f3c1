/*
 * A function that is replaced cannot be called any more in that database: another one, which is
 * empty, still has it.
 */
#include "query/dates.h"

#include "query/row.h"

#include <glib.h>

enum { FUNCTION_COUNT = 7 };

typedef struct DateFunction {
    Dates *dates;
    const char *name;
    int since;          /* version of SQLite; 0: any */
    int before;         /* arguments before the first date */
    int count;          /* dates */
    sqlite3_stmt *call; /* of the original; NULL: not yet */
    int arguments;      /* that it takes */
} DateFunction;

struct Dates {
    sqlite3 *handle;
    sqlite3 *originals;
    const char *refused;
    DateFunction functions[FUNCTION_COUNT];
};

static const DateFunction known[FUNCTION_COUNT] = {
    {.name = "date", .count = 1},
    {.name = "time", .count = 1},
    {.name = "datetime", .count = 1},
    {.name = "julianday", .count = 1},
    {.name = "unixepoch", .count = 1},
    {.name = "strftime", .before = 1, .count = 1},
    {.name = "timediff", .since = 3043000, .count = 2},
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

static const char *forbidden_call(const DateFunction *function, int count, sqlite3_value **values)
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

/* Makes the call of the original ready for so many arguments. Returns SQLite's code. */
static int prepare_call(DateFunction *function, int count)
{
    Dates *dates = function->dates;
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
    return sqlite3_prepare_v2(dates->originals, sql->str, -1, &function->call, NULL);
}

static int call_original(DateFunction *function, int count, sqlite3_value **values)
{
    int code = prepare_call(function, count);
    for (int i = 0; i < count && code == SQLITE_OK; i++)
        code = sqlite3_bind_value(function->call, i + 1, values[i]);
    return code == SQLITE_OK ? sqlite3_step(function->call) : code;
}

static void answer(sqlite3_context *context, int count, sqlite3_value **values)
{
    DateFunction *function = sqlite3_user_data(context);
    const char *forbidden = forbidden_call(function, count, values);
    if (forbidden != NULL) {
        function->dates->refused = forbidden;
        sqlite3_result_error(context, "not allowed", -1);
        return;
    }
    const int code = call_original(function, count, values);
    if (code == SQLITE_ROW) {
        sqlite3_result_value(context, sqlite3_column_value(function->call, 0));
        return;
    }
    sqlite3_result_error(context, sqlite3_errmsg(function->dates->originals), -1);
    sqlite3_result_error_code(context, code);
}

Dates *dates_new(sqlite3 *handle)
{
    static const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    Dates *dates = g_new0(Dates, 1);
    dates->handle = handle;
    sqlite_must(dates->originals, sqlite3_open(":memory:", &dates->originals), "open");
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        DateFunction *function = &dates->functions[i];
        *function = known[i];
        function->dates = dates;
        if (sqlite3_libversion_number() >= function->since)
            sqlite_must(handle,
                        sqlite3_create_function_v2(handle, function->name, -1, flags, function,
                                                   answer, NULL, NULL, NULL),
                        "a date function");
    }
    return dates;
}

void dates_free(Dates *dates)
{
    for (size_t i = 0; i < FUNCTION_COUNT; i++) {
        const DateFunction *function = &dates->functions[i];
        if (sqlite3_libversion_number() >= function->since)
            sqlite_must(dates->handle,
                        sqlite3_create_function_v2(dates->handle, function->name, -1, SQLITE_UTF8,
                                                   NULL, NULL, NULL, NULL, NULL),
                        "a date function");
        sqlite3_finalize(function->call);
    }
    sqlite3_close(dates->originals);
    g_free(dates);
}

const char *dates_take_refused(Dates *dates)
{
    const char *refused = dates->refused;
    dates->refused = NULL;
    return refused;
}
