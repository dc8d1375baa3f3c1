/*
 * record.h - what one run leaves for the next: bytes with a checksum, written whole or not
 * believed.
 *
 * A record is a sequence of numbers and texts, in the machine's own order, between a header and a
 * checksum (XXH3, 64 bits) over all of it. Whoever reads one asks for what was put, in that order;
 * once anything does not fit, every further answer is 0 or "" and record_is_good() is false.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Begins a record of the kind `header` in `out`, which is emptied. */
void record_begin(GString *out, const char *header);
void record_put(GString *out, uint64_t number);
void record_put_text(GString *out, const char *text); /* NULL is another text than "" */
void record_put_bytes(GString *out, const void *bytes, size_t length);

/* Ends it; returns its checksum. */
uint64_t record_end(GString *out);

typedef struct RecordReader {
    const char *at;
    const char *end;
    uint64_t checksum;
    bool is_bad;
} RecordReader;

/* Starts to read. `bytes` (may be NULL: there is none) must outlive the reader, and the texts that
 * it gives. False if it is no record of this kind, or damaged. */
bool record_open(RecordReader *reader, const char *bytes, size_t length, const char *header);
uint64_t record_get(RecordReader *reader);
const char *record_get_text(RecordReader *reader); /* NULL if that was put, or it is bad */

/* Returns the next `length` bytes, or NULL. Not aligned. */
const void *record_get_bytes(RecordReader *reader, size_t length);

/* A number of things that follow, each of at least `least` bytes: 0 if so many cannot. */
size_t record_get_count(RecordReader *reader, size_t least);

/* Was all there that was asked for, and nothing else? */
bool record_is_good(const RecordReader *reader);
