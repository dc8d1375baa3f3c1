/*
 * words.h - the fixed words of pages in one language.
 *
 * Headings, labels and short sentences that no entry and no schema says. On disk they are flat
 * files, templates/i18n/<language>.yaml, with keys of two parts: "entry.sources: Sources".
 * Templates read them as {{words.entry.sources}}, page contexts through words_get(). Built once,
 * read-only.
 */
#pragma once

#include "template/view.h"

#include <stddef.h>

typedef struct Word {
    const char *key; /* "group.name" */
    const char *text;
} Word;

typedef struct Words {
    Word *items; /* by key */
    size_t count;
    const View *tree; /* a map of groups, each a map of texts */
} Words;

/* Builds a language's words; sorts `items`, which must have distinct keys and live as long as the
 * result. Keys without a dot form no group: templates do not see them. */
const Words *words_build(Arena *arena, Word *items, size_t count);

/* Returns a word; the key itself if there is none, so that a gap is seen. Borrowed. */
const char *words_get(const Words *words, const char *key);

/* Returns a word, or NULL. */
const char *words_find(const Words *words, const char *key);

/* Returns a word with each "{}" in it replaced by `argument`. */
const char *words_fill(const Words *words, const char *key, const char *argument, Arena *arena);

/* The same with "{1}" and "{2}"; `second` holds no "{1}". */
const char *words_fill_two(const Words *words, const char *key, const char *first,
                           const char *second, Arena *arena);
