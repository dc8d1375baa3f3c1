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
