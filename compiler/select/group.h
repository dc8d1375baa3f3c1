/*
 * group.h - entries that have the same value in a slot: lanes of a timeline, clusters of a lineage,
 * what looks alike in a chart.
 *
 * Only select/ and diagram/ may include this.
 */
#pragma once

#include "model/kb.h"
#include "words/words.h"

/* The claim that puts an entry into its group: the slot's best; NULL if none does. */
const Claim *group_claim(const Entry *entry, const char *slot);

/* The claims that put an entry into its groups: one for each value of a slot with several, by their
 * keys; else that of group_claim(). Caller frees. */
GPtrArray *group_claims(const Entry *entry, const char *slot);

/* What is the same for all entries of a group, in every language; "" without a claim. */
const char *group_key(const Claim *claim);

/* What a group is called: what its claim says; without one, that the slot is not stated, or, of an
 * entry that cannot have it, that it is another. Arena. */
const char *group_title(const Entry *entry, const char *slot, const Claim *claim, size_t language,
                        const Words *words, Arena *arena);

/* Entries that have the same value. */
typedef struct ValueGroup {
    const char *key;    /* group_key() */
    const Entry *entry; /* the first of them */
    const Claim *claim; /* that puts it there; NULL: none does */
    size_t count;
    size_t place; /* in a legend's order */
} ValueGroup;

/* Returns the groups (ValueGroup, of the arena) that the entries make, in a legend's order: an
 * enum's values as it has them, others by how many there are, and last those without a value. `of`
 * gets the group of each entry; NULL: nobody asks. Caller frees the array. */
GPtrArray *groups_find(const Entry *const *entries, size_t count, const char *slot, Arena *arena,
                       const ValueGroup **of);

/* The entry that a group is named after; NULL: its name is a mere value. */
const Entry *group_entry(const Claim *claim);
