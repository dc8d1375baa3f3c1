/*
 * claim_text.h - changes of claims in words. Only compare/ includes this.
 */
#pragma once

#include "compare/tell.h"

/* Who tells. */
typedef struct Teller {
    const ChangesForm *form;
    const Changes *changes;
    size_t before; /* the form's language among those of each */
    size_t after;
    Arena *arena;
    GString *out;
} Teller;

/* Returns what a change says of `what` (NULL: of its slot), as plain text. Arena. */
const char *claim_text_of_change(const Teller *teller, const char *what, const ClaimChange *change);

/* Returns what a claim of one state says, and in brackets what it rests on. Arena. */
const char *claim_text_whole(const Teller *teller, const Claim *claim, bool is_before);

/* The same of a date in words; "(no date)" if there is none. */
const char *claim_text_date(const Teller *teller, const Claim *date);

/* Returns a sentence of before and after: "TDP: 300 W → 350 W"; NULL: it is new, or gone. Arena. */
const char *claim_text_between(const Teller *teller, const char *what, const char *before,
                               const char *after);
