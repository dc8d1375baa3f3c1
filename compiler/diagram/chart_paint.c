/* What charts of all shapes have in common: axes, marks, whiskers, legend and table. */
#include "diagram/chart.h"

#include "diagram/legend.h"
#include "diagram/status_look.h"

#include <math.h>
#include <string.h>

enum {
    MARK_SIZE = 11,
    RIVAL_SIZE = 7,
    TICK_GAP = 8,
    TIP = 6,
    LEVEL_INSET = 6, /* of titles of lines to compare with */
    LEVEL_ROWS = 5,  /* of them below each other; more begin anew */
    LEVEL_COLUMNS_MIN = 2,
    LEVEL_COLUMNS_MAX = 4,
};

static const Shape forms[CHART_FORMS] = {SHAPE_CIRCLE, SHAPE_BAR, SHAPE_DIAMOND, SHAPE_TRIANGLE};

/* --- axes --- */

/* Wherever the tick stands, all of its label is on the canvas. */
static void paint_x_label(Scene *scene, const ChartTick *tick, double y)
{
    const double half = scene_text_width(ROLE_TICK, tick->label) / 2;
    const double x = MAX(tick->label_at, half + TICK_GAP);
    scene_add_text(scene, ROLE_TICK, x, y, INFINITY, tick->label);
    scene->width = MAX(scene->width, x + half + TICK_GAP);
}

void chart_paint_x_ticks(Chart *chart, const ChartPlot *plot, double label_y)
{
    Scene *scene = &chart->drawing->scene;
    for (size_t i = 0; i < chart->x.tick_count; i++) {
        const ChartTick *tick = &chart->x.ticks[i];
        scene_add_line(scene, ROLE_GRID, (Point){tick->at, plot->top},
                       (Point){tick->at, plot->bottom});
        if (tick->label != NULL)
            paint_x_label(scene, tick, label_y);
    }
}

void chart_paint_y_ticks(Chart *chart, const ChartPlot *plot)
{
    Scene *scene = &chart->drawing->scene;
    const double half = scene_text_height(ROLE_VALUE) / 2;
    for (size_t i = 0; i < chart->y.tick_count; i++) {
        const ChartTick *tick = &chart->y.ticks[i];
        scene_add_line(scene, ROLE_GRID, (Point){plot->left, tick->at},
                       (Point){plot->right, tick->at});
        if (tick->label != NULL)
            scene_add_text(scene, ROLE_VALUE, plot->left - TICK_GAP, tick->label_at - half,
                           INFINITY, tick->label);
    }
}

double chart_levels_height(const Chart *chart)
{
    const size_t rows = MIN(chart->spec->x.line_count, LEVEL_ROWS);
    return (double)rows * scene_text_height(ROLE_LEVEL_LABEL);
}

/* Beside an upright line, each one row further down than the one before; above a level one, each
 * one column further to the right: so that titles do not meet where values are close. */
static void paint_level_label(Scene *scene, const ChartPlot *plot, const char *title, bool of_y,
                              double at, size_t place, size_t count)
{
    const size_t columns = CLAMP(count, LEVEL_COLUMNS_MIN, LEVEL_COLUMNS_MAX);
    const double room = (plot->right - plot->left) / (double)columns;
    const double height = scene_text_height(ROLE_LEVEL_LABEL);
    const double width = MIN(scene_text_width(ROLE_LEVEL_LABEL, title), room - 2 * LEVEL_INSET);
    const double x = of_y ? plot->left + (double)(place % columns) * room + LEVEL_INSET
                          : MIN(at + LEVEL_INSET, plot->right - width - LEVEL_INSET);
    const double y = of_y ? MAX(at - height - 2, plot->top)
                          : plot->top + 2 + (double)(place % LEVEL_ROWS) * height;
    scene_add_text(scene, ROLE_LEVEL_LABEL, x, y, width + 0.01, title);
}

