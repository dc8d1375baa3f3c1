#include "diagram/timeline.h"

#include "find/findings.h"
#include "find/plan_words.h"
#include "find/told.h"
#include "select/group.h"
#include "select/lanes.h"

#include <string.h>

/* What is being gathered; the arrays are turned into arena memory at the end. */
typedef struct TimelineCollector {
    const Drawing *drawing;
    Timeline *timeline;
    GPtrArray *lanes;   /* of LaneDraft */
    GHashTable *by_key; /* key -> LaneDraft */
    GPtrArray *events;  /* of const EnumValue */
} TimelineCollector;

typedef struct LaneDraft {
    Lane lane;
    GArray *rows; /* of TimelineRow */
} LaneDraft;

static void lane_draft_free(gpointer data)
{
    LaneDraft *draft = data;
    g_array_unref(draft->rows);
    g_free(draft);
}

/* Of dates that look the same, the one that counts is drawn, or else the first. */
static bool is_drawn_already(const Milestone *milestone, size_t index, const Claim *current)
{
    const Claim *claim = milestone->dates[index];
    if (current == NULL || !lanes_show_claim(current))
        return lanes_is_repeated(milestone, index);
    return claim != current &&
           (lanes_look_same(claim, current) || lanes_is_repeated(milestone, index));
}

/* Since when a mark says what is known: since the first claim that looks the same was. */
static const char *known_since(Arena *arena, const Milestone *milestone, const Claim *shown)
{
    Day known = date_known_since(shown);
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = milestone->dates[i];
        if (lanes_show_claim(claim) &&
            status_is_fact(claim->status) == status_is_fact(shown->status) &&
            lanes_look_same(claim, shown))
            known = MIN(known, date_known_since(claim));
    }
    return told_day_text(arena, known);
}

static void collect_milestone(const Drawing *drawing, const Milestone *milestone, GArray *marks)
{
    const Plan *plan = findings_plan(drawing->kb->findings, milestone);
    const Claim *current = plan_shown_date(plan);
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = milestone->dates[i];
        if (!lanes_show_claim(claim) || is_drawn_already(milestone, i, current))
            continue;
        const Edtf *date = claim->value.date;
        const bool is_of_plan = claim == current || plan_has_replaced(plan, claim);
        TimelineMark mark = {.milestone = milestone,
                             .claim = claim,
                             .date = date,
                             .known = known_since(drawing->arena, milestone, claim),
                             .overdue = claim == current && plan->state == PLAN_OVERDUE,
                             .cancelled = is_of_plan && plan->state == PLAN_CANCELLED,
                             .old = claim != current};
        mark.label = arena_printf(drawing->arena, "%s %s", drawing_event(drawing, milestone),
                                  drawing_date(drawing, date));
        if (claim == current || mark.cancelled)
            mark.settled =
                plan_settled_words(drawing->words, drawing->language, plan, drawing->arena);
        g_array_append_val(marks, mark);
    }
}

static int compare_marks(const void *a, const void *b)
{
    const TimelineMark *one = a;
    const TimelineMark *other = b;
    const int by_date = edtf_sort(one->date, other->date);
    return by_date != 0 ? by_date : strcmp(one->milestone->id, other->milestone->id);
}

/* Returns the lane that the claim puts the entry into; NULL: that of all others. */
static LaneDraft *find_lane(TimelineCollector *collector, const Entry *entry, const Claim *claim)
{
    const Drawing *drawing = collector->drawing;
    const char *slot = drawing->plate->lanes;
    const char *key = group_key(claim);
    LaneDraft *draft = g_hash_table_lookup(collector->by_key, key);
    if (draft != NULL)
        return draft;
    draft = g_new0(LaneDraft, 1);
    draft->rows = g_array_new(FALSE, FALSE, sizeof(TimelineRow));
    draft->lane.title = slot != NULL ? group_title(entry, slot, claim, drawing->language,
                                                   drawing->words, drawing->arena)
                                     : NULL;
    drawing_cite(drawing, claim);
    draft->lane.claim = claim;
    g_hash_table_insert(collector->by_key, (gpointer)key, draft);
    g_ptr_array_add(collector->lanes, draft);
    return draft;
}

