/*
 * data.h - what others wrote, read into one kind of tree: rows with columns, members and items,
 * elements with attributes. Only import/ and its tests include this.
 *
 * Every text is kept as it was written, numbers too: how precise they are follows from their
 * digits. Every node knows where it stands in the file. Sizes and nesting are bounded here, before
 * anything else looks at the bytes; what is wrong is reported as import.format, or as import.row
 * where only one row is lost by it.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    DATA_FILE_MAX = 64 << 20, /* bytes */
    DATA_TEXT_MAX = 64 << 10, /* bytes of one text: what prose can hold */
    DATA_DEPTH_MAX = 64,
    DATA_NODES_MAX = 2000000,
    DATA_COLUMNS_MAX = 2000,
    DATA_LOST_MAX = 10000, /* rows that cannot be read; what has more is something else */
};

typedef enum DataFormat {
    DATA_CSV,
    DATA_JSON,
    DATA_JSON_LINES,
    DATA_XML,
    DATA_SQLITE,
    DATA_FORMAT_COUNT
} DataFormat;

const char *data_format_name(DataFormat format);
bool data_format_find(const char *name, DataFormat *format);

/* Returns the format that a file is in by its name, else by how it begins. */
DataFormat data_format_guess(const SourceFile *file);

/* Do its columns have names, rather than places in a tree? */
bool data_format_is_flat(DataFormat format);

typedef struct DataNode DataNode;
struct DataNode {
    const char *name; /* of a column, a member, an element; "@id": of an attribute; NULL: an item */
    const char *text; /* NULL: it holds others, or nothing */
    Span span;
    DataNode *first; /* what it holds, in order */
    DataNode *last;
    DataNode *next;
    size_t count;
    size_t number; /* of a row that stands nowhere (SQLite), from 1 on; else 0 */
};

/* What is asked of a reader. */
typedef struct DataRequest {
    char delimiter;     /* CSV; 0: find out */
    bool has_no_header; /* CSV: columns are called 1, 2, ... */
    const char *sql;    /* SQLite: a query, or the name of a table */
} DataRequest;

/* A file at work. */
typedef struct DataReader {
    const SourceFile *file;
    Arena *arena; /* takes all nodes and their texts */
    Diagnostics *diags;
    size_t nodes;
    size_t lost_rows; /* those that were reported as import.row */
    char delimiter;   /* CSV: the one that was found */
} DataReader;

/* Reads a file; NULL (reported) if it is not in the format. What the root holds are the rows of
 * CSV, JSON Lines and SQLite; the root of JSON is its value, of XML what holds the one element. */
DataNode *data_read(DataReader *reader, DataFormat format, const DataRequest *request);

/* The readers, each in a file of its own. */
DataNode *data_read_csv(DataReader *reader, const DataRequest *request);
DataNode *data_read_json(DataReader *reader);
DataNode *data_read_json_lines(DataReader *reader);
DataNode *data_read_xml(DataReader *reader);
DataNode *data_read_sqlite(DataReader *reader, const DataRequest *request);

/* Puts a new node behind the last one of `parent` (NULL: it is a root). Returns NULL (reported
 * once) if there are too many. */
DataNode *data_add(DataReader *reader, DataNode *parent, const char *name, Span span);

/* Is there too much of anything (reported)? Nobody reads on then. */
bool data_is_given_up(const DataReader *reader);

/* The span of bytes [start, end) of the file. */
Span data_span(const DataReader *reader, size_t start, size_t end);

/* Reports import.format at bytes [start, end). */
void data_report(DataReader *reader, size_t start, size_t end, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Returns why nobody takes a text: too long, no UTF-8, control characters; NULL: it is fine. */
const char *data_text_mistake(const char *text, size_t length);
