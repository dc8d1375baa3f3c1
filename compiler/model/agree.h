/*
 * agree.h - can claims of one slot, milestone or figure all hold?
 *
 * Quantities and dates are compared as intervals, quantities widened by the precision of the digits
 * written (10.18 and 10.179 agree, 10.18 and 10.25 do not); everything else as written. Texts in
 * words are never called contradictory.
 */
#pragma once

#include "model/kb.h"

/* Begins a key that is the same for claims in one respect: for one condition, and both of what is
 * said to be or both of what was measured. */
GString *claim_respect_key(const Claim *claim);

/* Of claims about one thing, those that speak of it in the same respect: for the same condition,
 * and both of what is said to be or both of what was measured. Where one source tells several apart
 * by a note or a locator, each of these has a respect of its own. Only claims in one respect can
 * contradict each other. Returns arrays of const Claim, in the order of their first claims; the
 * caller frees it. Linear time. */
GPtrArray *claims_by_respect(const Claim *const *claims, size_t count);

/* Returns true if two of the claims, all in one respect, contradict each other, and sets `*a` and
 * `*b` to such a pair (`a` stated first). Only statements of fact count (actual, reported) that
 * are in force; a preferred claim settles the matter. Linear time. */
bool claims_conflict(const Claim *const *claims, size_t count, const Claim **a, const Claim **b);

/* Is something measured to be more than what is stated, for the same condition? Sets `*a` and `*b`
 * as claims_conflict() does. What is measured to be less contradicts nobody: a peak is not reached.
 * Linear time. */
bool claims_exceed(const Claim *const *claims, size_t count, const Claim **a, const Claim **b);

/* Do claims of the slot contradict each other in any respect? Never those of a multivalued one. */
bool slot_conflicts(const Claims *claims);

/* Is the claim among those that can contradict another? */
bool claim_states_fact(const Claim *claim);

/* Can the values of both claims hold, so that one repeats or refines the other? */
bool claim_says_same(const Claim *claim, const Claim *other);
