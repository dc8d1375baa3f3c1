#include "find/tracks.h"

#include <stdlib.h>

/* By how many days plans differ, gathered for one amount. */
typedef struct Spread {
    GArray *least; /* of int32_t */
    GArray *most;
} Spread;

static void spread_init(Spread *spread)
{
    spread->least = g_array_new(FALSE, FALSE, sizeof(int32_t));
    spread->most = g_array_new(FALSE, FALSE, sizeof(int32_t));
}

static void spread_clear(Spread *spread)
{
    g_array_unref(spread->least);
    g_array_unref(spread->most);
}

static void spread_add(Spread *spread, int32_t days_min, int32_t days_max)
{
    g_array_append_val(spread->least, days_min);
    g_array_append_val(spread->most, days_max);
}

static int compare_days(const void *left, const void *right)
{
    const int32_t a = *(const int32_t *)left;
    const int32_t b = *(const int32_t *)right;
    return a < b ? -1 : a > b;
}

/* Of an even number the lower of the two in the middle bounds from below, the upper one from above:
 * whatever the true days are, those in the middle lie between. */
static TrackAmount spread_middle(Spread *spread)
{
    const guint count = spread->least->len;
    TrackAmount amount = {.count = count, .is_told = count >= TRACK_ENOUGH};
    if (!amount.is_told)
        return amount;
    g_array_sort(spread->least, compare_days);
    g_array_sort(spread->most, compare_days);
    amount.days_min = g_array_index(spread->least, int32_t, (count - 1) / 2);
    amount.days_max = g_array_index(spread->most, int32_t, count / 2);
    return amount;
}

/* --- one maker --- */

typedef struct TrackDraft {
    const Kb *kb;
    Track track;
    Spread slipped;
    Spread pulled_in;
    Spread overdue;
} TrackDraft;

/* Today may be any day of the as-of date. */
static void add_overdue(TrackDraft *draft, const Plan *plan)
{
    const Day today = draft->kb->as_of.earliest;
    const Day last = plan->current->value.date->latest;
    const int64_t days = (int64_t)today - last;
    if (today != DAY_OPEN_PAST)
        spread_add(&draft->overdue, (int32_t)MIN(days, INT32_MAX - 1), INT32_MAX);
}

static void add_plan(TrackDraft *draft, const Plan *plan)
{
    Slip shift;
    if (plan->state == PLAN_NONE)
        return;
    draft->track.counts[plan->state]++;
    draft->track.count++;
    if (plan->state == PLAN_OVERDUE)
        add_overdue(draft, plan);
    if (plan_is_dropped(plan) || !plan_shift(plan, &shift))
        return;
    const bool is_late = shift.days_min > 0;
    draft->track.kept_late += is_late && plan->state == PLAN_CONFIRMED;
    if (plan->state == PLAN_SLIPPED || (is_late && plan->state == PLAN_CONFIRMED))
        spread_add(&draft->slipped, shift.days_min, shift.days_max);
    else if (plan->state == PLAN_PULLED_IN)
        spread_add(&draft->pulled_in, shift.days_min, shift.days_max);
}

static Track find_track(const Kb *kb, const Maker *maker, const Plans *plans)
{
    TrackDraft draft = {.kb = kb, .track.maker = maker};
    Spread *const spreads[] = {&draft.slipped, &draft.pulled_in, &draft.overdue};
    for (size_t i = 0; i < G_N_ELEMENTS(spreads); i++)
        spread_init(spreads[i]);
    for (size_t i = 0; i < maker->count; i++)
        for (size_t k = 0; k < maker->makes[i]->milestone_count; k++)
            add_plan(&draft, plans_get(plans, maker->makes[i]->milestones[k]));
    draft.track.slipped = spread_middle(&draft.slipped);
    draft.track.pulled_in = spread_middle(&draft.pulled_in);
    draft.track.overdue = spread_middle(&draft.overdue);
    for (size_t i = 0; i < G_N_ELEMENTS(spreads); i++)
        spread_clear(spreads[i]);
    return draft.track;
}

Tracks tracks_find(const Kb *kb, const Makers *makers, const Plans *plans, Arena *arena)
{
    Tracks tracks = {.items = arena_new0(arena, Track, makers->count)};
    for (size_t i = 0; i < makers->count; i++) {
        const Track track = find_track(kb, &makers->items[i], plans);
        if (track.count > track.counts[PLAN_OPEN])
            tracks.items[tracks.count++] = track;
    }
    return tracks;
}

static int compare_index(const void *index, const void *track)
{
    const size_t a = *(const size_t *)index;
    const size_t b = ((const Track *)track)->maker->entry->index;
    return a < b ? -1 : a > b;
}

const Track *tracks_get(const Tracks *tracks, const Entry *entry)
{
    return tracks->count > 0
               ? bsearch(&entry->index, tracks->items, tracks->count, sizeof(Track), compare_index)
               : NULL;
}
