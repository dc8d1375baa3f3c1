/*
 * data_tables.h - tables as the data page speaks of them: for emit.c only.
 */
#pragma once

#include "emit/tables.h"
#include "page/data_files.h"

/* Everything lives in `arena`, and borrows from `tables`. */
DataFiles data_tables_list(const Tables *tables, Arena *arena);
