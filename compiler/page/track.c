#include "page/track.h"

#include "find/findings.h"
#include "words/slip_words.h"

typedef struct TrackRow {
    PlanState state;
    const char *key; /* of its word */
} TrackRow;

/* What is settled first, then what is not. */
static const TrackRow ROWS[] = {
    {PLAN_CONFIRMED, "plans.confirmed"}, {PLAN_SLIPPED, "plans.slipped"},
    {PLAN_PULLED_IN, "plans.pulled_in"}, {PLAN_CANCELLED, "plans.cancelled"},
    {PLAN_PASSED, "track.passed"},       {PLAN_OVERDUE, "plans.overdue"},
    {PLAN_OPEN, "track.open"},
};

static const TrackAmount *amount_of(const Track *track, PlanState state)
{
    switch (state) {
    case PLAN_SLIPPED:
        return &track->slipped;
    case PLAN_PULLED_IN:
        return &track->pulled_in;
    case PLAN_OVERDUE:
        return &track->overdue;
    default:
        return NULL;
    }
}

static const char *told_amount(const PageContext *page, const TrackAmount *amount, PlanState state)
{
    if (state != PLAN_PULLED_IN)
        return slip_words_of_days(page->words, amount->days_min, amount->days_max, page->arena);
    /* Earlier is negative, and an open end is no number. */
    const int32_t most = amount->days_min == INT32_MIN ? INT32_MAX : -amount->days_min;
    return slip_words_of_days(page->words, -amount->days_max, most, page->arena);
}

static const char *amount_words(const PageContext *page, const TrackAmount *amount, PlanState state)
{
    if (amount == NULL || amount->count == 0)
        return NULL;
    if (!amount->is_told)
        return page_context_word(page, "track.too_few");
    return words_fill_two(page->words, "track.middle", told_amount(page, amount, state),
                          page_context_count(page, amount->count), page->arena);
}

static void append_row(PageContext *page, View *rows, const Track *track, const TrackRow *row)
{
    const size_t count = track->counts[row->state];
    const TrackAmount *amount = amount_of(track, row->state);
    if (count == 0)
        return;
    View *map = view_append_map(page->arena, rows);
    view_put_text(page->arena, map, "state_name", plan_state_name(row->state));
    view_put_text(page->arena, map, "name", page_context_word(page, row->key));
    view_put_text(page->arena, map, "count", page_context_count(page, count));
    view_put_text(page->arena, map, "amount", amount_words(page, amount, row->state));
    const size_t late = row->state == PLAN_CONFIRMED ? track->kept_late : 0;
    view_put_text(page->arena, map, "late",
                  late > 0 ? words_fill(page->words, "track.kept_late",
                                        page_context_count(page, late), page->arena)
                           : NULL);
}

void track_put(PageContext *page, const Entry *entry)
{
    const Track *track = tracks_get(&page->site->kb->findings->tracks, entry);
    if (track == NULL) {
        view_put_bool(page->arena, page->root, "track", false);
        return;
    }
    View *map = view_put_map(page->arena, page->root, "track");
    view_put_text(page->arena, map, "total", page_context_count(page, track->count));
    View *rows = view_put_list(page->arena, map, "rows");
    for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++)
        append_row(page, rows, track, &ROWS[i]);
}
