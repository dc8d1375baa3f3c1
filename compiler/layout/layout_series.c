#include "layout/layout_series.h"

enum { LATE_MAX = 4 };

typedef struct Turn {
    bool needs_worker;
    GString *request; /* NULL: there is no answer */
    GString *answer;
} Turn;

struct LayoutSeries {
    GMutex lock;  /* guards `late` */
    GArray *late; /* of size_t: turns, in any order */
    Turn *turns;
    size_t count;
};

LayoutSeries *layout_series_new(size_t count)
{
    LayoutSeries *series = g_new0(LayoutSeries, 1);
    g_mutex_init(&series->lock);
    series->late = g_array_new(FALSE, FALSE, sizeof(size_t));
    series->turns = g_new0(Turn, count);
    series->count = count;
    return series;
}

static void turn_clear(Turn *turn)
{
    if (turn->request == NULL)
        return;
    g_string_free(turn->request, TRUE);
    g_string_free(turn->answer, TRUE);
    turn->request = NULL;
}

void layout_series_free(LayoutSeries *series)
{
    for (size_t i = 0; i < series->count; i++)
        turn_clear(&series->turns[i]);
    g_free(series->turns);
    g_array_unref(series->late);
    g_mutex_clear(&series->lock);
    g_free(series);
}

static bool is_given_up(LayoutSeries *series, size_t turn)
{
    guint before = 0;
    g_mutex_lock(&series->lock);
    for (guint i = 0; i < series->late->len; i++)
        before += g_array_index(series->late, size_t, i) < turn;
    g_mutex_unlock(&series->lock);
    return before >= LATE_MAX;
}

bool layout_series_gives_up(LayoutSeries *series, size_t turn)
{
    series->turns[turn].needs_worker = true;
    return is_given_up(series, turn);
}

void layout_series_add_late(LayoutSeries *series, size_t turn)
{
    g_mutex_lock(&series->lock);
    g_array_append_val(series->late, turn);
    g_mutex_unlock(&series->lock);
}

void layout_series_add_answer(LayoutSeries *series, size_t turn, const GString *request,
                              const GString *answer)
{
    series->turns[turn].request = g_string_new_len(request->str, (gssize)request->len);
    series->turns[turn].answer = g_string_new_len(answer->str, (gssize)answer->len);
}

bool layout_series_settle(LayoutSeries *series, size_t turn, LayoutCache *cache)
{
    const Turn *settled = &series->turns[turn];
    if (settled->needs_worker && is_given_up(series, turn))
        return false;
    if (settled->request != NULL)
        layout_cache_add(cache, settled->request, settled->answer);
    return true;
}
