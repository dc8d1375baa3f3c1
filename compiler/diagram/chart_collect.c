/* What a chart shows: a mark for each entry with its values, or for each figure or date. */
#include "diagram/chart.h"

#include "find/findings.h"
#include "find/told.h"
#include "model/agree.h"
#include "select/group.h"

#include <string.h>

typedef struct ChartCollector {
    Chart *chart;
    const Findings *findings;
    GArray *marks;             /* of ChartMark */
    GArray *series;            /* of ChartGroup */
    GHashTable *series_by_key; /* key -> its place plus 1 */
} ChartCollector;

/* --- what an entry says along an axis --- */

static bool is_measurable(const Claim *claim)
{
    return claim->value.kind == VALUE_QUANTITY || claim->value.kind == VALUE_INTEGER ||
           claim->value.kind == VALUE_DATE;
}

static ChartValue claim_value(const Claim *claim)
{
    return (ChartValue){.claim = claim,
                        .status = claim->status,
                        .date = claim->value.kind == VALUE_DATE ? claim->value.date : NULL};
}

static bool is_new(const GArray *values, const Claim *claim)
{
    for (guint i = 0; i < values->len; i++)
        if (claim_says_same(g_array_index(values, ChartValue, i).claim, claim))
            return false;
    return true;
}

/* The claim that counts, and those that contradict it. */
static void add_disputed(const ChartCollector *collector, const Claim *best, GArray *values)
{
    if (best == NULL || !is_measurable(best))
        return;
    const ChartValue first = claim_value(best);
    g_array_append_val(values, first);
    const Conflict *conflict = conflicts_of_claim(&collector->findings->conflicts, best);
    for (size_t i = 0; conflict != NULL && i < conflict->claim_count; i++) {
        const Claim *claim = conflict->claims[i];
        const ChartValue value = claim_value(claim);
        if (claim != best && is_measurable(claim) && claim_is_in_force(claim) &&
            is_new(values, claim))
            g_array_append_val(values, value);
    }
}

/* Of several milestones of an event the earliest. */
static const Plan *find_event(const ChartCollector *collector, const Entry *entry,
                              const EnumValue *event)
{
    const Plan *found = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        if (milestone->event != event)
            continue;
        const Plan *plan = findings_plan(collector->findings, milestone);
        const Claim *date = plan_shown_date(plan);
        if (date != NULL && date->value.kind == VALUE_DATE &&
            (found == NULL || edtf_sort(date->value.date, plan_shown_date(found)->value.date) < 0))
            found = plan;
    }
    return found;
}

static void add_event(const ChartCollector *collector, const Entry *entry, const ChartAxis *axis,
                      GArray *values)
{
    const Plan *plan = NULL;
    for (size_t i = 0; i < axis->event_count && plan == NULL; i++)
        plan = find_event(collector, entry, axis->events[i]);
    if (plan == NULL)
        return;
    add_disputed(collector, plan_shown_date(plan), values);
    if (plan->state == PLAN_CANCELLED)
        g_array_index(values, ChartValue, 0).status = STATUS_CANCELLED;
}

/* The figure of the axis's period; else the one of the latest. */
static const Figure *find_figure(const Entry *entry, const ChartAxis *axis)
{
    const Figure *found = NULL;
    for (size_t i = 0; i < entry->figure_count; i++) {
        const Figure *figure = entry->figures[i];
        if (figure->measure != axis->measures[0] || figure_current(figure, axis->condition) == NULL)
            continue;
        if (axis->period != NULL) {
            if (figure->period != NULL && edtf_same_days(figure->period, axis->period))
                return figure;
        } else if (found == NULL ||
                   (figure->period != NULL &&
                    (found->period == NULL || edtf_sort(figure->period, found->period) > 0))) {
            found = figure;
        }
    }
    return found;
}

