/*
 * unit_words.h - units that are words, in a language.
 *
 * "GB/s" is the same everywhere, "3 years" and "1328 cards" are English. Languages may have words
 * for such units (unit.years, unit.CNY, also of a knowledge base's own units); what they have none
 * for stays as written, in English everything.
 */
#pragma once

#include "words/words.h"

/* Returns a unit with what is a word in it in the words of the language; the text itself if that
 * changes nothing. Arena. */
const char *unit_words(const Words *words, const char *text, Arena *arena);
