/*
 * lanes.h - which rows a timeline has, and in which lanes they stand.
 *
 * An entry has a row in each of its lanes if it has a date that the diagram wants. Only select/ and
 * diagram/ may include this.
 */
#pragma once

#include "select/plate.h"

/* Is it a date that a timeline draws? */
bool lanes_show_claim(const Claim *claim);

/* Do two dates that a timeline draws look the same there? */
bool lanes_look_same(const Claim *a, const Claim *b);

/* Does an earlier one of the milestone's dates, which a timeline draws, look like this one? */
bool lanes_is_repeated(const Milestone *milestone, size_t index);

/* Does the timeline show events of this sort? */
bool lanes_show_event(const Diagram *diagram, const EnumValue *event);

/* The claims that put an entry into its lanes; NULL among them: the lane of all others. Lanes that
 * the plate does not show are left out. Caller frees. */
GPtrArray *lanes_claims(const Plate *plate, const Entry *entry);

/* Which of two lanes stands first, as strcmp() says it: choices in their order, others by their
 * keys, that of all others (NULL) last. */
int lanes_compare(const Claim *a, const Claim *b);