static void add_figure_values(const ChartCollector *collector, const Figure *figure,
                              const ChartAxis *axis, GArray *values)
{
    add_disputed(collector, figure_current(figure, axis->condition), values);
    for (guint i = 0; i < values->len && axis->period == NULL; i++)
        g_array_index(values, ChartValue, i).period = figure->period;
}

/* Is anything known of it at all? */
static bool is_any_in_force(const Claims *claims)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claim_is_in_force(&claims->items[i]) && value_is_known(&claims->items[i].value))
            return true;
    return false;
}

static void add_slot(const ChartCollector *collector, const Claims *claims, const ChartAxis *axis,
                     GArray *values)
{
    const Claim *best = claims_best_for(claims, axis->condition);
    add_disputed(collector, best, values);
    if (best == NULL && axis->condition == NULL && is_any_in_force(claims))
        collector->chart->conditional++;
}

/* Appends the values (ChartValue) that an entry has along the axis: the one that counts first. */
static void add_values(const ChartCollector *collector, const Entry *entry, const ChartAxis *axis,
                       GArray *values)
{
    if (axis->slot != NULL) {
        const Claims *claims = object_find(&entry->object, axis->slot);
        if (claims != NULL)
            add_slot(collector, claims, axis, values);
    } else if (axis->event_count > 0) {
        add_event(collector, entry, axis, values);
    } else if (axis->measure_count > 0) {
        const Figure *figure = find_figure(entry, axis);
        if (figure != NULL)
            add_figure_values(collector, figure, axis, values);
    }
}

/* --- marks --- */

/* The less certain of two. */
static Status merge_status(Status a, Status b)
{
    static const unsigned doubts[STATUS_COUNT] = {
        [STATUS_ACTUAL] = 0,  [STATUS_REPORTED] = 1, [STATUS_ESTIMATED] = 2,
        [STATUS_PLANNED] = 3, [STATUS_RUMOURED] = 4, [STATUS_CANCELLED] = 5,
    };
    return doubts[a] >= doubts[b] ? a : b;
}

static Status mark_status(const ChartMark *mark)
{
    return mark->x.claim == NULL   ? mark->y.status
           : mark->y.claim == NULL ? mark->x.status
                                   : merge_status(mark->x.status, mark->y.status);
}

static void add_mark(const ChartCollector *collector, ChartMark mark, size_t of)
{
    mark.of = of;
    mark.is_rival = of != collector->marks->len;
    mark.status = mark_status(&mark);
    g_array_append_val(collector->marks, mark);
}

/* A mark where the values that count meet, and one for each that contradicts one of them. */
static void add_crossing(const ChartCollector *collector, const Entry *entry, const GArray *xs,
                         const GArray *ys)
{
    const size_t first = collector->marks->len;
    if (xs->len == 0 || ys->len == 0)
        return;
    for (guint i = 0; i < xs->len; i++)
        add_mark(collector,
                 (ChartMark){.entry = entry,
                             .x = g_array_index(xs, ChartValue, i),
                             .y = g_array_index(ys, ChartValue, 0)},
                 first);
    for (guint i = 1; i < ys->len; i++)
        add_mark(collector,
                 (ChartMark){.entry = entry,
                             .x = g_array_index(xs, ChartValue, 0),
                             .y = g_array_index(ys, ChartValue, i)},
                 first);
}

static void collect_crossing(const ChartCollector *collector, const Entry *entry)
{
    g_autoptr(GArray) xs = g_array_new(FALSE, FALSE, sizeof(ChartValue));
    g_autoptr(GArray) ys = g_array_new(FALSE, FALSE, sizeof(ChartValue));
    add_values(collector, entry, &collector->chart->spec->x, xs);
    add_values(collector, entry, &collector->chart->spec->y, ys);
    add_crossing(collector, entry, xs, ys);
}

static void collect_bar(const ChartCollector *collector, const Entry *entry)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(ChartValue));
    const size_t first = collector->marks->len;
    add_values(collector, entry, &collector->chart->spec->x, values);
    for (guint i = 0; i < values->len; i++)
        add_mark(collector, (ChartMark){.entry = entry, .x = g_array_index(values, ChartValue, i)},
                 first);
}

