/* Charts: numbers and dates of a selection along axes, each with what is uncertain about it. */
#include "diagram/chart.h"

#include <math.h>
#include <stdlib.h>

enum {
    MARGIN = 20,
    PLOT_WIDTH = 900,
    PLOT_HEIGHT = 470,
    TITLE_GAP = 11,     /* between an axis's title and the plot */
    TICK_GAP = 8,       /* between the plot and labels of ticks */
    VALUE_GAP = 7,      /* between a bar and its value */
    ROW_NAME_MAX = 260, /* of names beside bars */
    NAME_GAP = 12,
    ROW_HEIGHT = 30,
    BAR_HEIGHT = 14,
    RIVAL_ROW = 14,
    RIVAL_HEIGHT = 7,
    LABELS_MAX = 60, /* lines of more values have none written beside marks */
    SERIES_ENDS = 4, /* corners of a step */
};

/* --- what is drawn between two axes --- */

static double widest_value(const ChartSide *side)
{
    double width = 0;
    for (size_t i = 0; i < side->tick_count; i++)
        if (side->ticks[i].label != NULL)
            width = MAX(width, scene_text_width(ROLE_VALUE, side->ticks[i].label));
    return width;
}

/* The plot's rectangle: at the left of it are the labels of y, above the title, below those of x.
 */
static ChartPlot make_plot(Chart *chart)
{
    const double top = MARGIN + scene_text_height(ROLE_HEADING) + TITLE_GAP;
    const double bottom = top + PLOT_HEIGHT;
    chart_fit_side(chart, true, bottom, top, false);
    const double left = MARGIN + widest_value(&chart->y) + TICK_GAP;
    const ChartPlot plot = {left, top, left + PLOT_WIDTH, bottom};
    chart_fit_side(chart, false, plot.left, plot.right, false);
    chart->drawing->scene.width = plot.right + MARGIN;
    return plot;
}

static void paint_axes(Chart *chart, const ChartPlot *plot)
{
    Scene *scene = &chart->drawing->scene;
    const double label_y = plot->bottom + TICK_GAP;
    const double title_y = label_y + scene_text_height(ROLE_TICK) + TITLE_GAP;
    chart_paint_y_ticks(chart, plot);
    chart_paint_x_ticks(chart, plot, label_y);
    scene_add_text(scene, ROLE_HEADING, MARGIN, MARGIN, plot->right - MARGIN, chart->y.title);
    scene_add_text(scene, ROLE_KIND, plot->right, title_y, plot->right - MARGIN, chart->x.title);
    chart->bottom = title_y + scene_text_height(ROLE_KIND);
}

static void paint_marks(Chart *chart)
{
    for (size_t i = 0; i < chart->mark_count; i++) {
        ChartMark *mark = &chart->marks[i];
        mark->at =
            (Point){chart_value_at(&chart->x, &mark->x), chart_value_at(&chart->y, &mark->y)};
        chart_paint_whisker(chart, mark, false);
        chart_paint_whisker(chart, mark, true);
        chart_paint_mark(chart, mark);
        chart_add_row(chart, mark);
    }
    for (size_t i = 0; i < chart->mark_count; i++)
        chart_paint_dispute(chart, &chart->marks[i]);
}

static void finish_plot(Chart *chart, const ChartPlot *plot)
{
    chart_paint_levels(chart, plot);
    const size_t unlabelled = chart_place_labels(chart, plot);
    chart_paint_legend(chart, unlabelled, 0);
}

static void label_entries(Chart *chart)
{
    const Drawing *drawing = chart->drawing;
    for (size_t i = 0; i < chart->mark_count; i++) {
        ChartMark *mark = &chart->marks[i];
        if (!mark->is_rival)
            mark->label = scene_clean(drawing->arena, drawing_text(drawing, mark->entry->label));
    }
}

static void draw_scatter(Chart *chart)
{
    const ChartPlot plot = make_plot(chart);
    paint_axes(chart, &plot);
    label_entries(chart);
    paint_marks(chart);
    finish_plot(chart, &plot);
}

/* --- series --- */

static int compare_along(const void *a, const void *b)
{
    const ChartMark *one = *(const ChartMark *const *)a;
    const ChartMark *other = *(const ChartMark *const *)b;
    if (one->series != other->series)
        return one->series < other->series ? -1 : 1;
    const double at = chart_rank_value(&one->x);
    const double other_at = chart_rank_value(&other->x);
    return at != other_at ? (at < other_at ? -1 : 1)
                          : (one->of > other->of) - (one->of < other->of);
}

