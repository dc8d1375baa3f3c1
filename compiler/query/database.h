/*
 * database.h - what a Database is. For query/ only.
 */
#pragma once

#include "query/query.h"

#include <sqlite3.h>

struct Database {
    sqlite3 *handle;
    GPtrArray *class_tables; /* of ClassTable; NULL: not known */
    GBytes *bytes;           /* that it stands in; NULL: in memory of SQLite's */
    int problem;             /* with its file, while it is filled; errno, 0: none */
};
