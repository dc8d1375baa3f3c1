/*
 * quantity_hint.h - from a quantity as people write it to what they probably meant.
 *
 * Only quantity.c includes this: when a text is no quantity, it asks here what to write instead.
 * Spelling changes, and what is remarked on goes into the claim's note; no number gets another
 * size, nothing that was written is lost.
 */
#pragma once

#include "value/quantity.h"

/* Tries to write `text` anew, and says so in the problem that was set. Advice that needs the user
 * to choose goes into its hint. Returns false if there is nothing to suggest. */
bool quantity_hint(Units *units, const char *text, const Unit *declared, Problem *problem);

/* Is `symbol` a multiplier before a currency ("B USD"), which is no product of bytes and dollars?
 */
bool quantity_hint_is_amount(Units *units, const char *symbol);
