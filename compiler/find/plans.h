/*
 * plans.h - what became of the plans of the whole knowledge base.
 *
 * Milestones whose plan came to something, by what became of it and then by the date of the last
 * word about it, the latest first. Found once over the whole model; drafts are passed over.
 */
#pragma once

#include "model/kb.h"

typedef struct Plans {
    const Milestone **items; /* by state, in the order of PLANS_STATES */
    size_t counts[PLAN_STATE_COUNT];
    size_t count;
} Plans;

/* What counts as news, most worrying first. */
enum { PLANS_STATE_COUNT = 5 };
extern const PlanState PLANS_STATES[PLANS_STATE_COUNT];

Plans plans_find(const Kb *kb, Arena *arena);

/* Returns the first plan with a date for a milestone, deprecated ones passed over; NULL if
 * there was none. The last word is milestone_current(). */
const Claim *plans_first_word(const Milestone *milestone);

/* Is the date of something to come: planned, estimated, rumoured, or reported for a time that is
 * certainly after the base's as-of date? */
bool plans_is_ahead(const Kb *kb, const Claim *date);

/* Was the claim a plan that the last word has replaced by a date that is certainly another? */
bool plans_is_superseded(const Milestone *milestone, const Claim *claim);
