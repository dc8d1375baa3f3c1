/*
 * plans.h - what became of the plan for each milestone.
 *
 * A plan is judged by the words that were said about it, oldest first: those before the event, and
 * at last what happened. Vague dates give vague answers: only what is certain is called a slip.
 *
 * What happens to its subject settles a plan, too. An event or a stage that ends the subject (the
 * schema's annotation `ends`) settles all plans that are older than it, but for those of events
 * that outlive it (`survives`); a plan or a stage that is younger revives the subject. What ends a
 * product ends its variants. A step that can only come `after` the planned one, and has happened,
 * passes it, and so does a stage that says so (`passes`).
 */
#pragma once

#include "model/kb.h"

typedef enum PlanState {
    PLAN_NONE,      /* stated as a fact from the start, or nothing is stated */
    PLAN_OPEN,      /* planned, and the day, if there is one, has not certainly passed */
    PLAN_CONFIRMED, /* it came true, as far as the dates can tell */
    PLAN_SLIPPED,   /* the last word is certainly later than the first */
    PLAN_PULLED_IN, /* the last word is certainly earlier than the first */
    PLAN_OVERDUE,   /* the last plan's day has certainly passed, and nothing is said of it */
    PLAN_CANCELLED, /* given up, or its subject was */
    PLAN_PASSED,    /* a step that can only come after it has happened */
    PLAN_STATE_COUNT
} PlanState;

const char *plan_state_name(PlanState state); /* "confirmed", "pulled_in", ... */

/* The step from one claimed date of a milestone to the next: at least `days_min` and at most
 * `days_max` days later (negative: earlier), as an interval because dates are vague. An end that is
 * open is INT32_MIN or INT32_MAX. */
typedef struct Slip {
    const Claim *from;
    const Claim *to;
    int32_t days_min;
    int32_t days_max;
} Slip;

typedef struct Plan {
    const Milestone *milestone;
    const Claim *first;   /* the first forecast of a date; NULL: there was none */
    const Claim *current; /* the last word, milestone_current(); NULL: none is held to be right */
    const Claim *word;    /* the same; of an event without any date the claim that states it */
    PlanState state;
    bool is_ahead;             /* the last word is of something to come, and it still stands */
    const Claim *settled_by;   /* of a plan that something else has cancelled or passed: the claim
                                  that says so, of a date, an event or a stage; else NULL */
    const Milestone *settling; /* the event that it is of; NULL: a stage, or nothing */
    Slip *slips; /* between successive dates (neither deprecated) of different sources or days,
                    as long as they are not the same date */
    size_t slip_count;
} Plan;

typedef struct Plans {
    Plan *items; /* of all milestones, by their ids */
    size_t count;
} Plans;

Plans plans_find(const Kb *kb, Arena *arena);

/* Returns the plan for a milestone, one of those looked at. Never NULL. */
const Plan *plans_get(const Plans *plans, const Milestone *milestone);

/* Is the claim, a word about a milestone, of something to come? What is planned, estimated or
 * rumoured, and what is reported for a time certainly after the base's as-of date. */
bool claim_is_ahead(const Kb *kb, const Claim *word);

/* Is the last word that it happened, and not for a time to come? */
bool plan_has_happened(const Plan *plan);

/* Is it settled that nothing will come of the plan any more, or that it is past? */
bool plan_is_dropped(const Plan *plan);

/* Returns what happened to the milestone's subject after the time that was planned, the latest
 * event; NULL: nothing. For a plan that is overdue. */
const Plan *plan_later_event(const Plans *plans, const Plan *plan);

/* Returns what happened first to something that contains the plan's subject, and sets `*user` to
 * that; NULL: nothing. */
const Plan *plan_use_event(const Plans *plans, const Plan *plan, const Entry **user);

/* Is the last word a date, and one that still stands? */
bool plan_has_date(const Plan *plan);

/* Returns the date that stands for the milestone: the one that counts; of a plan that was given up
 * the last one that it had. NULL: none is known. */
const Claim *plan_shown_date(const Plan *plan);

/* Returns how far one date is from another; both are VALUE_DATE. */
Slip plan_slip_between(const Claim *from, const Claim *to);

/* Sets `shift` to how far the last date is from the first that was planned. Returns false if there
 * are no two to compare. */
bool plan_shift(const Plan *plan, Slip *shift);

/* Returns how many words followed the first, with the one that has settled it: a number that never
 * falls as more is told, also if a plan that was given up is taken up again. */
unsigned plan_revisions(const Plan *plan);

/* Was the claim, one of the milestone's dates, a forecast that the date which stands for it,
 * plan_shown_date(), has replaced, and is certainly another? */
bool plan_has_replaced(const Plan *plan, const Claim *claim);

/* What counts as news, most worrying first. */
enum { MOVES_STATE_COUNT = 5 };
extern const PlanState MOVES_STATES[MOVES_STATE_COUNT];

/* Plans that came to something, by what became of them and then by the date of the last word, the
 * latest first. Drafts are passed over. */
typedef struct Moves {
    const Plan **items; /* by state, in the order of MOVES_STATES */
    size_t counts[PLAN_STATE_COUNT];
    size_t count;
} Moves;

Moves moves_find(const Plans *plans, Arena *arena);
