/*
 * gaps.h - claims that lack something: a source, or a translation of a text.
 */
#pragma once

#include "model/walk.h"

typedef struct Gap {
    const Entry *entry;
    const Slot *slot;
    const Claim *claim;
    Span span;       /* of what lacks it: the claim, or where a text begins or its claim does */
    size_t language; /* of a missing translation */
} Gap;

typedef struct Gaps {
    Gap *items; /* by the entry's id, then in the order of its slots */
    size_t count;
} Gaps;

/* Sets the claims that want a source and have none, and the texts that are not translated. A
 * publication's texts stand in its own language. */
void gaps_find(const Kb *kb, Gaps *unsourced, Gaps *untranslated, Arena *arena);

/* Visits the entry's claims that want a source, in entry_visit_claims()'s order: not those that
 * follow from others, and not an object, whose claims have theirs. What an object states within a
 * slot that needs no source needs none either, and is visited if it has one. */
void gaps_visit_sourced(Entry *entry, ClaimVisitor visit, void *user);
