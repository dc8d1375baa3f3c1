/*
 * staging.h - documents are rendered, compared with the files that are there, and staged where they
 * differ: in parallel. Only output.c includes this.
 *
 * Large documents never stand in memory: they come in pieces, or write their file themselves, and
 * are staged before they are compared. A document of the same bytes as another one is a copy of
 * that one's file.
 */
#pragma once

#include "emit/document.h"
#include "emit/history.h"
#include "store/commit.h"
#include "store/output_file.h"

/* A document on its way. */
typedef struct Item {
    const Document *document;
    const PastDocument *past; /* as the last build left it; NULL: not known */
    bool is_ours;             /* the manifest lists its path: a file there may be overwritten */

    bool failed; /* could not be rendered; has reported */
    FileState state;
    const char *problem; /* why its file cannot be written; NULL: nothing */
    uint64_t hash;
    FileStamp stamp;
    uint32_t set;    /* what it read */
    uint32_t *parts; /* how many bytes are about each entry, by its index; NULL: not known */
    uint64_t head;   /* and how many are before the first of them */
} Item;

/* All borrowed. */
typedef struct Staging {
    const EmitContext *context;
    int root;    /* the output folder */
    int stage;   /* takes the files, by staging_name() */
    Item *items; /* by path */
    size_t count;
    const History *history; /* NULL: everything is rendered */
    HistoryWriter *writer;
    gint stopped; /* atomic: a write failed, and the next will, too */
} Staging;

void staging_run(Staging *staging, unsigned workers);

/* The name of a staged file; `name` has STAGED_NAME_MAX bytes. */
void staging_name(char *name, const char *prefix, size_t index);

/* Why a file could not be written, for people. */
const char *staging_describe_error(int error);
