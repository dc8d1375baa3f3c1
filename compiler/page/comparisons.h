/*
 * comparisons.h - which entries are worth seeing side by side without anybody choosing them.
 *
 * An entry and its variants; and by the annotation `compared` of a slot, what an entry leads back
 * to step by step (`chain`: what it succeeds, and what that succeeded), or all that refer to it
 * (`members`: the products of a line). All of one class.
 *
 * A chain is seen from its newest entry; one of more than COMPARED_MAX in pieces of so many,
 * which share an entry; the last one shares more where that leaves room.
 */
#pragma once

#include "model/kb.h"

enum { COMPARED_MAX = 6 };

typedef enum ComparisonKind {
    COMPARISON_VARIANTS,
    COMPARISON_CHAIN,
    COMPARISON_MEMBERS,
    COMPARISON_KIND_COUNT
} ComparisonKind;

typedef struct ReadyComparison {
    ComparisonKind kind;
    const Entry *subject;
    const Entry *entries[COMPARED_MAX];
    size_t count;     /* at least two */
    size_t left;      /* variants or members for which there is no room */
    const char *path; /* "compare/br106+variants" */
} ReadyComparison;

typedef struct Comparisons {
    const ReadyComparison *items; /* by the subject's place in the base, then by kind */
    size_t count;
    const Entry *const
        *newest; /* by index: the subject of the chain that an entry is in, or NULL */
} Comparisons;

/* Can entries of the class be seen side by side? Not those that are about others: events, numbers,
 * sources. */
bool class_is_compared(const Class *class);

/* Finds all. Everything lives in `arena`. */
Comparisons comparisons_find(const Kb *kb, Arena *arena);

/* Returns that of an entry's variants or members, or the chain that it is in; NULL: there is none.
 */
const ReadyComparison *comparisons_get(const Comparisons *all, const Entry *entry,
                                       ComparisonKind kind);

/* Does the slot lead to what is compared in this way? */
bool slot_is_compared(const Slot *slot, ComparisonKind kind);
