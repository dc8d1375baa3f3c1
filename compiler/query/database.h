/*
 * database.h - what a Database is. For query/ only.
 */
#pragma once

#include "query/query.h"

#include <sqlite3.h>

struct Database {
    sqlite3 *handle;
    GPtrArray *class_tables; /* of ClassTable */
    int problem;             /* with its file, while it is filled; errno, 0: none */
};
