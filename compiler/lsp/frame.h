/*
 * frame.h - where a message ends: bytes of a client are cut into bodies (LSP 3.17, base protocol).
 * Only lsp/ and tests include this.
 *
 * A message is a few header lines, of which only Content-Length counts, in any case and with any
 * line ends, an empty line, and as many bytes. What does not fit is passed over; what is no header
 * ends it all, because nobody knows where the next message would begin.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    FRAME_HEADER_MAX = 8 * 1024,
    FRAME_BODY_MAX = 16 * 1024 * 1024, /* an escaped text of 1 MiB can have six times as many */
};

typedef struct FrameReader {
    GString *pending;   /* what has come and was not cut yet */
    size_t skipped;     /* bytes of a body that is too large, still to come */
    bool is_broken;     /* what came is no header: nothing more can be read */
    unsigned too_large; /* how many bodies were passed over */
} FrameReader;

void frame_reader_init(FrameReader *reader);
void frame_reader_clear(FrameReader *reader);

void frame_reader_put(FrameReader *reader, const char *bytes, size_t length);

/* Returns the next body that is there as a whole, or NULL. The caller unrefs it. */
GBytes *frame_reader_take(FrameReader *reader);
