/*
 * conflicts.h - claims that contradict each other.
 *
 * Each conflict once, wherever its claims stand: dates belong to their milestone and amounts to
 * their figure, whoever states them; all other claims to the slot that holds them, of an entry or
 * of an object within it; one for each respect in which claims contradict each other. What can hold
 * together, model/agree.h says.
 */
#pragma once

#include "model/kb.h"

typedef struct Conflict {
    const Entry *entry; /* that it is about: of a milestone or figure the subject */
    const Slot **slots; /* of a slot's claims: the slots around it and itself, outermost
                           first; else none */
    size_t slot_count;
    const Milestone *milestone; /* of a conflict between dates, else NULL */
    const Figure *figure;       /* of a conflict between amounts, else NULL */
    const Claim *a;             /* two that contradict each other, `a` stated first */
    const Claim *b;
    const Claim **claims; /* all statements of fact in this respect, in the order of the slot,
                             milestone or figure */
    size_t claim_count;
    bool has_one_source; /* of them all: nobody disagrees, one source says several things */
} Conflict;

/* A claim and the conflict that it is in. */
typedef struct Disputed {
    const Claim *claim;
    const Conflict *conflict;
} Disputed;

typedef struct Conflicts {
    Conflict *items; /* by the entry's id; of one entry slots before milestones before figures */
    size_t count;
    Disputed *disputed; /* by address */
    size_t disputed_count;
} Conflicts;

Conflicts conflicts_find(const Kb *kb, Arena *arena);

/* Returns the conflict that the claim is in, or NULL. */
const Conflict *conflicts_of_claim(const Conflicts *conflicts, const Claim *claim);

/* Returns the first conflict that claims of the slot, milestone or figure are in, or NULL. */
const Conflict *conflicts_of_slot(const Conflicts *conflicts, const Claims *claims);
const Conflict *conflicts_of_milestone(const Conflicts *conflicts, const Milestone *milestone);
const Conflict *conflicts_of_figure(const Conflicts *conflicts, const Figure *figure);