static void paint_level(Chart *chart, const ChartPlot *plot, const ChartSide *side, size_t place)
{
    Scene *scene = &chart->drawing->scene;
    const ChartLine *line = &side->spec->lines[place];
    const bool of_y = side == &chart->y;
    ChartValue level;
    if (!chart_read_level(side, line, &level)) {
        chart->left_out++;
        return;
    }
    const double at = chart_value_at(side, &level);
    const Point from = of_y ? (Point){plot->left, at} : (Point){at, plot->bottom};
    const Point to = of_y ? (Point){plot->right, at} : (Point){at, plot->top};
    SceneWire *wire = scene_add_line(scene, ROLE_LEVEL, from, to);
    wire->line = LINE_DASHED;
    wire->title = scene_clean(scene->arena, drawing_text(chart->drawing, line->title));
    paint_level_label(scene, plot, wire->title, of_y, at, place, side->spec->line_count);
}

void chart_paint_levels(Chart *chart, const ChartPlot *plot)
{
    const ChartSide *const sides[] = {&chart->x, &chart->y};
    for (size_t k = 0; k < G_N_ELEMENTS(sides); k++)
        for (size_t i = 0; i < sides[k]->spec->line_count; i++)
            paint_level(chart, plot, sides[k], i);
}

/* --- sources and titles --- */

static void append_source(const Drawing *drawing, GString *names, const Citation *citation)
{
    const char *name =
        citation->source != NULL ? drawing_text(drawing, citation->source->name) : citation->id;
    g_string_append(names, names->len > 0 ? drawing_word(drawing, "title.semicolon") : "");
    g_string_append(names, name);
}

/* Whose claims does the mark show? Those of both values, each source once. */
static GPtrArray *find_citations(const ChartMark *mark)
{
    const Claim *const claims[] = {mark->x.claim, mark->y.claim};
    GPtrArray *found = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(claims); i++)
        for (size_t k = 0; claims[i] != NULL && k < claims[i]->citation_count; k++) {
            const Citation *citation = &claims[i]->citations[k];
            bool is_new = true;
            for (guint j = 0; j < found->len; j++)
                is_new &= strcmp(citation_id(found->pdata[j]), citation_id(citation)) != 0;
            if (is_new)
                g_ptr_array_add(found, (gpointer)citation);
        }
    return found;
}

static const char *join_sources(const Drawing *drawing, const GPtrArray *citations)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < citations->len; i++)
        append_source(drawing, names, citations->pdata[i]);
    return scene_clean(drawing->arena, arena_strdup(drawing->arena, names->str));
}

/* As of when what the mark shows was so: of two values both, if they differ. */
static const char *as_of_text(const Drawing *drawing, const ChartMark *mark)
{
    const Claim *const claims[] = {mark->x.claim, mark->y.claim};
    const char *text = "";
    for (size_t i = 0; i < G_N_ELEMENTS(claims); i++) {
        const char *date = claims[i] != NULL && claims[i]->as_of != NULL
                               ? drawing_date(drawing, claims[i]->as_of)
                               : "";
        if (text[0] == '\0')
            text = date;
        else if (date[0] != '\0' && strcmp(text, date) != 0)
            text = drawing_join(drawing, "title.semicolon", text, date);
    }
    return text;
}

static const char *say_value(const Chart *chart, const ChartSide *side, const ChartValue *value)
{
    return drawing_join(chart->drawing, "title.colon", chart_axis_name(chart, side->spec),
                        value->text);
}

static const char *say_values(const Chart *chart, const ChartMark *mark)
{
    const char *x = say_value(chart, &chart->x, &mark->x);
    return chart->spec->shape == CHART_BARS ? x
                                            : drawing_join(chart->drawing, "title.comma", x,
                                                           say_value(chart, &chart->y, &mark->y));
}

static const char *mark_title(const Chart *chart, const ChartMark *mark)
{
    const Drawing *drawing = chart->drawing;
    g_autoptr(GPtrArray) citations = find_citations(mark);
    const char *status =
        drawing_fill(drawing, "title.bracketed", status_look_word(drawing->words, mark->status));
    const char *title =
        arena_printf(drawing->arena, "%s – %s%s – %s", drawing_text(drawing, mark->entry->label),
                     say_values(chart, mark), status, join_sources(drawing, citations));
    return scene_clean(drawing->arena, title);
}

/* --- marks --- */

