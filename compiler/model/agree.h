/*
 * agree.h - can claims of one slot, milestone or figure all hold?
 *
 * Quantities and dates are compared as intervals, quantities widened by the precision of the digits
 * written (10.18 and 10.179 agree, 10.18 and 10.25 do not); everything else as written. Texts in
 * words are never called contradictory.
 */
#pragma once

#include "model/kb.h"

/* Returns true if two of the claims contradict each other, and sets `*a` and `*b` to such a pair
 * (`a` stated first). Only statements of fact count (actual, reported), and none that is
 * deprecated; a preferred claim settles the matter. Linear time. */
bool claims_conflict(const Claim *const *claims, size_t count, const Claim **a, const Claim **b);

/* The same for all claims of a slot; never for a multivalued slot. */
bool slot_conflicts(const Claims *claims, const Claim **a, const Claim **b);

/* Is the claim among those that can contradict another? */
bool claim_states_fact(const Claim *claim);
