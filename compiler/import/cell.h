/*
 * cell.h - a row's cells as a mapping wants them: found, renamed, cut out, brought into the form of
 * dates and numbers that entries have.
 */
#pragma once

#include "import/mapping.h"

/* Who reads the cells of one file. */
typedef struct CellReader {
    const Mapping *mapping;
    DataPlace place; /* its row is the one at hand */
    char decimal;    /* 0: numbers are taken as they are */
    Diagnostics *diags;
} CellReader;

/* Reports what is wrong with the row at hand, at a place in it. Of a row that stands nowhere the
 * message says which one it is. */
Diagnostic *cell_report(const CellReader *reader, DiagId id, Span span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Appends the texts (DataText) that the map makes for a slot (NULL: for none). False: one cannot be
 * made (reported), and the row is lost by it. */
bool cell_read(CellReader *reader, const CellMap *map, const Slot *slot, GArray *texts);

/* Does it hang on the row at all? */
bool cell_is_of_row(const CellMap *map);

/* Looks at the numbers of all rows for what their decimal mark is. */
char cell_find_decimal(CellReader *reader, const GPtrArray *rows);
