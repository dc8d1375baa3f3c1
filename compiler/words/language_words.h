/*
 * language_words.h - what languages are called, in a language.
 *
 * A language stands in files by its code, "zh" or "zh-TW" (BCP 47). The words of a language call it
 * (spoken.zh); a code that they have no word for stays as written.
 */
#pragma once

#include "words/words.h"

/* Returns what the language of this code is called, with its script or region in brackets if only
 * the language has a word; the code itself if it has none. Arena. */
const char *language_words(const Words *words, const char *code, Arena *arena);
