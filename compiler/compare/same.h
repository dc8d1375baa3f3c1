/*
 * same.h - what is the same in two states of a knowledge base. Only compare/ includes this.
 */
#pragma once

#include "compare/changes.h"

/* One of both states. Ids are those of the later one. */
typedef struct State {
    const Kb *kb;
    GHashTable *renamed; /* of the earlier one: id -> id that it has become; NULL: the later one */
    size_t languages[LANGUAGES_MAX]; /* those that both have, in the later one's order */
    size_t language_count;
} State;

/* Fills the languages of both. */
void states_share_languages(State *before, State *after);

/* Returns the id that the later state has for it. */
const char *state_id(const State *state, const char *id);

/* Append what is equal for claims that say the same: all of it; the value; what it rests on and
 * holds for. `entry` is the one whose document states it; NULL: several may. */
typedef void (*SameKey)(const State *state, const Entry *entry, const Claim *claim, GString *key);
void same_key(const State *state, const Entry *entry, const Claim *claim, GString *key);
void same_value_key(const State *state, const Entry *entry, const Claim *claim, GString *key);
void same_ground_key(const State *state, const Entry *entry, const Claim *claim, GString *key);

/* The same for all that an entry states itself. */
void same_entry_key(const State *state, const Entry *entry, GString *key);

/* Is the claim stated there, and neither inherited nor derived? */
bool claim_is_stated(const Claim *claim);

/* Is the slot compared under the entry that states it, and not under a subject? */
bool slot_is_own(const Slot *slot);