/* --- series --- */

static size_t find_series(const ChartCollector *collector, const char *key, const char *title)
{
    const size_t known = GPOINTER_TO_SIZE(g_hash_table_lookup(collector->series_by_key, key));
    if (known > 0)
        return known - 1;
    const ChartGroup group = {.title = title, .is_stated = true};
    g_array_append_val(collector->series, group);
    g_hash_table_insert(collector->series_by_key, (gpointer)key,
                        GSIZE_TO_POINTER((size_t)collector->series->len));
    return collector->series->len - 1;
}

/* A series of its own for each group that is coloured alike. */
static void collect_candidate(const ChartCollector *collector, const Entry *entry)
{
    const char *slot = collector->chart->spec->color_by;
    const guint first = collector->marks->len;
    collect_crossing(collector, entry);
    for (guint i = first; slot != NULL && i < collector->marks->len; i++) {
        const char *key = group_key(group_claim(entry, slot));
        g_array_index(collector->marks, ChartMark, i).series = find_series(collector, key, key);
    }
}

/* A series of its own for each length of periods: what is made in half a year is no fall of what
 * is made in a whole one. NULL: it is no period that numbers are compared over. */
static const char *period_length(const Drawing *drawing, const Edtf *period)
{
    switch (period->precision) {
    case EDTF_DAY:
        return "";
    case EDTF_MONTH:
        return drawing_word(drawing, "chart.months");
    case EDTF_QUARTER:
        return drawing_word(drawing, "chart.quarters");
    case EDTF_HALF:
        return drawing_word(drawing, "chart.halves");
    case EDTF_YEAR:
        return drawing_word(drawing, "chart.years");
    default:
        return NULL;
    }
}

/* Named after what tells it from others: the entry, if there are several; the measure, same. */
static size_t figure_series(const ChartCollector *collector, const Figure *figure,
                            const char *length)
{
    const Drawing *drawing = collector->chart->drawing;
    const bool has_many = drawing->plate->entry_count > 1;
    const char *measure = drawing_text(drawing, &figure->measure->title);
    const char *title = has_many
                            ? drawing_join(drawing, "title.comma",
                                           drawing_text(drawing, figure->subject->label), measure)
                            : measure;
    if (figure->key != NULL)
        title = drawing_join(drawing, "title.comma", title, figure->key);
    if (length[0] != '\0')
        title = arena_concat(drawing->arena, title,
                             drawing_fill(drawing, "title.bracketed", length), "");
    const char *key =
        arena_printf(drawing->arena, "%s\n%s\n%s\n%s", figure->subject->id, figure->measure->name,
                     length, figure->key != NULL ? figure->key : "");
    return find_series(collector, key, title);
}

static void add_figure(const ChartCollector *collector, const Figure *figure)
{
    Chart *chart = collector->chart;
    const Claim *best = figure_current(figure, chart->spec->y.condition);
    const char *length =
        figure->period != NULL ? period_length(chart->drawing, figure->period) : NULL;
    if (best == NULL)
        return;
    if (length == NULL) {
        chart->left_out++;
        return;
    }
    g_autoptr(GArray) amounts = g_array_new(FALSE, FALSE, sizeof(ChartValue));
    add_disputed(collector, best, amounts);
    const size_t first = collector->marks->len;
    const size_t series = amounts->len > 0 ? figure_series(collector, figure, length) : 0;
    for (guint i = 0; i < amounts->len; i++)
        add_mark(collector,
                 (ChartMark){.entry = figure->subject,
                             .x = {.date = figure->period},
                             .y = g_array_index(amounts, ChartValue, i),
                             .series = series},
                 first);
}

static bool is_among(const EnumValue *value, const EnumValue *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == value)
            return true;
    return false;
}

