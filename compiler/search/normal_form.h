/*
 * normal_form.h - names and queries without what people write one way or the other: case, width,
 * hyphens, spaces. "BR-166", "ＢＲ１６６" and "br 166" are "br166".
 *
 * NFKC (Unicode Standard Annex 15), of that letters, numbers and marks, each in lower case. The
 * script that reads the index, templates/assets/search.js, does the same in normalForm(): whoever
 * changes one changes the other (tests/unit/test-search.c, tests/browser/search.test.js).
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the normal form of `text`, at most `length_max` code points of it. Appends to `starts`
 * (of uint32_t; NULL: not wanted) where in `out` words begin; in scripts without spaces (Han, Kana,
 * Hangul) that is every character. */
void normal_form_append(GString *out, const char *text, size_t length_max, GArray *starts);

/* Does `c` stand for itself, as a character of Han, Kana or Hangul? Then a name is found by any two
 * of its characters. */
gboolean normal_form_is_alone(gunichar c);
