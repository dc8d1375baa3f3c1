#include "find/plans.h"

#include <stdlib.h>
#include <string.h>

const PlanState PLANS_STATES[PLANS_STATE_COUNT] = {PLAN_SLIPPED, PLAN_OVERDUE, PLAN_CANCELLED,
                                                   PLAN_PULLED_IN, PLAN_CONFIRMED};

static bool is_forecast(const Claim *claim)
{
    return claim->rank != RANK_DEPRECATED && claim->value.kind == VALUE_DATE &&
           claim->status != STATUS_ACTUAL && claim->status != STATUS_CANCELLED;
}

const Claim *plans_first_word(const Milestone *milestone)
{
    for (size_t i = 0; i < milestone->date_count; i++)
        if (is_forecast(milestone->dates[i]))
            return milestone->dates[i];
    return NULL;
}

bool plans_is_ahead(const Kb *kb, const Claim *date)
{
    if (date->status != STATUS_REPORTED)
        return date->status != STATUS_ACTUAL;
    return kb->has_as_of && date->value.kind == VALUE_DATE &&
           edtf_compare(&date->value.date, &kb->as_of) == EDTF_AFTER;
}

static bool is_older(const Claim *claim, const Claim *than)
{
    return claim->has_as_of && than->has_as_of && edtf_sort(&claim->as_of, &than->as_of) < 0;
}

bool plans_is_superseded(const Milestone *milestone, const Claim *claim)
{
    const Claim *current = milestone_current(milestone);
    if (current == NULL || current == claim || current->value.kind != VALUE_DATE ||
        !is_forecast(claim))
        return false;
    const Edtf *now = &current->value.date;
    const Edtf *then = &claim->value.date;
    const bool can_agree = now->earliest <= then->latest && then->earliest <= now->latest;
    return !can_agree && (current->status == STATUS_ACTUAL || is_older(claim, current));
}

static size_t state_place(PlanState state)
{
    size_t place = 0;
    while (place < PLANS_STATE_COUNT && PLANS_STATES[place] != state)
        place++;
    return place;
}

/* The latest word first; what has no date last. */
static int compare_words(const Claim *a, const Claim *b)
{
    const bool a_dated = a != NULL && a->has_as_of;
    const bool b_dated = b != NULL && b->has_as_of;
    if (a_dated != b_dated)
        return a_dated ? -1 : 1;
    return a_dated ? edtf_sort(&b->as_of, &a->as_of) : 0;
}

static int compare_plans(const void *left, const void *right)
{
    const Milestone *a = *(const Milestone *const *)left;
    const Milestone *b = *(const Milestone *const *)right;
    const size_t a_place = state_place(a->state);
    const size_t b_place = state_place(b->state);
    if (a_place != b_place)
        return a_place < b_place ? -1 : 1;
    const int order = compare_words(milestone_current(a), milestone_current(b));
    return order != 0 ? order : strcmp(a->id, b->id);
}

Plans plans_find(const Kb *kb, Arena *arena)
{
    Plans plans = {.items = arena_new0(arena, const Milestone *, kb->milestone_count)};
    for (size_t i = 0; i < kb->milestone_count; i++) {
        const Milestone *milestone = kb->milestones[i];
        if (milestone->subject->draft || state_place(milestone->state) == PLANS_STATE_COUNT)
            continue;
        plans.items[plans.count++] = milestone;
        plans.counts[milestone->state]++;
    }
    if (plans.count > 0)
        qsort(plans.items, plans.count, sizeof *plans.items, compare_plans);
    return plans;
}
