/*
 * events.h - what happened, and what is to come: milestones by their dates.
 */
#pragma once

#include "find/plans.h"

/* The plans of milestones whose last word still stands; drafts are passed over. */
typedef struct Events {
    const Plan **happened; /* those with a date, latest first */
    size_t happened_count;
    const Plan **ahead; /* soonest first, those without a date last */
    size_t ahead_count;
} Events;

/* `plans` is borrowed. */
Events events_find(const Plans *plans, Arena *arena);

/* Returns the latest event in the life of an entry: what happened last, or failing that what is to
 * come first; what has no date is neither before nor after what has one. NULL if there is none. */
const Plan *events_latest(const Plans *plans, const Entry *entry);

/* Returns what is to come first in the life of an entry, or NULL. */
const Plan *events_next(const Plans *plans, const Entry *entry);

/* Has nothing happened yet? All events are ahead, and there is one. */
bool events_are_all_ahead(const Plans *plans, const Entry *entry);