/* The marks that count, by series, then along x; the caller frees it. */
static GPtrArray *sort_series(const Chart *chart)
{
    GPtrArray *sorted = g_ptr_array_new();
    for (size_t i = 0; i < chart->mark_count; i++)
        if (!chart->marks[i].is_rival)
            g_ptr_array_add(sorted, &chart->marks[i]);
    if (sorted->len > 0)
        qsort(sorted->pdata, sorted->len, sizeof(gpointer), compare_along);
    return sorted;
}

/* What was said holds until something else is, a record until it is broken: a step, no slope. The
 * line to a mark is as firm as the mark, but where all that is shown are plans. */
static void join_marks(Chart *chart, const ChartMark *from, const ChartMark *to)
{
    const bool is_step = chart->spec->shape != CHART_LINES;
    Point corners[SERIES_ENDS];
    size_t count = 0;
    corners[count++] = from->at;
    if (is_step && from->at.x != to->at.x && from->at.y != to->at.y)
        corners[count++] = (Point){to->at.x, from->at.y};
    corners[count++] = to->at;
    SceneWire *wire =
        scene_add_path(&chart->drawing->scene, ROLE_SERIES, from->box, to->box, corners, count);
    wire->hue = from->hue;
    if (chart->spec->shape != CHART_STEPS)
        wire->line = to->box->line;
}

/* Records that came about are joined with each other, past those that were only planned. */
static void join_series(Chart *chart, const GPtrArray *sorted)
{
    const ChartMark *fact = NULL;
    for (guint i = 0; i < sorted->len; i++) {
        const ChartMark *to = sorted->pdata[i];
        const bool is_fact = chart->spec->shape == CHART_RECORDS && status_is_fact(to->status);
        const ChartMark *from = is_fact ? fact : i > 0 ? sorted->pdata[i - 1] : NULL;
        if (from != NULL && from->series == to->series)
            join_marks(chart, from, to);
        if (is_fact)
            fact = to;
    }
}

/* Where a date is the day on which it was said: what stands above was still to come then. */
static void paint_today(Chart *chart)
{
    const Scale *x = &chart->x.scale;
    const Scale *y = &chart->y.scale;
    const double from = MAX(x->from, y->from);
    const double to = MIN(x->to, y->to);
    if (chart->spec->shape != CHART_STEPS || from >= to)
        return;
    Scene *scene = &chart->drawing->scene;
    SceneWire *wire =
        scene_add_line(scene, ROLE_LEVEL, (Point){scale_at(x, from), scale_at(y, from)},
                       (Point){scale_at(x, to), scale_at(y, to)});
    wire->line = LINE_DASHED;
    wire->title = scene_clean(scene->arena, drawing_word(chart->drawing, "chart.today"));
}

static void label_values(const Chart *chart, const GPtrArray *marks)
{
    for (guint i = 0; i < marks->len; i++) {
        ChartMark *mark = marks->pdata[i];
        mark->label = scene_clean(chart->drawing->arena, mark->y.text);
    }
}

static void draw_series(Chart *chart)
{
    const ChartPlot plot = make_plot(chart);
    paint_axes(chart, &plot);
    paint_today(chart);
    g_autoptr(GPtrArray) sorted = sort_series(chart);
    if (chart->spec->shape == CHART_RECORDS)
        label_entries(chart);
    else if (sorted->len <= LABELS_MAX)
        label_values(chart, sorted);
    paint_marks(chart);
    join_series(chart, sorted);
    finish_plot(chart, &plot);
}

/* --- bars --- */

typedef struct BarOrder {
    const Chart *chart;
    const ChartMark *mark;
    double value; /* by which it is ranked */
} BarOrder;

/* The largest first; of the same, by name. */
static int compare_bars(const void *a, const void *b)
{
    const BarOrder *one = a;
    const BarOrder *other = b;
    if (one->value != other->value)
        return one->value > other->value ? -1 : 1;
    const Drawing *drawing = one->chart->drawing;
    return kb_compare_names(drawing->kb, one->mark->entry, other->mark->entry, drawing->language);
}

static GArray *rank_bars(const Chart *chart)
{
    GArray *bars = g_array_new(FALSE, FALSE, sizeof(BarOrder));
    for (size_t i = 0; i < chart->mark_count; i++) {
        const ChartMark *mark = &chart->marks[i];
        const BarOrder bar = {chart, mark, chart_rank_value(&mark->x)};
        if (!mark->is_rival)
            g_array_append_val(bars, bar);
    }
    g_array_sort(bars, compare_bars);
    return bars;
}

