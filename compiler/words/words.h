/*
 * words.h - the vocabulary of one language: whatever the program says in pages, pictures and dates.
 *
 * Headings, labels, short sentences and the patterns of dates that no entry and no schema says. On
 * disk they are flat files, templates/i18n/<language>.yaml, with keys of two parts: "entry.sources:
 * Sources". English is complete: what it has is what the program needs. Files of another language
 * are laid over it key by key, so that a gap is English. Templates read words as
 * {{words.entry.sources}}, C by words_get() and words_fill(). Built once, read-only.
 */
#pragma once

#include "diag/diag.h"
#include "template/view.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Tree Tree; /* yaml/tree.h */

typedef struct WordsInput {
    const char *language;     /* as kb.yaml has it */
    const Tree *english;      /* complete; stands for what the files below lack */
    const Tree *const *files; /* the language's own, later ones over earlier ones */
    size_t file_count;        /* English itself is one of them if it is the language */
    Span named;               /* where kb.yaml names the language */
} WordsInput;

typedef struct Words {
    const View *tree; /* for templates: a map of groups, each a map of texts */
    const struct Word *table;
    size_t table_size;                 /* a power of two */
    bool has_units;                    /* group "unit": see unit_words.h */
    const struct NumberStyle *numbers; /* number_style() */
} Words;

/* Builds a language's words. Reports texts that are none (kb.config) and, once, which words are
 * missing (kb.missing-words). The trees must live as long as the result, which is the arena's. */
const Words *words_new(Arena *arena, const WordsInput *input, Diagnostics *diags);

/* Returns a word; the key itself if there is none, so that a gap is seen. Borrowed. */
const char *words_get_at(const Words *words, ViewKey key);

/* Returns a word, or NULL. */
const char *words_find_at(const Words *words, ViewKey key);

/* The same by the key's text alone. */
static inline const char *words_get(const Words *words, const char *key)
{
    return words_get_at(words, view_key(key));
}

static inline const char *words_find(const Words *words, const char *key)
{
    return words_find_at(words, view_key(key));
}

/* What a word's "{name}" stands for. */
typedef struct WordPart {
    const char *name;
    const char *text;
} WordPart;

/* Returns a word with the parts in place of their names in braces; what stands in other braces
 * stays. */
const char *words_fill_parts(const Words *words, const char *key, const WordPart *parts,
                             size_t count, Arena *arena);

/* The same with "{}" only. */
const char *words_fill(const Words *words, const char *key, const char *argument, Arena *arena);

/* The same with "{1}" and "{2}". */
const char *words_fill_two(const Words *words, const char *key, const char *first,
                           const char *second, Arena *arena);