static void collect_figures(const ChartCollector *collector, const Entry *entry)
{
    const ChartAxis *axis = &collector->chart->spec->y;
    for (size_t i = 0; i < entry->figure_count; i++)
        if (is_among(entry->figures[i]->measure, axis->measures, axis->measure_count))
            add_figure(collector, entry->figures[i]);
}

/* Named after the entry, with the event if there are several. */
static const char *words_series(const Chart *chart, const Milestone *milestone)
{
    const Drawing *drawing = chart->drawing;
    const char *title = drawing_text(drawing, milestone->subject->label);
    if (chart->spec->y.event_count > 1)
        title = drawing_join(drawing, "title.comma", title,
                             drawing_text(drawing, &milestone->event->title));
    return milestone->key != NULL ? drawing_join(drawing, "title.comma", title, milestone->key)
                                  : title;
}

/* All dates that were said of a milestone, by when that was. */
static void add_words(const ChartCollector *collector, const Milestone *milestone)
{
    Chart *chart = collector->chart;
    const char *title = words_series(chart, milestone);
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = milestone->dates[i];
        if (claim->value.kind != VALUE_DATE || claim->rank == RANK_DEPRECATED)
            continue;
        if (claim->as_of == NULL) {
            chart->left_out++;
            continue;
        }
        add_mark(collector,
                 (ChartMark){.entry = milestone->subject,
                             .x = {.date = claim->as_of},
                             .y = claim_value(claim),
                             .series = find_series(collector, milestone->id, title)},
                 collector->marks->len);
    }
}

static void collect_words(const ChartCollector *collector, const Entry *entry)
{
    const ChartAxis *axis = &collector->chart->spec->y;
    for (size_t i = 0; i < entry->milestone_count; i++)
        if (is_among(entry->milestones[i]->event, axis->events, axis->event_count))
            add_words(collector, entry->milestones[i]);
}

/* --- groups: what has the same value looks alike --- */

static ChartGroup chart_group(const Chart *chart, const ValueGroup *group, const char *slot)
{
    const Drawing *drawing = chart->drawing;
    const char *title = group_title(group->entry, slot, group->claim, drawing->language,
                                    drawing->words, drawing->arena);
    drawing_cite(drawing, group->claim);
    return (ChartGroup){.title = scene_clean(drawing->arena, title),
                        .is_stated = group->claim != NULL};
}

/* Returns the groups by a slot, in the legend's order; `of_mark` has that of each mark. */
static ChartGroup *group_marks(const Chart *chart, const char *slot, const ValueGroup **of_mark,
                               size_t *count)
{
    Arena *arena = chart->drawing->arena;
    const Entry **entries = arena_new0(arena, const Entry *, chart->mark_count + 1);
    for (size_t i = 0; i < chart->mark_count; i++)
        entries[i] = chart->marks[i].entry;
    g_autoptr(GPtrArray) found = groups_find(entries, chart->mark_count, slot, arena, of_mark);
    ChartGroup *groups = arena_new0(arena, ChartGroup, found->len + 1);
    for (guint i = 0; i < found->len; i++)
        groups[i] = chart_group(chart, found->pdata[i], slot);
    *count = found->len;
    return groups;
}

/* How many shapes tell groups of one hue apart: bars have none, and they may tell something else.
 */
static size_t forms_of_groups(const Chart *chart)
{
    const bool are_free = chart->spec->shape_by == NULL && chart->spec->shape != CHART_BARS;
    return are_free ? CHART_FORMS : 1;
}

/* Each hue with each shape; what is left, and what is not stated, looks like nothing of its own. */
static void set_look(ChartGroup *group, size_t place, size_t forms)
{
    enum { HUES = HUE_COUNT - 1 };
    group->is_other = group->is_stated && place >= HUES * forms;
    const bool is_plain = !group->is_stated || group->is_other;
    group->hue = is_plain ? HUES : (int)(place % HUES);
    group->form = is_plain ? 0 : (unsigned)(place / HUES);
}

