#include "find/lives.h"

#include <stdlib.h>
#include <string.h>

static const char *const state_names[PLAN_STATE_COUNT] = {
    [PLAN_NONE] = "none",           [PLAN_OPEN] = "open",           [PLAN_CONFIRMED] = "confirmed",
    [PLAN_SLIPPED] = "slipped",     [PLAN_PULLED_IN] = "pulled_in", [PLAN_OVERDUE] = "overdue",
    [PLAN_CANCELLED] = "cancelled", [PLAN_PASSED] = "passed",
};

const char *plan_state_name(PlanState state)
{
    return state_names[state];
}

/* --- words --- */

static bool is_dated(const Claim *claim)
{
    return claim_is_in_force(claim) && claim->value.kind == VALUE_DATE;
}

/* Said before the event. What is reported is said to have happened. */
static bool is_said_before(const Claim *claim)
{
    return !status_is_fact(claim->status) && claim->status != STATUS_CANCELLED;
}

static bool is_forecast(const Claim *claim)
{
    return is_dated(claim) && is_said_before(claim);
}

static const Claim *first_forecast(const Milestone *milestone)
{
    for (size_t i = 0; i < milestone->date_count; i++)
        if (is_forecast(milestone->dates[i]))
            return milestone->dates[i];
    return NULL;
}

/* Do the two words name the same time, as far as they can tell? */
static bool can_agree(const Claim *a, const Claim *b)
{
    return a->value.date->earliest <= b->value.date->latest &&
           b->value.date->earliest <= a->value.date->latest;
}

/* The words in order: forecasts by age, then what happened. Dates are sorted by age already. */
static GPtrArray *collect_words(const Milestone *milestone, const Claim *happened)
{
    GPtrArray *words = g_ptr_array_new();
    for (size_t i = 0; i < milestone->date_count; i++)
        if (is_forecast(milestone->dates[i]))
            g_ptr_array_add(words, (gpointer)milestone->dates[i]);
    if (happened != NULL)
        g_ptr_array_add(words, (gpointer)happened);
    return words;
}

/* --- slips --- */

static int32_t days_between(Day from, Day to)
{
    if (from == DAY_OPEN_PAST || from == DAY_OPEN_FUTURE || to == DAY_OPEN_PAST ||
        to == DAY_OPEN_FUTURE)
        return to == DAY_OPEN_PAST || from == DAY_OPEN_FUTURE ? INT32_MIN : INT32_MAX;
    return (int32_t)CLAMP((int64_t)to - from, (int64_t)INT32_MIN + 1, (int64_t)INT32_MAX - 1);
}

Slip plan_slip_between(const Claim *from, const Claim *to)
{
    const Edtf *a = from->value.date;
    const Edtf *b = to->value.date;
    return (Slip){from, to, days_between(a->latest, b->earliest),
                  days_between(a->earliest, b->latest)};
}

static void fill_slips(Plan *plan, const GPtrArray *words, Arena *arena)
{
    plan->slips = arena_new0(arena, Slip, words->len);
    for (guint i = 1; i < words->len; i++) {
        const Claim *from = words->pdata[i - 1];
        const Claim *to = words->pdata[i];
        /* Two words of one age are no change of plan: sources disagree there. */
        const bool is_ordered = status_is_fact(to->status) || claim_compare_age(from, to) < 0;
        if (is_ordered && !edtf_same_days(from->value.date, to->value.date))
            plan->slips[plan->slip_count++] = plan_slip_between(from, to);
    }
}

/* --- what became of it --- */

static PlanState compare_states(const Claim *first, const Claim *last)
{
    const Slip slip = plan_slip_between(first, last);
    if (slip.days_min > 0)
        return PLAN_SLIPPED;
    return slip.days_max < 0 ? PLAN_PULLED_IN : PLAN_OPEN;
}

static bool came_true(const GPtrArray *words)
{
    const Claim *happened = words->pdata[words->len - 1];
    for (guint i = 0; i + 1 < words->len; i++)
        if (can_agree(words->pdata[i], happened))
            return true;
    return false;
}

/* Has the day certainly passed, without a word of what became of it? */
static bool is_overdue(const Kb *kb, const Claim *current)
{
    return kb->has_as_of && is_forecast(current) &&
           edtf_compare(current->value.date, &kb->as_of) == EDTF_BEFORE;
}

static PlanState judge(const Kb *kb, const Plan *plan, const Claim *happened,
                       const GPtrArray *words)
{
    const Claim *current = plan->current;
    if (plan->word != NULL && plan->word->status == STATUS_CANCELLED)
        return PLAN_CANCELLED;
    if (plan->first == NULL)
        return plan->word != NULL && is_said_before(plan->word) ? PLAN_OPEN : PLAN_NONE;
    g_assert(current != NULL); /* a forecast may count, so something does */
    if (happened != NULL)
        return came_true(words) ? PLAN_CONFIRMED : compare_states(plan->first, happened);
    if (is_overdue(kb, current))
        return PLAN_OVERDUE;
    /* Who says that it is unknown by now has not moved it. */
    const Claim *last = is_forecast(current) ? current : words->pdata[words->len - 1];
    return compare_states(plan->first, last);
}

bool claim_is_ahead(const Kb *kb, const Claim *word)
{
    if (word->status != STATUS_REPORTED)
        return is_said_before(word);
    return kb->has_as_of && word->value.kind == VALUE_DATE &&
           edtf_compare(word->value.date, &kb->as_of) == EDTF_AFTER;
}

/* The claim that states an event without a date. */
static const Claim *stating_claim(const Milestone *milestone)
{
    const Claim *claim = milestone->item;
    if (claim == NULL && milestone->entry != NULL)
        claim = object_best(&milestone->entry->object, SLOT_EVENT);
    return claim != NULL && claim_is_in_force(claim) ? claim : NULL;
}

