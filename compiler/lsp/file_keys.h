/*
 * file_keys.h - what can stand in files that are no entries: settings, diagrams, decks. Only lsp/
 * includes this.
 */
#pragma once

#include "decode/keys.h"

/* The keys of one mapping. */
typedef struct FileKeys {
    KeyAt *at;      /* NULL: a diagram's own */
    unsigned kinds; /* then: which kinds of diagram it may be, a bit each */
} FileKeys;

/* Finds those of the mapping, or list of mappings, at `path` of the file at `relative`. False: it
 * is none that has any. */
bool file_keys_find(FileKeys *keys, const char *relative, const GPtrArray *path, const char *text,
                    size_t length);

/* Returns the next one from `*index` on, which begins at 0; NULL: there are no more. */
const Key *file_keys_next(const FileKeys *keys, size_t *index);

/* Returns the one that is called so, or NULL. */
const Key *file_keys_named(const FileKeys *keys, const char *name);
