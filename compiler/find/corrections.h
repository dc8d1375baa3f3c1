/*
 * corrections.h - what sources have taken back: values corrected since, and those withdrawn.
 */
#pragma once

#include "model/kb.h"

typedef struct Correction {
    const Entry *entry;
    const Slot *slot;      /* that holds the claim */
    const EnumValue *what; /* of a milestone's date the event, of a figure's amount the measure;
                              else NULL */
    const Claim *from;     /* no longer in force */
    const Claim *to;       /* what is said instead; NULL: nothing */
} Correction;

/* Drafts are passed over. */
typedef struct Corrections {
    Correction *items; /* by the entry's id, then in the order of its slots */
    size_t count;
} Corrections;

Corrections corrections_find(const Kb *kb, Arena *arena);
