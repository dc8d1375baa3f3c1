#include "query/row.h"

#include "query/ddl.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void sqlite_must(sqlite3 *handle, int code, const char *what)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        g_error("%s: %s", what, sqlite3_errmsg(handle));
}

bool sqlite_did(sqlite3 *handle, int code, const char *what, int *problem)
{
    const int primary = code & 0xff;
    if (primary == SQLITE_FULL || primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) {
        const int error = sqlite3_system_errno(handle);
        *problem = error != 0 ? error : primary == SQLITE_FULL ? ENOSPC : EIO;
        return false;
    }
    sqlite_must(handle, code, what);
    return true;
}

static int count_columns(sqlite3 *handle, const char *table)
{
    g_autoptr(GString) sql = g_string_new("SELECT * FROM ");
    ddl_append_identifier(sql, table);
    sqlite3_stmt *statement = NULL;
    sqlite_must(handle, sqlite3_prepare_v2(handle, sql->str, (int)sql->len, &statement, NULL),
                table);
    const int count = sqlite3_column_count(statement);
    sqlite3_finalize(statement);
    return count;
}

void row_init(SqlRow *row, sqlite3 *handle, const char *table, int *problem)
{
    *row = (SqlRow){.column_count = count_columns(handle, table)};
    row->problem = problem;
    row->is_null = g_new0(bool, (size_t)row->column_count);
    g_autoptr(GString) sql = g_string_new("INSERT INTO ");
    ddl_append_identifier(sql, table);
    g_string_append(sql, " VALUES (");
    for (int i = 0; i < row->column_count; i++)
        g_string_append(sql, i == 0 ? "?" : ",?");
    g_string_append_c(sql, ')');
    sqlite_must(handle,
                sqlite3_prepare_v3(handle, sql->str, (int)sql->len, SQLITE_PREPARE_PERSISTENT,
                                   &row->insert, NULL),
                table);
}

void row_clear(SqlRow *row)
{
    sqlite3_finalize(row->insert);
    g_free(row->is_null);
}

/* Returns the number of the next column, which gets a value. */
static int next_column(SqlRow *row)
{
    row->is_null[row->column] = false;
    return ++row->column;
}

void row_put_text(SqlRow *row, const char *text)
{
    if (text != NULL)
        sqlite3_bind_text(row->insert, next_column(row), text, -1, SQLITE_STATIC);
    else
        row_put_null(row);
}

void row_put_integer(SqlRow *row, int64_t value)
{
    sqlite3_bind_int64(row->insert, next_column(row), value);
}

/* Most columns of most rows are NULL: those that were stay so. */
void row_put_null(SqlRow *row)
{
    bool *is_null = &row->is_null[row->column++];
    if (!*is_null)
        sqlite3_bind_null(row->insert, row->column);
    *is_null = true;
}

void row_put_nulls(SqlRow *row, unsigned count)
{
    while (count-- > 0)
        row_put_null(row);
}

void row_put_number(SqlRow *row, double value)
{
    if (isfinite(value))
        sqlite3_bind_double(row->insert, next_column(row), value);
    else
        row_put_null(row);
}

void row_put_day(SqlRow *row, Day day)
{
    char text[EDTF_DAY_MAX];
    if (edtf_write_day(day, text) != NULL)
        sqlite3_bind_text(row->insert, next_column(row), text, -1, SQLITE_TRANSIENT);
    else
        row_put_null(row);
}

void row_finish(SqlRow *row)
{
    g_assert_cmpint(row->column, ==, row->column_count);
    row->column = 0;
    if (*row->problem != 0)
        return;
    sqlite_did(sqlite3_db_handle(row->insert), sqlite3_step(row->insert), "insert", row->problem);
    sqlite3_reset(row->insert);
}
