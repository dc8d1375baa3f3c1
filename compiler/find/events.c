#include "find/events.h"

#include <stdlib.h>
#include <string.h>

static const Edtf *event_date(const Plan *plan)
{
    return plan->word->value.kind == VALUE_DATE ? plan->word->value.date : NULL;
}

/* Days by number, what has none last, then the order in which milestones of one entry stand
 * everywhere. */
static int compare_plans(const Plan *a, const Plan *b)
{
    const Edtf *x = event_date(a);
    const Edtf *y = event_date(b);
    if ((x != NULL) != (y != NULL))
        return x != NULL ? -1 : 1;
    if (x != NULL && x->earliest != y->earliest)
        return x->earliest < y->earliest ? -1 : 1;
    if (x != NULL && x->latest != y->latest)
        return x->latest < y->latest ? -1 : 1;
    const int order = strcmp(a->milestone->subject->id, b->milestone->subject->id);
    if (order != 0)
        return order;
    if (a->milestone->event->index != b->milestone->event->index)
        return a->milestone->event->index < b->milestone->event->index ? -1 : 1;
    return strcmp(a->milestone->id, b->milestone->id);
}

static int compare_soonest_first(const void *left, const void *right)
{
    return compare_plans(*(const Plan *const *)left, *(const Plan *const *)right);
}

static int compare_latest_first(const void *left, const void *right)
{
    return compare_soonest_first(right, left);
}

static void sort(const Plan **plans, size_t count, int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(plans, count, sizeof *plans, compare);
}

Events events_find(const Plans *plans, Arena *arena)
{
    Events events = {.happened = arena_new0(arena, const Plan *, plans->count),
                     .ahead = arena_new0(arena, const Plan *, plans->count)};
    for (size_t i = 0; i < plans->count; i++) {
        const Plan *plan = &plans->items[i];
        if (plan->milestone->subject->draft)
            continue;
        if (plan->is_ahead)
            events.ahead[events.ahead_count++] = plan;
        else if (plan_has_date(plan))
            events.happened[events.happened_count++] = plan;
    }
    sort(events.happened, events.happened_count, compare_latest_first);
    sort(events.ahead, events.ahead_count, compare_soonest_first);
    return events;
}

/* Has it happened, or is it to come? */
static bool is_event(const Plan *plan)
{
    return plan->word != NULL && !plan_is_dropped(plan) && plan->word->value.kind != VALUE_NONE;
}

static bool is_better(const Plan *plan, const Plan *best)
{
    if (best == NULL)
        return true;
    if (plan->is_ahead != best->is_ahead)
        return best->is_ahead;
    if (!plan->is_ahead && (event_date(plan) != NULL) != (event_date(best) != NULL))
        return event_date(plan) != NULL;
    const int order = compare_plans(plan, best);
    return plan->is_ahead ? order < 0 : order > 0;
}

const Plan *events_latest(const Plans *plans, const Entry *entry)
{
    const Plan *best = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = plans_get(plans, entry->milestones[i]);
        if (is_event(plan) && is_better(plan, best))
            best = plan;
    }
    return best;
}

const Plan *events_next(const Plans *plans, const Entry *entry)
{
    const Plan *best = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = plans_get(plans, entry->milestones[i]);
        if (is_event(plan) && plan->is_ahead && is_better(plan, best))
            best = plan;
    }
    return best;
}

bool events_are_all_ahead(const Plans *plans, const Entry *entry)
{
    bool any = false;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = plans_get(plans, entry->milestones[i]);
        if (!is_event(plan))
            continue;
        if (!plan->is_ahead)
            return false;
        any = true;
    }
    return any;
}