void chart_describe_mark(Chart *chart, ChartMark *mark, SceneBox *box)
{
    status_look_set(box, mark->status);
    box->hollow |= mark->is_rival;
    box->hue = mark->hue;
    box->qualifiers = mark->x.qualifiers | mark->y.qualifiers;
    box->entry = mark->entry;
    box->title = mark_title(chart, mark);
    mark->box = box;
}

static double size_of(const Chart *chart, const ChartMark *mark)
{
    static const double RIVAL = 0.65;
    return mark->is_rival ? round(chart->mark_size * RIVAL) : chart->mark_size;
}

void chart_paint_mark(Chart *chart, ChartMark *mark)
{
    const double size = size_of(chart, mark);
    SceneBox *box =
        scene_add_box(&chart->drawing->scene, mark->is_rival ? ROLE_OLD_MARK : ROLE_MARK,
                      forms[mark->form], mark->at.x - size / 2, mark->at.y - size / 2, size, size);
    chart_describe_mark(chart, mark, box);
}

void chart_paint_dispute(Chart *chart, const ChartMark *mark)
{
    const ChartMark *of = &chart->marks[mark->of];
    if (!mark->is_rival || mark->box == NULL || of->box == NULL)
        return;
    const Point corners[] = {of->at, mark->at};
    scene_add_path(&chart->drawing->scene, ROLE_SLIP, of->box, mark->box, corners,
                   G_N_ELEMENTS(corners))
        ->line = LINE_DOTTED;
}

static Point at_value(const ChartMark *mark, bool of_y, double value)
{
    return of_y ? (Point){mark->at.x, value} : (Point){value, mark->at.y};
}

/* A bound: the line leads some way from the end that is known to where the other one may be. */
static void add_bound(Chart *chart, const ChartMark *mark, bool of_y, bool is_open_above)
{
    const Scale *scale = of_y ? &chart->y.scale : &chart->x.scale;
    const double way = (scale->end > scale->start) == is_open_above ? 1 : -1;
    const double end = (of_y ? mark->at.y : mark->at.x) + way * CHART_REACH;
    SceneWire *wire = scene_add_line(&chart->drawing->scene, ROLE_WHISKER, mark->at,
                                     at_value(mark, of_y, end - way * TIP));
    wire->hue = mark->hue;
    wire->has_tip = true;
    wire->tip = at_value(mark, of_y, end);
}

/* Where there is less to be seen than the mark, nothing is drawn. */
static bool is_range(const Chart *chart, const ChartSide *side, const ChartValue *value)
{
    return isfinite(value->from) && isfinite(value->to) &&
           fabs(chart_end_at(side, value) - chart_begin_at(side, value)) > chart->mark_size;
}

void chart_paint_whisker(Chart *chart, const ChartMark *mark, bool of_y)
{
    const ChartSide *side = of_y ? &chart->y : &chart->x;
    const ChartValue *value = of_y ? &mark->y : &mark->x;
    if (!isfinite(value->from) || !isfinite(value->to))
        add_bound(chart, mark, of_y, isfinite(value->from));
    else if (is_range(chart, side, value))
        scene_add_line(&chart->drawing->scene, ROLE_WHISKER,
                       at_value(mark, of_y, chart_begin_at(side, value)),
                       at_value(mark, of_y, chart_end_at(side, value)))
            ->hue = mark->hue;
}

/* --- the legend --- */

static void shrink_sample(SceneBox *sample, Shape shape)
{
    sample->x += (sample->width - MARK_SIZE) / 2;
    sample->y += (sample->height - MARK_SIZE) / 2;
    sample->width = sample->height = MARK_SIZE;
    sample->shape = shape;
}

static Shape sample_shape(const Chart *chart, unsigned form)
{
    return chart->spec->shape == CHART_BARS ? SHAPE_BAR : forms[form];
}

static void add_group(const Chart *chart, Legend *legend, const ChartGroup *group,
                      const char *title, bool has_hues)
{
    SceneBox *sample = legend_add_mark(legend, SHAPE_BAR, title);
    sample->hue = has_hues ? group->hue : HUE_COUNT - 1;
    if (chart->spec->shape != CHART_BARS)
        shrink_sample(sample, sample_shape(chart, group->form));
}

