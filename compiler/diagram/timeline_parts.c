/* Of a timeline in parts: what parts there are, and which years each of them spans. */
#include "diagram/graph.h"
#include "diagram/legend.h"
#include "diagram/timeline.h"

#include <string.h>

enum {
    ROW_HEIGHT = 44,
    BAR_HEIGHT = 12,
    BAR_MIN = 4,
    BAR_DROP = 8, /* its middle, below that of the row: the label is above it */
    LABEL_RISE = 3,
    LEGEND_GAP = 14,
};

/* "1990 – 1999" */
static const char *years_of(Arena *arena, const PlateSpan *span)
{
    int first, last, month, day;
    edtf_split_day(span->from, &first, &month, &day);
    edtf_split_day(span->to, &last, &month, &day);
    return first == last ? arena_printf(arena, "%d", first)
                         : arena_printf(arena, "%d – %d", first, last);
}

static void set_axis(const Drawing *drawing, Axis *axis)
{
    const Diagram *diagram = drawing->diagram;
    const PlateSpan *span = &drawing->plate->span;
    *axis = (Axis){.from = span->from, .to = span->to};
    axis_round(axis);
    if (diagram->has_from && diagram->from.earliest != DAY_OPEN_PAST)
        axis->from = diagram->from.earliest;
    if (diagram->has_to && diagram->to.latest != DAY_OPEN_FUTURE)
        axis->to = diagram->to.latest;
}

static const char *part_count(const Drawing *drawing, const Plate *part)
{
    return drawing_fill(drawing, "picture.entries", drawing_count(drawing, part->entry_count));
}

static void paint_bar(Drawing *drawing, const Axis *axis, const Plate *part, double middle)
{
    Scene *scene = &drawing->scene;
    const double begin = axis_x(axis, part->span.from);
    const double end = axis_x_after(axis, part->span.to);
    const double width = MAX(end - begin, BAR_MIN);
    const double x = MIN(begin, axis->left + axis->width - width);
    const double y = middle + BAR_DROP - BAR_HEIGHT / 2.0;
    const char *count = part_count(drawing, part);
    SceneBox *bar = scene_add_box(scene, ROLE_MARK, SHAPE_BAR, x, y, width, BAR_HEIGHT);
    bar->hue = HUE_COUNT - 1; /* slate: no event's meaning */
    bar->plate = part->name;
    bar->title =
        scene_clean(scene->arena, arena_printf(scene->arena, "%s – %s – %s",
                                               graph_plate_name(part, drawing->language),
                                               years_of(scene->arena, &part->span), count));
    const double room = scene_text_width(ROLE_MARK_LABEL, count);
    scene_add_text(scene, ROLE_MARK_LABEL, MIN(x, axis->left + axis->width - room),
                   y - LABEL_RISE - scene_text_height(ROLE_MARK_LABEL), room + 0.01, count);
}

static void add_row(Drawing *drawing, const Plate *part)
{
    View *cells = drawing_add_row(drawing);
    drawing_add_plate(drawing, cells, part);
    drawing_add_cell(drawing, cells, years_of(drawing->arena, &part->span), NULL);
    drawing_add_cell(drawing, cells, drawing_count(drawing, part->entry_count), NULL);
}

static void paint_part(Drawing *drawing, const Axis *axis, const Plate *part,
                       const char *const lines[2], double top)
{
    const double middle = top + ROW_HEIGHT / 2.0;
    scene_add_line(&drawing->scene, ROLE_LANE_RULE, (Point){TIME_PLOT_MARGIN, top},
                   (Point){axis->left + axis->width, top});
    time_plot_paint_name(&drawing->scene, lines, graph_plate_name(part, drawing->language), middle)
        ->plate = part->name;
    paint_bar(drawing, axis, part, middle);
    add_row(drawing, part);
}

static double paint_outside(Drawing *drawing, const Axis *axis, double y)
{
    Legend legend;
    legend_init(&legend, &drawing->scene, TIME_PLOT_MARGIN, axis->left + axis->width, y);
    if (drawing->plate->span.outside > 0)
        legend_add_note(&legend,
                        drawing_fill(drawing, "picture.outside",
                                     drawing_count(drawing, drawing->plate->span.outside)));
    return legend_bottom(&legend);
}

/* The names' lines, two a part. Sets how wide they are. */
static const char **break_names(const Drawing *drawing, double *width)
{
    const Plate *plate = drawing->plate;
    const char **lines = arena_new0(drawing->arena, const char *, 2 * plate->part_count);
    *width = 0;
    for (size_t i = 0; i < plate->part_count; i++) {
        const char *name = graph_plate_name(plate->parts[i], drawing->language);
        *width = MAX(*width, time_plot_break_name(drawing, name, &lines[2 * i]));
    }
    *width = MIN(*width, TIME_PLOT_NAME_MAX);
    return lines;
}

void timeline_draw_parts(Drawing *drawing)
{
    static const char *const columns[] = {"column.section", "entry.date", "column.count"};
    const Plate *plate = drawing->plate;
    double names;
    const char **lines = break_names(drawing, &names);
    Axis axis;
    set_axis(drawing, &axis);
    axis.left = TIME_PLOT_MARGIN + names + TIME_PLOT_NAME_GAP;
    axis.width = TIME_PLOT_WIDTH;
    const bool shows_as_of = time_plot_shows_as_of(drawing, &axis);
    const double top =
        TIME_PLOT_MARGIN + TIME_PLOT_TICK_HEIGHT + (shows_as_of ? TIME_PLOT_AS_OF_HEIGHT : 0);
    const double y = top + (double)plate->part_count * ROW_HEIGHT;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < plate->part_count; i++)
        paint_part(drawing, &axis, plate->parts[i], &lines[2 * i], top + (double)i * ROW_HEIGHT);
    time_plot_paint_ticks(drawing, &axis, y);
    if (shows_as_of)
        time_plot_paint_as_of(drawing, &axis, y);
    drawing->scene.heads = time_plot_heads_width(names);
    drawing->scene.width = axis.left + axis.width + TIME_PLOT_MARGIN;
    drawing->scene.height = paint_outside(drawing, &axis, y + LEGEND_GAP) + TIME_PLOT_MARGIN;
    drawing->scene.description =
        drawing_fill(drawing, "picture.timeline", drawing_count(drawing, plate->span.dates));
}
