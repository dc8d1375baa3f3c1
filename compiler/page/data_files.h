/*
 * data_files.h - the tables that the data page speaks of, as emit/ has them.
 */
#pragma once

#include "model/kb.h"

typedef struct DataTable {
    const char *name;   /* "Chip": its file is Chip.csv */
    const Class *class; /* NULL: it is none's, but of all "milestones", "figures" or "claims" */
    const char *const *columns;
    size_t column_count;
    size_t (*count_rows)(const struct DataTable *table, const Kb *kb);
    gsize *counted;    /* one more than its rows once they were counted, by whichever thread */
    const void *table; /* emit/'s own */
} DataTable;

typedef struct DataFiles {
    const DataTable *tables;
    size_t count;
} DataFiles;