static double widest_name(const Chart *chart, const GArray *bars, guint count)
{
    const Drawing *drawing = chart->drawing;
    double width = 0;
    for (guint i = 0; i < count; i++) {
        const Entry *entry = g_array_index(bars, BarOrder, i).mark->entry;
        width = MAX(width,
                    scene_text_width(ROLE_NAME, scene_clean(drawing->arena,
                                                            drawing_text(drawing, entry->label))));
    }
    return MIN(width, ROW_NAME_MAX);
}

/* Where a bar ends: as far as it is known to reach; of a bound there. */
static double known_end(const Chart *chart, const ChartValue *value)
{
    const bool is_range = isfinite(value->from) && isfinite(value->to);
    const bool is_negative = is_range && value->to < 0;
    return !is_range     ? chart_value_at(&chart->x, value)
           : is_negative ? chart_end_at(&chart->x, value)
                         : chart_begin_at(&chart->x, value);
}

/* From zero to the value, whichever side of zero it is on, with a point where it is open. */
static void paint_bar(Chart *chart, ChartMark *mark, double middle)
{
    Scene *scene = &chart->drawing->scene;
    const double height = mark->is_rival ? RIVAL_HEIGHT : BAR_HEIGHT;
    const double zero = scale_at(&chart->x.scale, 0);
    mark->at = (Point){known_end(chart, &mark->x), middle};
    SceneBox *box =
        scene_add_box(scene, mark->is_rival ? ROLE_OLD_MARK : ROLE_MARK, SHAPE_BAR,
                      MIN(zero, mark->at.x), middle - height / 2, fabs(mark->at.x - zero), height);
    chart_describe_mark(chart, mark, box);
    box->left = isfinite(mark->x.from) ? END_FLAT : END_OPEN;
    box->right = isfinite(mark->x.to) ? END_FLAT : END_OPEN;
    if (isfinite(mark->x.from) && isfinite(mark->x.to))
        chart_paint_whisker(chart, mark, false);
    chart_add_row(chart, mark);
}

/* Behind whatever reaches furthest to the right. */
static void paint_bar_value(Chart *chart, const ChartMark *mark, double end)
{
    Scene *scene = &chart->drawing->scene;
    const char *text = scene_clean(scene->arena, mark->x.text);
    scene_add_text(scene, ROLE_MARK_LABEL, end + VALUE_GAP,
                   mark->at.y - scene_text_height(ROLE_MARK_LABEL) / 2, INFINITY, text);
    scene->width =
        MAX(scene->width, end + VALUE_GAP + scene_text_width(ROLE_MARK_LABEL, text) + MARGIN);
}

static double bar_end(const Chart *chart, const ChartMark *mark)
{
    const double end = isfinite(mark->x.to) ? chart_end_at(&chart->x, &mark->x) : mark->at.x;
    return MAX(scale_at(&chart->x.scale, 0), end);
}

/* A bar with its name, and below it thin ones for what contradicts it. */
static void paint_row(Chart *chart, size_t place)
{
    Scene *scene = &chart->drawing->scene;
    ChartMark *mark = &chart->marks[place];
    const double middle = chart->bottom + ROW_HEIGHT / 2.0;
    SceneBox *name =
        scene_add_text(scene, ROLE_NAME, MARGIN, middle - scene_text_height(ROLE_NAME) / 2,
                       ROW_NAME_MAX, drawing_text(chart->drawing, mark->entry->label));
    name->entry = mark->entry;
    paint_bar(chart, mark, middle);
    paint_bar_value(chart, mark, bar_end(chart, mark));
    chart->bottom += ROW_HEIGHT;
    for (size_t i = place + 1; i < chart->mark_count && chart->marks[i].of == place; i++) {
        paint_bar(chart, &chart->marks[i], chart->bottom + RIVAL_ROW / 2.0 - 4);
        paint_bar_value(chart, &chart->marks[i], bar_end(chart, &chart->marks[i]));
        chart->bottom += RIVAL_ROW;
    }
}

/* What there is no room for is in the table. */
static void add_unseen_row(Chart *chart, size_t place)
{
    chart_add_row(chart, &chart->marks[place]);
    for (size_t i = place + 1; i < chart->mark_count && chart->marks[i].of == place; i++)
        chart_add_row(chart, &chart->marks[i]);
}

