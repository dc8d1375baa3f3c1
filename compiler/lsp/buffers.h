/*
 * buffers.h - the texts that the editor has open, as they are typed. Only lsp/ and tests include
 * this.
 *
 * An editor tells of each change by place; what it tells is believed, but bounded. Texts are
 * constant: a change makes a new one, so that who compiles an older one is not disturbed.
 */
#pragma once

#include "lsp/position.h"

#include <stdbool.h>
#include <stdint.h>

enum { BUFFERS_MAX = 2000 };

typedef struct Buffer {
    char *uri;  /* as the editor writes it */
    char *path; /* absolute; NULL: it is no file */
    int64_t version;
    GBytes *text; /* UTF-8, with a NUL behind it */
} Buffer;

typedef struct Buffers Buffers;

Buffers *buffers_new(void);
void buffers_free(Buffers *buffers);

/* Opens a text, or replaces it. NULL: too many are open. */
Buffer *buffers_open(Buffers *buffers, const char *uri, int64_t version, const char *text);
void buffers_close(Buffers *buffers, const char *uri);

/* Returns the open text, or NULL. */
Buffer *buffers_find(const Buffers *buffers, const char *uri);
Buffer *buffers_find_path(const Buffers *buffers, const char *path);

/* Replaces all of a text. */
void buffer_set(Buffer *buffer, const char *text);

/* Replaces what stands between two places of it; `end` before `start` is `start`. */
void buffer_replace(Buffer *buffer, PositionUnit unit, TextPlace start, TextPlace end,
                    const char *text);

/* Calls `visit` for all of them, in no order. */
void buffers_foreach(const Buffers *buffers, void (*visit)(const Buffer *buffer, void *user),
                     void *user);

/* Returns the path of a file's URI, without "." and "..", or NULL: it is none on this machine. The
 * caller frees it. */
char *file_uri_path(const char *uri);
