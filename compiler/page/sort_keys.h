/*
 * sort_keys.h - where a value stands in the order of its column, for programs that sort and filter.
 *
 * Numbers are in the slot's unit, dates are the first and last day that they may mean (ISO 8601-1).
 * Both ends are the same where nothing is vague; an end that is open is NULL, and so are both of a
 * value that has no place in an order.
 */
#pragma once

#include "model/kb.h"

typedef struct SortKeys {
    const char *low;
    const char *high;
} SortKeys;

/* Texts live in `arena`. */
SortKeys sort_keys_of_value(Arena *arena, const Value *value);
SortKeys sort_keys_of_date(Arena *arena, const Edtf *date);