/* Those without a look of their own are one item, however many there are. */
static void add_groups(const Chart *chart, Legend *legend, const ChartGroup *groups, size_t count,
                       bool has_hues)
{
    size_t others = 0;
    const ChartGroup *other = NULL;
    legend_break(legend);
    for (size_t i = 0; i < count; i++)
        if (groups[i].is_other) {
            others++;
            other = &groups[i];
        } else {
            add_group(chart, legend, &groups[i], groups[i].title, has_hues);
        }
    if (others > 0)
        add_group(chart, legend, other,
                  others > 1 ? drawing_fill(chart->drawing, "picture.others",
                                            drawing_count(chart->drawing, others))
                             : other->title,
                  has_hues);
}

typedef struct ChartOccurring {
    bool statuses[STATUS_COUNT];
    bool range;
    bool bound;
    bool period;
    bool dispute;
    unsigned qualifiers;
} ChartOccurring;

static void note_value(ChartOccurring *occurring, const Chart *chart, const ChartSide *side,
                       const ChartValue *value)
{
    occurring->bound |= !isfinite(value->from) || !isfinite(value->to);
    occurring->range |= is_range(chart, side, value);
    occurring->qualifiers |= value->qualifiers;
}

static void note_mark(ChartOccurring *occurring, const Chart *chart, const ChartMark *mark)
{
    const bool spans_period = chart->spec->shape == CHART_LINES;
    occurring->statuses[mark->status] = true;
    occurring->dispute |= mark->is_rival;
    occurring->period |= spans_period && is_range(chart, &chart->x, &mark->x);
    if (!spans_period)
        note_value(occurring, chart, &chart->x, &mark->x);
    if (chart->spec->shape != CHART_BARS)
        note_value(occurring, chart, &chart->y, &mark->y);
}

static ChartOccurring find_occurring(const Chart *chart)
{
    ChartOccurring occurring = {0};
    for (size_t i = 0; i < chart->mark_count; i++)
        if (chart->marks[i].box != NULL)
            note_mark(&occurring, chart, &chart->marks[i]);
    return occurring;
}

/* Statuses look at marks as they do at bars. */
static void add_statuses(const Chart *chart, const ChartOccurring *occurring, Legend *legend)
{
    SceneBox **last = legend->scene->last_box;
    status_look_add_samples(chart->drawing, legend, occurring->statuses);
    for (SceneBox *box = *last; box != NULL && chart->spec->shape != CHART_BARS; box = box->next)
        if (box->role == ROLE_SAMPLE)
            shrink_sample(box, SHAPE_CIRCLE);
}

static SceneWire *add_line_sample(Legend *legend, const char *text, bool has_tip)
{
    SceneWire *line = legend_add_line(legend, text);
    line->has_tip = has_tip;
    line->hue = HUE_COUNT - 1;
    return line;
}

/* Bars that contradict another are thin ones below it, other marks are joined. */
static void add_dispute_sample(const Chart *chart, Legend *legend)
{
    const char *text = drawing_word(chart->drawing, "entry.disagree");
    if (chart->spec->shape != CHART_BARS) {
        add_line_sample(legend, text, false)->line = LINE_DOTTED;
        return;
    }
    SceneBox *sample = status_look_add_bar(legend, text);
    sample->y += (sample->height - RIVAL_SIZE) / 2;
    sample->height = RIVAL_SIZE;
    sample->hollow = true;
}

static void add_value_samples(const Chart *chart, const ChartOccurring *occurring, Legend *legend)
{
    const Drawing *drawing = chart->drawing;
    if (occurring->period)
        add_line_sample(legend, drawing_word(drawing, "chart.period"), false);
    if (occurring->range)
        add_line_sample(legend, drawing_word(drawing, "chart.range"), false);
    if (occurring->bound && chart->spec->shape == CHART_BARS)
        status_look_add_bar(legend, drawing_word(drawing, "chart.bound"))->right = END_OPEN;
    else if (occurring->bound)
        add_line_sample(legend, drawing_word(drawing, "chart.bound"), true);
    if (occurring->dispute)
        add_dispute_sample(chart, legend);
    if (chart->spec->shape == CHART_STEPS)
        add_line_sample(legend, drawing_word(drawing, "chart.today"), false)->line = LINE_DASHED;
    status_look_add_qualifiers(drawing, legend, occurring->qualifiers);
}

