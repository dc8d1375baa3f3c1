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
typedef struct Row {
    sqlite3_stmt *insert;
    int column; /* the last one put */
    int column_count;
    bool *is_null; /* by column: what is bound to it since the last row */
} Row;

/* Prepares an INSERT into a table that was made; row_clear() ends it. */
void row_init(Row *row, sqlite3 *handle, const char *table);
void row_clear(Row *row);

/* Puts the next column. Texts must stay until row_finish(). */
void row_put_text(Row *row, const char *text); /* NULL: none */
void row_put_integer(Row *row, int64_t value);
void row_put_number(Row *row, double value); /* infinite: NULL, an open end */
void row_put_day(Row *row, Day day);         /* open: NULL */
void row_put_null(Row *row);
void row_put_nulls(Row *row, unsigned count);

/* Inserts the row, which has every column. */
void row_finish(Row *row);

/* Whatever SQLite refuses here is our own mistake (or no memory): ends the program. */
void sqlite_must(sqlite3 *handle, int code, const char *what);