static bool is_outside(const Axis *axis, const Edtf *date)
{
    return date->latest < axis->from || date->earliest > axis->to;
}

static void *copy_array(Arena *arena, const void *data, size_t size)
{
    return size > 0 ? memcpy(arena_alloc(arena, size), data, size) : NULL;
}

/* Drops what lies beyond the axis, and notes which events are left. */
static void keep_inside(TimelineCollector *collector, GArray *marks)
{
    Timeline *timeline = collector->timeline;
    guint kept = 0;
    for (guint i = 0; i < marks->len; i++) {
        const TimelineMark *mark = &g_array_index(marks, TimelineMark, i);
        if (is_outside(&timeline->axis, mark->date)) {
            timeline->outside++;
            continue;
        }
        const EnumValue *event = mark->milestone->event;
        if (!g_ptr_array_find(collector->events, event, NULL))
            g_ptr_array_add(collector->events, (gpointer)event);
        g_array_index(marks, TimelineMark, kept++) = *mark;
    }
    g_array_set_size(marks, kept);
}

static GArray *collect_marks(const Drawing *drawing, const Entry *entry)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(TimelineMark));
    for (size_t i = 0; i < entry->milestone_count; i++)
        if (lanes_show_event(drawing->diagram, entry->milestones[i]->event))
            collect_milestone(drawing, entry->milestones[i], marks);
    g_array_sort(marks, compare_marks);
    return marks;
}

/* An entry with several values stands in the lane of each; what it shows is told once. */
static void add_to_lanes(TimelineCollector *collector, const Entry *entry, const GArray *marks)
{
    const Drawing *drawing = collector->drawing;
    g_autoptr(GPtrArray) claims = lanes_claims(drawing->plate, entry);
    for (guint i = 0; i < claims->len; i++) {
        const TimelineRow row = {
            .entry = entry,
            .lane = claims->pdata[i],
            .marks = copy_array(drawing->arena, marks->data, marks->len * sizeof(TimelineMark)),
            .mark_count = marks->len,
            .is_repeated = i > 0,
        };
        g_array_append_val(find_lane(collector, entry, claims->pdata[i])->rows, row);
    }
}

static void collect_entry(TimelineCollector *collector, const Entry *entry)
{
    g_autoptr(GArray) marks = collect_marks(collector->drawing, entry);
    keep_inside(collector, marks);
    if (marks->len == 0)
        return;
    add_to_lanes(collector, entry, marks);
    collector->timeline->mark_count += marks->len;
}

/* The span of the data, in whole years; open ends do not stretch it. */
static void span_data(const Drawing *drawing, Axis *axis)
{
    axis->from = DAY_OPEN_FUTURE;
    axis->to = DAY_OPEN_PAST;
    for (size_t i = 0; i < drawing->plate->entry_count; i++) {
        g_autoptr(GArray) marks = collect_marks(drawing, drawing->plate->entries[i]);
        for (guint j = 0; j < marks->len; j++) {
            const Edtf *date = g_array_index(marks, TimelineMark, j).date;
            const bool past = date->earliest == DAY_OPEN_PAST;
            const bool future = date->latest == DAY_OPEN_FUTURE;
            axis->from = MIN(axis->from, past ? date->latest : date->earliest);
            axis->to = MAX(axis->to, future ? date->earliest : date->latest);
        }
    }
    if (axis->from > axis->to)
        axis->from = axis->to = drawing->kb->as_of.latest;
    axis_round(axis);
}

/* Is the day one that can be drawn? Ends of the diagram's own range may be open, too. */
static bool is_day(Day day)
{
    return day != DAY_OPEN_PAST && day != DAY_OPEN_FUTURE;
}

