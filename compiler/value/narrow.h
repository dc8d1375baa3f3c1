/*
 * narrow.h - what Asian keyboards type for ASCII.
 */
#pragma once

#include <glib.h>

/* Returns the ASCII character that `c` is the full-width form of (U+FF01 to U+FF5E), a space for
 * any other kind of space, a straight quotation mark for a curly one; else `c`. */
gunichar narrow_char(gunichar c);

/* Returns what stands within the typographic quotation marks that are around all of `text`; NULL:
 * there are none. To YAML they are letters like others. Caller frees. */
char *narrow_unquote(const char *text);

/* Returns `text`, which is UTF-8, with all of its characters narrow. Caller frees. */
char *narrow_text(const char *text);