static void color_marks(Chart *chart)
{
    if (chart->spec->color_by == NULL)
        return;
    const ValueGroup **of_mark =
        arena_new0(chart->drawing->arena, const ValueGroup *, chart->mark_count + 1);
    chart->colors = group_marks(chart, chart->spec->color_by, of_mark, &chart->color_count);
    for (size_t i = 0; i < chart->color_count; i++)
        set_look(&chart->colors[i], i, forms_of_groups(chart));
    for (size_t i = 0; i < chart->mark_count; i++) {
        const ChartGroup *group = &chart->colors[of_mark[i]->place];
        chart->marks[i].hue = group->hue;
        chart->marks[i].form = group->form;
        chart->marks[i].group = group->title;
    }
}

static void form_marks(Chart *chart)
{
    if (chart->spec->shape_by == NULL)
        return;
    const ValueGroup **of_mark =
        arena_new0(chart->drawing->arena, const ValueGroup *, chart->mark_count + 1);
    chart->forms = group_marks(chart, chart->spec->shape_by, of_mark, &chart->form_count);
    for (size_t i = 0; i < chart->form_count; i++) {
        ChartGroup *group = &chart->forms[i];
        group->form = MIN((unsigned)i, CHART_FORMS - 1);
        group->is_other = chart->form_count > CHART_FORMS && group->form == CHART_FORMS - 1;
    }
    for (size_t i = 0; i < chart->mark_count; i++) {
        const ChartGroup *group = &chart->forms[of_mark[i]->place];
        chart->marks[i].form = group->form;
        chart->marks[i].form_is = group->title;
    }
}

/* Series are coloured like groups, unless colours are by a slot. */
static void color_series(Chart *chart, const GArray *series)
{
    if (series->len == 0 || chart->spec->color_by != NULL)
        return;
    chart->colors = arena_new0(chart->drawing->arena, ChartGroup, series->len);
    chart->color_count = series->len;
    for (guint i = 0; i < series->len; i++) {
        chart->colors[i] = g_array_index(series, ChartGroup, i);
        chart->colors[i].title = scene_clean(chart->drawing->arena, chart->colors[i].title);
        set_look(&chart->colors[i], i, forms_of_groups(chart));
    }
    for (size_t i = 0; i < chart->mark_count; i++) {
        ChartMark *mark = &chart->marks[i];
        mark->hue = chart->colors[mark->series].hue;
        mark->form = chart->colors[mark->series].form;
        mark->group = chart->colors[mark->series].title;
    }
}

/* --- the whole --- */

static void (*const collectors[CHART_SHAPE_COUNT])(const ChartCollector *, const Entry *) = {
    [CHART_SCATTER] = collect_crossing,  [CHART_BARS] = collect_bar,
    [CHART_LINES] = collect_figures,     [CHART_STEPS] = collect_words,
    [CHART_RECORDS] = collect_candidate,
};

void chart_collect(Chart *chart)
{
    const Drawing *drawing = chart->drawing;
    g_autoptr(GArray) marks = g_array_new(FALSE, TRUE, sizeof(ChartMark));
    g_autoptr(GArray) series = g_array_new(FALSE, TRUE, sizeof(ChartGroup));
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    const ChartCollector collector = {chart, drawing->kb->findings, marks, series, by_key};
    for (size_t i = 0; i < drawing->plate->entry_count; i++)
        collectors[chart->spec->shape](&collector, drawing->plate->entries[i]);
    chart->mark_count = marks->len;
    chart->marks = arena_new0(drawing->arena, ChartMark, marks->len + 1);
    if (marks->len > 0)
        memcpy(chart->marks, marks->data, marks->len * sizeof(ChartMark));
    chart_read_values(chart, false);
    if (chart->spec->shape != CHART_BARS)
        chart_read_values(chart, true);
    if (chart->spec->shape == CHART_RECORDS)
        chart_keep_records(chart);
    color_series(chart, series);
    color_marks(chart);
    form_marks(chart);
}