/* A part's axis has no more years than it needs. */
static void narrow_axis(const Plate *part, Axis *axis)
{
    Axis own = {.from = part->span.from, .to = part->span.to};
    axis_round(&own);
    axis->from = MAX(axis->from, own.from);
    axis->to = MIN(axis->to, own.to);
}

static void set_axis(const Drawing *drawing, Axis *axis)
{
    const Diagram *diagram = drawing->diagram;
    const bool has_from = diagram->has_from && is_day(diagram->from.earliest);
    const bool has_to = diagram->has_to && is_day(diagram->to.latest);
    if (!has_from || !has_to)
        span_data(drawing, axis);
    if (has_from)
        axis->from = diagram->from.earliest;
    if (has_to)
        axis->to = diagram->to.latest;
    if (axis->from > axis->to) { /* one end given, all data beyond it */
        axis->to = has_from ? axis->from : axis->to;
        axis->from = axis->to;
        axis_round(axis);
    }
    if (drawing->plate->whole != NULL)
        narrow_axis(drawing->plate, axis);
}

/* By the first date; of one day, by name. */
static int compare_rows(const void *a, const void *b, void *user)
{
    const TimelineRow *one = a;
    const TimelineRow *other = b;
    const Drawing *drawing = user;
    const int by_date = edtf_sort(one->marks[0].date, other->marks[0].date);
    return by_date != 0
               ? by_date
               : kb_compare_names(drawing->kb, one->entry, other->entry, drawing->language);
}

static int compare_lanes(const void *a, const void *b)
{
    return lanes_compare((*(LaneDraft *const *)a)->lane.claim,
                         (*(LaneDraft *const *)b)->lane.claim);
}

static int compare_events(const void *a, const void *b)
{
    const EnumValue *one = *(const EnumValue *const *)a;
    const EnumValue *other = *(const EnumValue *const *)b;
    return (one->index > other->index) - (one->index < other->index);
}

static void set_hues(Timeline *timeline, TimelineRow *row)
{
    for (size_t i = 0; i < row->mark_count; i++)
        for (size_t event = 0; event < timeline->event_count; event++)
            if (timeline->events[event] == row->marks[i].milestone->event)
                row->marks[i].kind = event;
}

static void finish(TimelineCollector *collector)
{
    Arena *arena = collector->drawing->arena;
    Timeline *timeline = collector->timeline;
    g_ptr_array_sort(collector->lanes, compare_lanes);
    g_ptr_array_sort(collector->events, compare_events);
    timeline->event_count = collector->events->len;
    timeline->events =
        copy_array(arena, collector->events->pdata, timeline->event_count * sizeof(gpointer));
    timeline->lane_count = collector->lanes->len;
    timeline->lanes = arena_new0(arena, Lane, timeline->lane_count);
    for (size_t i = 0; i < timeline->lane_count; i++) {
        const LaneDraft *draft = g_ptr_array_index(collector->lanes, i);
        g_array_sort_with_data(draft->rows, compare_rows, (gpointer)collector->drawing);
        Lane *lane = &timeline->lanes[i];
        *lane = draft->lane;
        lane->row_count = draft->rows->len;
        lane->rows = copy_array(arena, draft->rows->data, lane->row_count * sizeof(TimelineRow));
        for (size_t row = 0; row < lane->row_count; row++)
            set_hues(timeline, &lane->rows[row]);
    }
}

void timeline_collect(const Drawing *drawing, Timeline *timeline)
{
    g_autoptr(GPtrArray) lanes = g_ptr_array_new_with_free_func(lane_draft_free);
    g_autoptr(GPtrArray) events = g_ptr_array_new();
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    TimelineCollector collector = {drawing, timeline, lanes, by_key, events};
    set_axis(drawing, &timeline->axis);
    for (size_t i = 0; i < drawing->plate->entry_count; i++)
        collect_entry(&collector, drawing->plate->entries[i]);
    timeline->shows_as_of = time_plot_shows_as_of(drawing, &timeline->axis);
    finish(&collector);
}
