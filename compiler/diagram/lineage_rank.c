/*
 * Ranks: entries stand in the column of their year.
 *
 * An entry without a date has none. It stands between the years, where its relations lead: behind
 * the last year of what it is built on, else before the first of what is built on it. Positions are
 * counted in halves: 2, 4, ... are years, 1, 3, ... what is before, between and behind them.
 */
#include "diagram/lineage.h"
#include "find/findings.h"

#include <string.h>

enum { NOWHERE = 0, FIRST_GAP = 1 };

/* --- years --- */

/* The milestone's date, if it may have happened on a day that can be told. */
static const Edtf *known_date(const Plan *plan)
{
    const Edtf *date = plan_has_date(plan) ? plan->current->value.date : NULL;
    return date != NULL && date->earliest != DAY_OPEN_PAST ? date : NULL;
}

/* The event's place in the diagram's list, which is its length for others; all are alike if it is
 * empty. */
static size_t event_place(const Diagram *diagram, const EnumValue *event)
{
    size_t place = 0;
    while (place < diagram->event_count && diagram->events[place] != event)
        place++;
    return place;
}

const Plan *lineage_first_milestone(const Drawing *drawing, const Entry *entry,
                                    bool (*is_wanted)(const EnumValue *event))
{
    const Diagram *diagram = drawing->diagram;
    const Plan *best = NULL;
    size_t best_place = 0;
    Day best_day = 0;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = findings_plan(drawing->kb->findings, entry->milestones[i]);
        const Edtf *date = known_date(plan);
        const size_t place = event_place(diagram, plan->milestone->event);
        const bool is_listed = diagram->event_count > 0
                                   ? place < diagram->event_count
                                   : is_wanted == NULL || is_wanted(plan->milestone->event);
        if (date == NULL || !is_listed)
            continue;
        if (best != NULL &&
            (place > best_place || (place == best_place && date->earliest >= best_day)))
            continue;
        best = plan;
        best_place = place;
        best_day = date->earliest;
    }
    return best;
}

/* A vague date counts from the earliest day that it may mean. */
static int year_of(const Plan *plan)
{
    int year, month, day;
    edtf_split_day(known_date(plan)->earliest, &year, &month, &day);
    return year;
}

static int compare_years(const void *a, const void *b)
{
    const int one = *(const int *)a;
    const int other = *(const int *)b;
    return (one > other) - (one < other);
}

static void find_years(Lineage *lineage)
{
    GArray *years = lineage->years;
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        const Entry *entry = node->look.entry;
        node->dated = entry != NULL ? lineage_first_milestone(lineage->drawing, entry, NULL) : NULL;
        if (node->dated == NULL)
            continue;
        const int year = year_of(node->dated);
        g_array_append_val(years, year);
    }
    g_array_sort(years, compare_years);
    guint kept = 0;
    for (guint i = 0; i < years->len; i++)
        if (kept == 0 || g_array_index(years, int, i) != g_array_index(years, int, kept - 1))
            g_array_index(years, int, kept++) = g_array_index(years, int, i);
    g_array_set_size(years, kept);
}

static size_t year_position(const Lineage *lineage, int year)
{
    size_t index = 0;
    while (g_array_index(lineage->years, int, index) != year)
        index++;
    return 2 * index + 2;
}

/* --- between the years --- */

/* Behind what `node` is built on, or before what is built on it; `place` is the position of that.
 * Gaps stay gaps. */
static bool push(LineageNode *node, size_t place, bool behind)
{
    const size_t wanted = place % 2 != 0 ? place : behind ? place + 1 : place - 1;
    const bool better =
        node->rank == NOWHERE || (behind ? wanted > node->rank : wanted < node->rank);
    if (node->dated != NULL || place == NOWHERE || !better)
        return false;
    node->rank = wanted;
    return true;
}

/* Hands positions on along relations until nothing moves: they only grow (or shrink), so in a
 * circle, too, they come to rest. `settled` nodes stay. */
static void spread(Lineage *lineage, bool behind, const bool *settled)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (guint i = 0; i < lineage->relations->len; i++) {
            const Relation *relation = &g_array_index(lineage->relations, Relation, i);
            const size_t target = behind ? relation->from_node : relation->to_node;
            const size_t other = behind ? relation->to_node : relation->from_node;
            if (!settled[target])
                moved |= push(&g_array_index(lineage->nodes, LineageNode, target),
                              g_array_index(lineage->nodes, LineageNode, other).rank, behind);
        }
    }
}

static void note_settled(const Lineage *lineage, bool *settled)
{
    for (guint i = 0; i < lineage->nodes->len; i++)
        settled[i] = g_array_index(lineage->nodes, LineageNode, i).rank != NOWHERE;
}

void lineage_rank(Lineage *lineage)
{
    if (!lineage->drawing->diagram->ranked_by_year)
        return;
    find_years(lineage);
    bool *settled = arena_new0(lineage->drawing->arena, bool, lineage->nodes->len + 1);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->dated == NULL)
            continue;
        node->rank = year_position(lineage, year_of(node->dated));
        node->laid_out = true;
    }
    note_settled(lineage, settled);
    spread(lineage, true, settled);
    note_settled(lineage, settled);
    spread(lineage, false, settled);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->rank == NOWHERE && lineage->years->len > 0)
            node->rank = FIRST_GAP;
    }
}

const char *lineage_rank_title(const Lineage *lineage, const LineageNode *node)
{
    const Drawing *drawing = lineage->drawing;
    return scene_clean(drawing->arena, drawing_event(drawing, node->dated->milestone));
}

const char *lineage_rank_date(const Lineage *lineage, const LineageNode *node)
{
    return drawing_date(lineage->drawing, known_date(node->dated));
}
