/*
 * decimal.h - which character stands before the decimals of numbers, and how they are written here.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What numbers of a file tell about it. */
typedef struct DecimalVotes {
    size_t points; /* numbers that have a decimal point for certain */
    size_t commas; /* the same with a comma */
} DecimalVotes;

/* Counts what the numbers in a text tell. "1,234" tells nothing. */
void decimal_count(DecimalVotes *votes, const char *text);

/* Returns the mark; 0: nobody can tell. */
char decimal_decide(const DecimalVotes *votes);

/* Returns the text with its numbers as they are written here: a decimal point, nothing between
 * thousands. NULL: a number in it does not fit the mark. The caller frees it. */
char *decimal_convert(const char *text, char mark);
