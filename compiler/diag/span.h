/*
 * span.h - where in the user's files something stands.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A file of the knowledge base, as read. Lives as long as everything that points into it. */
typedef struct SourceFile {
    const char *path;     /* as shown in messages: "kb/chips/br106.yaml" */
    const char *relative; /* inside the knowledge base: "chips/br106.yaml" */
    const char *bytes;    /* NUL-terminated behind `length`; NULL: could not be read */
    size_t length;
} SourceFile;

/* Is the file the one at `place` in the knowledge base, or within that folder? */
bool source_file_is_in(const SourceFile *file, const char *place);

/* Bytes [start, end) of a file. A zero Span (file NULL) is nowhere. */
typedef struct Span {
    const SourceFile *file;
    uint32_t start;
    uint32_t end;
} Span;

/* A place for people: lines and columns are 1-based, columns count code points. */
typedef struct Position {
    unsigned line;
    unsigned column;
} Position;

Position span_start(Span span);
Position span_end(Span span);

/* Moves `position`, which is that of byte `from`, on to byte `to`. What counts as a line and as a
 * column is decided here only. */
void span_advance(const SourceFile *file, Position *position, size_t from, size_t to);

/* The span's beginning, one character wide. */
Span span_first(Span span);

/* The span's beginning alone: a place that is named without showing its text. */
Span span_point(Span span);