static Plan find_plan(const Kb *kb, const Milestone *milestone, Arena *arena)
{
    Plan plan = {.milestone = milestone, .current = milestone_current(milestone)};
    const Claim *current = plan.current;
    const Claim *happened =
        current != NULL && status_is_fact(current->status) && is_dated(current) ? current : NULL;
    g_autoptr(GPtrArray) words = collect_words(milestone, happened);
    plan.first = first_forecast(milestone);
    plan.word = milestone->date_count > 0 ? current : stating_claim(milestone);
    plan.is_ahead = plan.word != NULL && claim_is_ahead(kb, plan.word);
    plan.state = judge(kb, &plan, happened, words);
    fill_slips(&plan, words, arena);
    return plan;
}

Plans plans_find(const Kb *kb, Arena *arena)
{
    const Plans plans = {arena_new0(arena, Plan, kb->milestone_count), kb->milestone_count};
    for (size_t i = 0; i < kb->milestone_count; i++)
        plans.items[i] = find_plan(kb, kb->milestones[i], arena);
    for (size_t i = 0; i < kb->entry_count; i++)
        lives_settle(kb->entries[i], plans.items);
    return plans;
}

static int compare_id(const void *id, const void *plan)
{
    return strcmp(id, ((const Plan *)plan)->milestone->id);
}

const Plan *plans_get(const Plans *plans, const Milestone *milestone)
{
    if (milestone->index < plans->count && plans->items[milestone->index].milestone == milestone)
        return &plans->items[milestone->index];
    const Plan *plan = plans->count > 0 ? bsearch(milestone->id, plans->items, plans->count,
                                                  sizeof(Plan), compare_id)
                                        : NULL;
    g_assert(plan != NULL);
    return plan;
}

bool plan_has_happened(const Plan *plan)
{
    return plan->word != NULL && status_is_fact(plan->word->status) && !plan->is_ahead &&
           plan->word->value.kind != VALUE_NONE;
}

bool plan_is_dropped(const Plan *plan)
{
    return plan->state == PLAN_CANCELLED || plan->state == PLAN_PASSED;
}

bool plan_has_date(const Plan *plan)
{
    return plan->current != NULL && plan->current->value.kind == VALUE_DATE &&
           !plan_is_dropped(plan);
}

/* Of the dates in force the one told last; NULL: none is. */
static const Claim *last_date(const Milestone *milestone)
{
    for (size_t i = milestone->date_count; i > 0; i--)
        if (is_dated(milestone->dates[i - 1]))
            return milestone->dates[i - 1];
    return NULL;
}

const Claim *plan_shown_date(const Plan *plan)
{
    if (plan->current != NULL && is_dated(plan->current))
        return plan->current;
    return plan->state == PLAN_CANCELLED ? last_date(plan->milestone) : NULL;
}

bool plan_shift(const Plan *plan, Slip *shift)
{
    const Claim *last = plan->current != NULL && is_dated(plan->current)
                            ? plan->current
                            : last_date(plan->milestone);
    if (plan->first == NULL || last == NULL || last == plan->first)
        return false;
    *shift = plan_slip_between(plan->first, last);
    return true;
}

unsigned plan_revisions(const Plan *plan)
{
    const size_t count = plan->milestone->date_count;
    return (unsigned)(count > 0 ? count - 1 : 0) + (plan->settled_by != NULL);
}

bool plan_has_replaced(const Plan *plan, const Claim *claim)
{
    const Claim *current = plan_shown_date(plan);
    if (current == NULL || current == claim || !is_forecast(claim))
        return false;
    return !can_agree(current, claim) &&
           (status_is_fact(current->status) || claim_compare_age(claim, current) < 0);
}

/* --- what moved --- */

const PlanState MOVES_STATES[MOVES_STATE_COUNT] = {PLAN_SLIPPED, PLAN_OVERDUE, PLAN_CANCELLED,
                                                   PLAN_PULLED_IN, PLAN_CONFIRMED};

static size_t state_place(PlanState state)
{
    size_t place = 0;
    while (place < MOVES_STATE_COUNT && MOVES_STATES[place] != state)
        place++;
    return place;
}

/* The latest word first; what has no date last. */
static int compare_words(const Claim *a, const Claim *b)
{
    const bool a_dated = a != NULL && a->as_of != NULL;
    const bool b_dated = b != NULL && b->as_of != NULL;
    if (a_dated != b_dated)
        return a_dated ? -1 : 1;
    return a_dated ? edtf_sort(b->as_of, a->as_of) : 0;
}

static int compare_moves(const void *left, const void *right)
{
    const Plan *a = *(const Plan *const *)left;
    const Plan *b = *(const Plan *const *)right;
    const size_t a_place = state_place(a->state);
    const size_t b_place = state_place(b->state);
    if (a_place != b_place)
        return a_place < b_place ? -1 : 1;
    const int order = compare_words(a->current, b->current);
    return order != 0 ? order : strcmp(a->milestone->id, b->milestone->id);
}

Moves moves_find(const Plans *plans, Arena *arena)
{
    Moves moves = {.items = arena_new0(arena, const Plan *, plans->count)};
    for (size_t i = 0; i < plans->count; i++) {
        const Plan *plan = &plans->items[i];
        if (plan->milestone->subject->draft || state_place(plan->state) == MOVES_STATE_COUNT)
            continue;
        moves.items[moves.count++] = plan;
        moves.counts[plan->state]++;
    }
    if (moves.count > 0)
        qsort(moves.items, moves.count, sizeof *moves.items, compare_moves);
    return moves;
}
