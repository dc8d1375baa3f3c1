#include "query/foreign.h"

#include "query/guard.h"

#include <string.h>

enum { FOREIGN_STEPS_MAX = 100000000, WRITE_VERSION = 18, READ_VERSION = 19 };

/* A copy of the bytes that SQLite may keep. One with a log beside it (WAL) is read without: the
 * log is not here. */
static unsigned char *copy_bytes(const char *bytes, size_t length)
{
    unsigned char *copy = sqlite3_malloc64(length);
    if (copy == NULL)
        return NULL;
    memcpy(copy, bytes, length);
    if (length > READ_VERSION && copy[WRITE_VERSION] == 2 && copy[READ_VERSION] == 2)
        copy[WRITE_VERSION] = copy[READ_VERSION] = 1;
    return copy;
}

static sqlite3 *open_bytes(const char *bytes, size_t length)
{
    sqlite3 *handle = NULL;
    unsigned char *copy = copy_bytes(bytes, length);
    const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY;
    if (sqlite3_open(":memory:", &handle) == SQLITE_OK && copy != NULL &&
        sqlite3_deserialize(handle, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length,
                            flags) == SQLITE_OK)
        return handle;
    sqlite3_close(handle);
    return NULL;
}

static bool begins_with(const char *sql, const char *word)
{
    const size_t length = strlen(word);
    return g_ascii_strncasecmp(sql, word, length) == 0 && g_ascii_isspace(sql[length]);
}

/* A table's name is a query for all of it. */
static char *make_statement(const char *sql)
{
    if (begins_with(sql, "select") || begins_with(sql, "with"))
        return g_strdup(sql);
    g_autoptr(GString) name = g_string_new(sql);
    g_string_replace(name, "\"", "\"\"", 0);
    return g_strdup_printf("SELECT * FROM \"%s\"", name->str);
}

static int give_rows(sqlite3_stmt *statement, ForeignRow take, void *user)
{
    const size_t count = (size_t)sqlite3_column_count(statement);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(names, (gpointer)sqlite3_column_name(statement, (int)i));
    int code = SQLITE_DONE;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        g_ptr_array_set_size(texts, 0);
        for (size_t i = 0; i < count; i++)
            g_ptr_array_add(texts, (gpointer)sqlite3_column_text(statement, (int)i));
        if (!take((const char *const *)names->pdata, (const char *const *)texts->pdata, count,
                  user))
            return SQLITE_DONE;
    }
    return code;
}

static char *describe_problem(Guard *guard, sqlite3 *handle, int code)
{
    const char *forbidden = guard_forbidden(guard);
    if (forbidden != NULL)
        return g_strdup_printf("%s is not possible here", forbidden);
    char *limit = guard_limit(guard, code);
    return limit != NULL ? limit : g_strdup(sqlite3_errmsg(handle));
}

bool foreign_read(const char *bytes, size_t length, const char *sql, ForeignRow take, void *user,
                  char **problem)
{
    sqlite3 *handle = open_bytes(bytes, length);
    if (handle == NULL) {
        *problem = g_strdup("it cannot be opened");
        return false;
    }
    Guard guard;
    sqlite3_stmt *statement = NULL;
    g_autofree char *text = make_statement(sql);
    guard_close(handle);
    guard_begin(&guard, handle, FOREIGN_STEPS_MAX);
    int code = sqlite3_prepare_v2(handle, text, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = give_rows(statement, take, user);
    if (code != SQLITE_DONE)
        *problem = describe_problem(&guard, handle, code);
    sqlite3_finalize(statement);
    guard_end(&guard);
    sqlite3_close(handle);
    return code == SQLITE_DONE;
}
