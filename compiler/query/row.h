/*
 * row.h - inserts rows: values are put in the order of the table's columns. For query/ only.
 */
#pragma once

#include "value/edtf.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* An INSERT, and how far its row is. */
typedef struct SqlRow {
    sqlite3_stmt *insert;
    int column; /* the last one put */
    int column_count;
    bool *is_null; /* by column: what is bound to it since the last row */
    int *problem;  /* of all rows: the file's, as errno; 0: none. No row is inserted after it */
} SqlRow;

/* Prepares an INSERT into a table that was made; row_clear() ends it. */
void row_init(SqlRow *row, sqlite3 *handle, const char *table, int *problem);
void row_clear(SqlRow *row);

/* Puts the next column. Texts must stay until row_finish(). */
void row_put_text(SqlRow *row, const char *text); /* NULL: none */
void row_put_integer(SqlRow *row, int64_t value);
void row_put_number(SqlRow *row, double value); /* infinite: NULL, an open end */
void row_put_day(SqlRow *row, Day day);         /* open: NULL */
void row_put_null(SqlRow *row);
void row_put_nulls(SqlRow *row, unsigned count);

/* Inserts the row, which has every column. */
void row_finish(SqlRow *row);

/* Returns whether SQLite could do what it was told; if its file is to blame for it, `problem` is
 * set. Whatever else it refuses ends the program, as below. */
bool sqlite_did(sqlite3 *handle, int code, const char *what, int *problem);

/* Whatever SQLite refuses here is our own mistake (or no memory): ends the program. */
void sqlite_must(sqlite3 *handle, int code, const char *what);
