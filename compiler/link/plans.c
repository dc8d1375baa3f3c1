/*
 * A plan is judged by the words that were said about it, oldest first: those before the event, and
 * at last what happened. Vague dates give vague answers: only what is certain is called a slip.
 */
#include "link/linker.h"

static bool is_dated(const Claim *claim)
{
    return claim->rank != RANK_DEPRECATED && claim->value.kind == VALUE_DATE;
}

/* A word said before the event. */
static bool is_forecast(const Claim *claim)
{
    return is_dated(claim) && !status_is_fact(claim->status) && claim->status != STATUS_CANCELLED;
}

static int32_t days_between(Day from, Day to)
{
    if (from == DAY_OPEN_PAST || from == DAY_OPEN_FUTURE || to == DAY_OPEN_PAST ||
        to == DAY_OPEN_FUTURE)
        return to == DAY_OPEN_PAST || from == DAY_OPEN_FUTURE ? INT32_MIN : INT32_MAX;
    return (int32_t)CLAMP((int64_t)to - from, (int64_t)INT32_MIN + 1, (int64_t)INT32_MAX - 1);
}

static Slip slip_between(const Claim *from, const Claim *to)
{
    const Edtf *a = &from->value.date;
    const Edtf *b = &to->value.date;
    return (Slip){from, to, days_between(a->latest, b->earliest),
                  days_between(a->earliest, b->latest)};
}

/* Do the two words name the same time, as far as they can tell? */
static bool can_agree(const Claim *a, const Claim *b)
{
    return a->value.date.earliest <= b->value.date.latest &&
           b->value.date.earliest <= a->value.date.latest;
}

static bool is_same_date(const Claim *a, const Claim *b)
{
    return a->value.date.earliest == b->value.date.earliest &&
           a->value.date.latest == b->value.date.latest;
}

/* The words in order: forecasts by age, then what happened. Dates are sorted by age already. */
static GPtrArray *collect_words(const Milestone *milestone, const Claim *actual)
{
    GPtrArray *words = g_ptr_array_new();
    for (size_t i = 0; i < milestone->date_count; i++)
        if (is_forecast(milestone->dates[i]))
            g_ptr_array_add(words, (gpointer)milestone->dates[i]);
    if (actual != NULL)
        g_ptr_array_add(words, (gpointer)actual);
    return words;
}

static void fill_slips(Milestone *milestone, const GPtrArray *words, Arena *arena)
{
    milestone->slips = arena_new0(arena, Slip, words->len);
    for (guint i = 1; i < words->len; i++) {
        const Claim *from = words->pdata[i - 1];
        const Claim *to = words->pdata[i];
        /* Two words of one age are no change of plan: sources disagree there. */
        const bool ordered = status_is_fact(to->status) || link_compare_age(&from, &to) < 0;
        if (ordered && !is_same_date(from, to))
            milestone->slips[milestone->slip_count++] = slip_between(from, to);
    }
}

static PlanState compare_states(const Claim *first, const Claim *last)
{
    const Slip slip = slip_between(first, last);
    if (slip.days_min > 0)
        return PLAN_SLIPPED;
    return slip.days_max < 0 ? PLAN_PULLED_IN : PLAN_OPEN;
}

static bool came_true(const GPtrArray *words)
{
    const Claim *actual = words->pdata[words->len - 1];
    for (guint i = 0; i + 1 < words->len; i++)
        if (can_agree(words->pdata[i], actual))
            return true;
    return false;
}

static PlanState judge(const Kb *kb, const Claim *current, const Claim *actual,
                       const GPtrArray *words)
{
    if (current != NULL && current->status == STATUS_CANCELLED)
        return PLAN_CANCELLED;
    if (words->len == 0 || (actual != NULL && words->len == 1))
        return PLAN_NONE;
    const Claim *first = words->pdata[0];
    const Claim *last = words->pdata[words->len - 1];
    if (actual != NULL)
        return came_true(words) ? PLAN_CONFIRMED : compare_states(first, actual);
    if (kb->has_as_of && edtf_compare(&last->value.date, &kb->as_of) == EDTF_BEFORE)
        return PLAN_OVERDUE;
    return compare_states(first, last);
}

static void link_plan(const Kb *kb, Milestone *milestone, Arena *arena)
{
    const Claim *current = milestone_current(milestone);
    const Claim *actual =
        current != NULL && status_is_fact(current->status) && is_dated(current) ? current : NULL;
    g_autoptr(GPtrArray) words = collect_words(milestone, actual);
    milestone->state = judge(kb, current, actual, words);
    fill_slips(milestone, words, arena);
}

void link_plans(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->milestone_count; i++)
        link_plan(kb, kb->milestones[i], arena);
}
