/*
 * quantity_hint.h - from what people write in the place of a number or a unit to what it is here.
 *
 * Only quantity.c includes this: when a text is no quantity, it asks here what to suggest.
 */
#pragma once

#include <stdbool.h>

/* Return advice on what `text` begins with in the place of a number ("about 300", "$5") or of a
 * unit ("bn USD", "+"), in words that follow "hint:"; NULL: none. */
const char *quantity_hint_number(const char *text);
const char *quantity_hint_unit(const char *text);

/* Does `text`, behind a number, begin as a range does that is not written with two dots? */
bool quantity_hint_is_range(const char *text);
