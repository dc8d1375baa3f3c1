/*
 * result.h - the rows that a statement returned, and how they are written. For query/ only.
 */
#pragma once

#include "query/query.h"

#include <sqlite3.h>

typedef enum ResultCellKind { CELL_NULL, CELL_NUMBER, CELL_TEXT } ResultCellKind;

/* Where in Result.bytes it begins, NUL-terminated: UTF-8, a number as JSON has it. */
typedef struct ResultCell {
    ResultCellKind kind;
    size_t start;
} ResultCell;

typedef struct Result {
    GPtrArray *names; /* of char *: the columns */
    GArray *cells;    /* of ResultCell, row by row */
    GString *bytes;
} Result;

Result *result_new(sqlite3_stmt *statement);
void result_free(Result *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Result, result_free)

/* Adds the row at which the statement stands. */
void result_add_row(Result *result, sqlite3_stmt *statement);

/* Bytes that the result takes, about. */
size_t result_size(const Result *result);

void result_append(const Result *result, QueryFormat format, GString *out);
