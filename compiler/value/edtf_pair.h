/* Two dates that are written as one: "2026年7-9月", "March 2-5, 2026". */
#pragma once

#include <stdbool.h>

typedef struct DatePair {
    char *first; /* as they are when each is written by itself: "2026年7月", "2026年9月" */
    char *last;
    bool is_choice;   /* one of the two */
    bool is_reversed; /* the number of the last is not above that of the first */
} DatePair;

/* Finds two short numbers with a sign or word between that share all that is around them. False,
 * and nothing to clear, if there are none. */
bool date_pair_find(const char *text, DatePair *pair);

void date_pair_clear(DatePair *pair);
