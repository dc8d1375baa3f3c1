/* Of marks over time those that were the best when they came: a line each, per group. */
#include "diagram/chart.h"

#include <math.h>

typedef struct Candidate {
    size_t place; /* among the marks */
    size_t series;
    double at;
    double value; /* the larger, the better */
    bool is_fact;
} Candidate;

/* By series, then time; of what came at once, the best first. */
static int compare_candidates(const void *a, const void *b)
{
    const Candidate *one = a;
    const Candidate *other = b;
    if (one->series != other->series)
        return one->series < other->series ? -1 : 1;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    if (one->value != other->value)
        return one->value > other->value ? -1 : 1;
    return (one->place > other->place) - (one->place < other->place);
}

/* What was given up set no record. */
static GArray *find_candidates(const Chart *chart)
{
    const double sign = chart->spec->y.is_least_best ? -1 : 1;
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (size_t i = 0; i < chart->mark_count; i++) {
        const ChartMark *mark = &chart->marks[i];
        const Candidate candidate = {i, mark->series, chart_rank_value(&mark->x),
                                     sign * chart_rank_value(&mark->y),
                                     status_is_fact(mark->status)};
        if (!mark->is_rival && mark->status != STATUS_CANCELLED)
            g_array_append_val(candidates, candidate);
    }
    g_array_sort(candidates, compare_candidates);
    return candidates;
}

/* A plan must be better than all before it; what came about, than what had come about. */
static void mark_records(const GArray *candidates, bool *is_kept)
{
    double best_fact = -INFINITY;
    double best = -INFINITY;
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        if (i > 0 && candidate->series != candidate[-1].series)
            best_fact = best = -INFINITY;
        is_kept[candidate->place] = candidate->value > (candidate->is_fact ? best_fact : best);
        best = MAX(best, candidate->value);
        if (candidate->is_fact)
            best_fact = MAX(best_fact, candidate->value);
    }
}

void chart_keep_records(Chart *chart)
{
    bool *is_kept = arena_new0(chart->drawing->arena, bool, chart->mark_count + 1);
    g_autoptr(GArray) candidates = find_candidates(chart);
    mark_records(candidates, is_kept);
    for (size_t i = 0; i < chart->mark_count; i++)
        is_kept[i] |= chart->marks[i].is_rival; /* goes with its mark */
    chart_keep_marks(chart, is_kept);
}