static void draw_bars(Chart *chart)
{
    Scene *scene = &chart->drawing->scene;
    g_autoptr(GArray) bars = rank_bars(chart);
    const guint count = MIN(bars->len, CHART_BARS_MAX);
    const double left = MARGIN + widest_name(chart, bars, count) + NAME_GAP;
    chart_fit_side(chart, false, left, left + PLOT_WIDTH, true);
    ChartPlot plot = {.left = left, .right = left + PLOT_WIDTH};
    const double label_y = MARGIN + scene_text_height(ROLE_HEADING) + TITLE_GAP;
    plot.top = label_y + scene_text_height(ROLE_TICK) + TITLE_GAP;
    scene->width = plot.right + MARGIN;
    scene_add_text(scene, ROLE_HEADING, left, MARGIN, PLOT_WIDTH, chart->x.title);
    chart->bottom = plot.top + chart_levels_height(chart);
    for (guint i = 0; i < count; i++)
        paint_row(chart, (size_t)(g_array_index(bars, BarOrder, i).mark - chart->marks));
    for (guint i = count; i < bars->len; i++)
        add_unseen_row(chart, (size_t)(g_array_index(bars, BarOrder, i).mark - chart->marks));
    plot.bottom = chart->bottom;
    chart_paint_x_ticks(chart, &plot, label_y);
    chart_paint_levels(chart, &plot);
    chart_paint_legend(chart, 0, bars->len - count);
}

/* --- the whole --- */

static const struct {
    void (*draw)(Chart *chart);
    const char *description; /* key of a word */
} shapes[CHART_SHAPE_COUNT] = {
    [CHART_SCATTER] = {draw_scatter, "chart.scatter"}, [CHART_BARS] = {draw_bars, "chart.bars"},
    [CHART_LINES] = {draw_series, "chart.lines"},      [CHART_STEPS] = {draw_series, "chart.steps"},
    [CHART_RECORDS] = {draw_series, "chart.records"},
};

static bool is_date_side(const ChartSpec *spec, bool of_y)
{
    const bool is_implied = !of_y && (spec->shape == CHART_LINES || spec->shape == CHART_STEPS);
    return is_implied || (of_y ? spec->y.is_date : spec->x.is_date);
}

/* So many marks that they would cover each other are small ones. */
static double choose_mark_size(size_t count)
{
    return count > 1000 ? 5 : count > 300 ? 7 : count > 100 ? 9 : 11;
}

/* The table stands for them. */
static void refuse(Chart *chart)
{
    drawing_fail(chart->drawing, DIAG_LAYOUT_TOO_LARGE,
                 "diagram '%s' has more than %d marks; select fewer entries",
                 chart->drawing->diagram->name, CHART_MARKS_MAX);
    for (size_t i = 0; i < chart->mark_count; i++)
        chart_add_row(chart, &chart->marks[i]);
}

/* That values have no place, or hold for conditions, is not that they are not known. */
static void say_nothing(const Chart *chart)
{
    Drawing *drawing = chart->drawing;
    if (chart->left_out > 0)
        drawing_show_text(drawing, drawing_fill(drawing, "chart.left_out",
                                                drawing_count(drawing, chart->left_out)));
    else if (chart->conditional > 0)
        drawing_show_text(drawing, drawing_fill(drawing, "chart.conditional",
                                                drawing_count(drawing, chart->conditional)));
    else
        drawing_show_nothing(drawing);
}

void chart_draw(Drawing *drawing)
{
    const ChartSpec *spec = drawing->diagram->chart;
    Chart chart = {.drawing = drawing, .spec = spec};
    chart.x = (ChartSide){.spec = &spec->x, .is_date = is_date_side(spec, false)};
    chart.y = (ChartSide){.spec = &spec->y, .is_date = is_date_side(spec, true)};
    chart_collect(&chart);
    chart.mark_size = choose_mark_size(chart.mark_count);
    chart_begin_table(&chart);
    if (chart.mark_count == 0) {
        say_nothing(&chart);
        return;
    }
    if (chart.mark_count > CHART_MARKS_MAX && spec->shape != CHART_BARS) {
        refuse(&chart);
        return;
    }
    shapes[spec->shape].draw(&chart);
    drawing->scene.height = chart.bottom + MARGIN;
    drawing->scene.description = drawing_fill(drawing, shapes[spec->shape].description,
                                              drawing_count(drawing, chart.mark_count));
}
