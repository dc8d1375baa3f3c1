/*
 * csv.h - writes comma-separated values (RFC 4180) into a GString: CRLF after each row, quotes
 * where a cell needs them.
 *
 * Cells are written as they are. A spreadsheet may take one that begins with "=", "+", "-" or "@"
 * for a formula: whoever opens a file there should import its columns as text.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Csv {
    GString *out; /* borrowed */
    bool in_row;
} Csv;

void csv_init(Csv *csv, GString *out);

/* Appends a cell; NULL is an empty one. */
void csv_put(Csv *csv, const char *text);

/* Ends a row, which has at least one cell. */
void csv_end_row(Csv *csv);
