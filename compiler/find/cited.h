/*
 * cited.h - what rests on each source: the claims that cite it, by the entry that states them.
 *
 * The same claims as a report counts (gaps_visit_sourced()): single values, also inside objects,
 * not what follows from others, and nothing of drafts.
 */
#pragma once

#include "model/kb.h"

typedef struct CitedClaim {
    const Slot *outer; /* the entry's slot that the claim stands in */
    const Slot *slot;  /* that holds it: the same, or one of an object's */
    const Claim *claim;
    bool is_only; /* neither the claim nor one that says the same cites anything else */
} CitedClaim;

/* What one entry has of a source. */
typedef struct CitedEntry {
    const Entry *entry;
    CitedClaim *claims; /* in entry_visit_claims()'s order */
    size_t count;
} CitedEntry;

typedef struct CitedSource {
    CitedEntry *entries; /* by id */
    size_t entry_count;
    size_t claim_count;
    size_t only_count; /* of the claims, those that it is the only source of */
} CitedSource;

typedef struct Cited {
    CitedSource *sources; /* by the source's index in kb->entries */
    size_t count;
} Cited;

/* Everything lives in `arena`, and points into the knowledge base. */
Cited cited_find(const Kb *kb, Arena *arena);
