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
    const Slot *slot;           /* the later state's */
    const Claim *item; /* of several objects the one at hand, the later state's; NULL: there are not
                          several */
} Around;

/* What one state states of a slot. */
typedef struct StatedClaims {
    const Slot *slot; /* as that state has it; where it states nothing of it, as the other has it */
    GPtrArray *claims; /* of const Claim */
} StatedClaims;

/* Compares what both state of one slot; appends ClaimChange to `out`. */
void match_claims(const Pair *pair, const Around *around, const StatedClaims *before,
                  const StatedClaims *after, GArray *out);

/* Compares what two objects state, but for slots that `skips` says; NULL: an object that is not
 * there. */
void match_objects(const Pair *pair, const Around *around, const Object *before,
                   const Object *after, bool (*skips)(const Slot *slot), GArray *out);

/* Moves what was found into the arena. */
ClaimChanges match_take(const Pair *pair, const GArray *found);
