/*
 * punctuation.h - half-width punctuation within Chinese and Japanese text.
 *
 * Both write full-width marks among their own characters (GB/T 15834-2011, W3C's clreq and jlreq):
 * "功耗,性能" should be "功耗，性能", in Japanese "、". What stands among Latin letters and digits
 * alone is left alone, as are numbers, versions, addresses, links and code.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct Punctuation {
    size_t at;          /* where in the text */
    const char *better; /* what to write there instead; constant */
} Punctuation;

/* Finds the next such mark from `*at` on, which it moves behind it; false: there is none, or the
 * language writes none. Begin with 0. */
bool punctuation_next(const char *text, const char *language, size_t *at, Punctuation *found);
