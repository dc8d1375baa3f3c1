/*
 * match.h - which claim of the earlier state is which of the later one. Only compare/ includes
 * this.
 */
#pragma once

#include "compare/same.h"

/* Both states of an entry whose claims are compared. */
typedef struct Pair {
    const State *before;
    const State *after;
    const Entry *entry_before; /* whose documents state the claims; NULL: several may */
    const Entry *entry_after;
    Arena *arena;
} Pair;

/* Around what is compared. */
typedef struct Around {
    const struct Around *outer; /* NULL: it is the entry's, or the milestone's or figure's */
    const Slot *slot;
    const Claim *item; /* of several objects the one at hand; NULL: there are not several */
} Around;

/* Compares two lists of claims of one slot; appends ClaimChange to `out`. */
void match_claims(const Pair *pair, const Around *around, const Slot *slot, const GPtrArray *before,
                  const GPtrArray *after, GArray *out);

/* Compares what two objects state, but for slots that `skips` says; NULL: an object that is not
 * there. */
void match_objects(const Pair *pair, const Around *around, const Object *before,
                   const Object *after, bool (*skips)(const Slot *slot), GArray *out);

/* Moves what was found into the arena. */
ClaimChanges match_take(const Pair *pair, const GArray *found);
