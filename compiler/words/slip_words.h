/*
 * slip_words.h - how much later or earlier one vague date is than another, in words.
 *
 * "0 to 2 years later" is what two bare years can tell of 2026 and 2027: the lower end is rounded
 * down, the upper one up, in whole days, weeks, calendar months or years. "about" is said only if
 * both ends round to the same number.
 */
#pragma once

#include "value/edtf.h"
#include "words/words.h"

/* Returns the words, in `arena`. */
const char *slip_words(const Words *words, const Edtf *from, const Edtf *to, Arena *arena);

/* Returns how long so many days are, neither negative, in words: "about 11 months"; INT32_MAX for
 * the most: "at least 3 years". What is longer than a thousand years is called that. */
const char *slip_words_of_days(const Words *words, int32_t days_min, int32_t days_max,
                               Arena *arena);
