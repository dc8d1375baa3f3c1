/*
 * typo_index.h - words of names, to be found with one typing error: a letter too many, missing,
 * wrong, or swapped with its neighbour. Digits must be right: br106 is no slip for br166.
 *
 * A word and its misspelling have one thing in common however the error was made: of the first
 * three letters of each, one can be left out so that the same remains. So a word's keys are what
 * remains, three of them, and behind each its digits; whoever looks for a misspelt word finds
 * candidates under its own three keys, and compares those letter by letter. (The neighbourhood of
 * deletions of Mor and Fraenkel, of a word's beginning only.)
 *
 * Words are those of scripts with spaces, each with what follows it in its name, of TYPO_TERM_MAX
 * letters and digits at most. Only emit/ reads this, and tests.
 */
#pragma once

#include "search/name_index.h"

enum { TYPO_TERM_MAX = 12, TYPO_TERM_MIN = 4 };

typedef struct TypoIndex {
    const char *const *terms; /* each once, in the order of bytes */
    size_t term_count;
    Shards shards; /* an owner is a term */
} TypoIndex;

/* Everything lives in `arena`. */
const TypoIndex *typo_index_build(Arena *arena, const NameIndex *names);
