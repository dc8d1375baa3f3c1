/*
 * path.h - places in what was read: which nodes are rows, and where a row's columns are.
 *
 *   a/b         the member or element b in a; within a list a number, from 0 on
 *   *           everything in it but attributes; what has a name can be asked for it: name()
 *   **          itself and everything in it, however deep (once in a path)
 *   @id         an attribute
 *   a[b=text]   only where b in it is this text; *[@type=Package] is anything so
 *   /a/b        from the document on, not from the row
 *   .           the row itself
 *   name()      what a node is called, as the last step
 *   count(path), sum(path)   how many there are; whole numbers added up
 *   file()      the file's name without its ending
 *
 * In a name "~1" is a slash and "~0" a tilde, as in JSON Pointer (RFC 6901); so is "~2" a bracket
 * "[". Columns of CSV and SQLite are called by their names alone.
 */
#pragma once

#include "import/data.h"

typedef struct DataPath DataPath;

/* Where paths begin, and how much looking is left: a budget for a whole file. */
typedef struct DataPlace {
    const DataNode *root;
    const DataNode *row;
    const char *stem; /* what file() says */
    Arena *arena;     /* takes texts that stand nowhere */
    size_t budget;    /* nodes that may still be looked at; at 0 nothing is found any more */
} DataPlace;

enum { DATA_PATH_BUDGET = 200000000, DATA_PATH_STEPS_MAX = 32 };

/* A text that was found, and where. */
typedef struct DataText {
    const char *text;
    Span span;
} DataText;

/* Reads a path; NULL, with `problem`, if it is none. `is_flat`: a column's name. */
const DataPath *data_path_parse(const char *text, bool is_flat, Arena *arena, const char **problem);

/* Returns the column that the path is the name of; NULL: it leads into a tree. */
const char *data_path_column(const DataPath *path);

/* Finds all nodes; the caller unrefs the array of const DataNode. */
GPtrArray *data_path_find(const DataPath *path, DataPlace *place);

/* Returns the first of the nodes that has no text but others in it, as a list has; NULL: none. */
const DataNode *data_path_holder(const DataPath *path, DataPlace *place);

/* Appends all texts (DataText) that are not empty, without the blanks around them. */
void data_path_texts(const DataPath *path, DataPlace *place, GArray *texts);