static void add_count(const Chart *chart, Legend *legend, const char *key, size_t count)
{
    if (count == 0)
        return;
    legend_break(legend);
    legend_add_note(legend,
                    drawing_fill(chart->drawing, key, drawing_count(chart->drawing, count)));
}

void chart_paint_legend(Chart *chart, size_t unlabelled, size_t unseen)
{
    enum { GAP = 12, MARGIN = 20 };
    Scene *scene = &chart->drawing->scene;
    Legend legend;
    legend_init(&legend, scene, MARGIN, scene->width - MARGIN, chart->bottom + GAP);
    add_groups(chart, &legend, chart->colors, chart->color_count, true);
    add_groups(chart, &legend, chart->forms, chart->form_count, false);
    legend_break(&legend);
    const ChartOccurring occurring = find_occurring(chart);
    add_statuses(chart, &occurring, &legend);
    add_value_samples(chart, &occurring, &legend);
    add_count(chart, &legend, "chart.unlabelled", unlabelled);
    add_count(chart, &legend, "chart.unseen", unseen);
    add_count(chart, &legend, "chart.left_out", chart->left_out);
    add_count(chart, &legend, "chart.conditional", chart->conditional);
    chart->bottom = legend_bottom(&legend);
}

/* --- the table --- */

static const char *slot_column(const Chart *chart, const char *slot)
{
    return chart_axis_name(chart, &(ChartAxis){.slot = slot});
}

static void add_text_cell(const Drawing *drawing, View *cells, const char *text)
{
    drawing_add_cell(drawing, cells, text, NULL);
}

static bool has_group_column(const Chart *chart)
{
    return chart->spec->color_by != NULL || chart->color_count > 0;
}

void chart_begin_table(Chart *chart)
{
    Drawing *drawing = chart->drawing;
    const ChartSpec *spec = chart->spec;
    drawing_add_column(drawing, drawing_word(drawing, "column.entry"));
    drawing_add_column(drawing, chart_axis_name(chart, &spec->x));
    if (spec->shape != CHART_BARS)
        drawing_add_column(drawing, chart_axis_name(chart, &spec->y));
    if (has_group_column(chart))
        drawing_add_column(drawing, spec->color_by != NULL ? slot_column(chart, spec->color_by)
                                                           : drawing_word(drawing, "chart.series"));
    if (spec->shape_by != NULL)
        drawing_add_column(drawing, slot_column(chart, spec->shape_by));
    drawing_add_column(drawing, drawing_word(drawing, "column.status"));
    drawing_add_column(drawing, drawing_word(drawing, "entry.as_of"));
    drawing_add_column(drawing, drawing_word(drawing, "entry.source"));
}

void chart_add_row(Chart *chart, const ChartMark *mark)
{
    Drawing *drawing = chart->drawing;
    View *cells = drawing_add_row(drawing);
    drawing_cite(drawing, mark->x.claim);
    drawing_cite(drawing, mark->y.claim);
    drawing_add_cell(drawing, cells, drawing_text(drawing, mark->entry->label), mark->entry);
    add_text_cell(drawing, cells, mark->x.text);
    if (chart->spec->shape != CHART_BARS)
        add_text_cell(drawing, cells, mark->y.text);
    if (has_group_column(chart))
        add_text_cell(drawing, cells, mark->group);
    if (chart->spec->shape_by != NULL)
        add_text_cell(drawing, cells, mark->form_is);
    add_text_cell(drawing, cells, status_look_word(drawing->words, mark->status));
    add_text_cell(drawing, cells, as_of_text(drawing, mark));
    g_autoptr(GPtrArray) citations = find_citations(mark);
    const Citation *only = citations->len == 1 ? citations->pdata[0] : NULL;
    drawing_add_cell(drawing, cells, join_sources(drawing, citations),
                     only != NULL ? only->source : NULL);
}
