/*
 * A lineage along a time axis: each entry is a bar from its beginning to its end, with a connector
 * to what it is built on.
 *
 * Rows follow the tree of what each is built on first. Of what is built on one entry the youngest
 * stands next to it: a connector runs left of where its bar begins, and so left of all bars that it
 * passes, as those began later. Other relations may cross bars.
 */
#include "diagram/lineage.h"
#include "diagram/status_look.h"
#include "diagram/time_plot.h"

#include <math.h>
#include <string.h>

enum {
    ROW_PADDING = 4, /* above a row's name and below it */
    BAR_HEIGHT = 12,
    BAR_MIN = 5,
    OPEN_WIDTH = 48, /* of a bar whose beginning nobody knows, before it may have ended */
    TRACK_LEFT = 10, /* of a connector, from where its bar begins */
    TRACK_STEP = 4,
    TRACKS_MAX = 8,
    TIP_LENGTH = 6,
    INSET = 3, /* of a connector's end, from a bar's ends */
    LEGEND_AIR = 6,
};

/* A row of the picture. */
typedef struct SpanRow {
    LineageNode *node;
    size_t up; /* the node that it hangs from; NOWHERE */
    const char *lines[2];
    SceneBox *name;
    SceneBox *bar;
    SceneBox *rest; /* what of it is planned only; else NULL */
} SpanRow;

/* The part of a connector that runs up and down. */
typedef struct SpanTrack {
    double x;
    double top;
    double bottom;
    const SpanRow *base;
    size_t kind;
    Status status;
} SpanTrack;

typedef struct SpanPlot {
    Lineage *lineage;
    Drawing *drawing;
    Axis axis;
    SpanRow *rows; /* by node */
    GArray *order; /* of size_t: nodes that have a row, from the top */
    GArray *tracks;
    double names;
    bool shows_as_of;
    bool statuses[STATUS_COUNT];
    bool has_vague;
    bool has_open;
    bool has_open_left;
    bool has_parts;
    bool *kinds;                 /* of relations: those that are drawn */
    bool firmness[STATUS_COUNT]; /* of those */
    size_t left_out;             /* relations of entries without dates */
} SpanPlot;

static const size_t NOWHERE = SIZE_MAX;

static LineageNode *node_at(const SpanPlot *plot, size_t index)
{
    return &g_array_index(plot->lineage->nodes, LineageNode, index);
}

static const Relation *relation_at(const SpanPlot *plot, guint index)
{
    return &g_array_index(plot->lineage->relations, Relation, index);
}

/* --- which row stands where --- */

static bool hangs_from(const SpanPlot *plot, size_t node, size_t from)
{
    while (node != NOWHERE && node != from)
        node = plot->rows[node].up;
    return node == from;
}

/* The first relation of each decides; never in a circle. */
static void find_tree(SpanPlot *plot)
{
    for (guint i = 0; i < plot->lineage->nodes->len; i++)
        plot->rows[i] = (SpanRow){.node = node_at(plot, i), .up = NOWHERE};
    for (guint i = 0; i < plot->lineage->relations->len; i++) {
        const Relation *relation = relation_at(plot, i);
        if (plot->rows[relation->from_node].up == NOWHERE &&
            node_at(plot, relation->to_node)->life.is_known &&
            !hangs_from(plot, relation->to_node, relation->from_node))
            plot->rows[relation->from_node].up = relation->to_node;
    }
}

/* The day next to which its bar begins. */
static Day shown_begin(const LifeSpan *life)
{
    return life->from != DAY_OPEN_PAST ? life->from : life->to_earliest;
}

static int compare_begins(const void *a, const void *b, void *user)
{
    const SpanPlot *plot = user;
    const size_t one = *(const size_t *)a;
    const size_t other = *(const size_t *)b;
    const Day day = shown_begin(&node_at(plot, one)->life);
    const Day other_day = shown_begin(&node_at(plot, other)->life);
    if (day != other_day)
        return day < other_day ? -1 : 1;
    return (one > other) - (one < other); /* nodes are sorted by their names */
}

static GArray *sort_by_begin(SpanPlot *plot)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < plot->lineage->nodes->len; i++)
        if (node_at(plot, i)->life.is_known)
            g_array_append_val(sorted, i);
    g_array_sort_with_data(sorted, compare_begins, plot);
    return sorted;
}

static void push_children(const SpanPlot *plot, const GArray *sorted, size_t of, GArray *stack)
{
    for (guint i = 0; i < sorted->len; i++)
        if (plot->rows[g_array_index(sorted, size_t, i)].up == of)
            g_array_append_val(stack, g_array_index(sorted, size_t, i));
}

static void order_rows(SpanPlot *plot)
{
    g_autoptr(GArray) sorted = sort_by_begin(plot);
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(size_t));
    push_children(plot, sorted, NOWHERE, roots);
    for (guint i = roots->len; i > 0; i--) /* the oldest is on top */
        g_array_append_val(stack, g_array_index(roots, size_t, i - 1));
    while (stack->len > 0) {
        const size_t node = g_array_index(stack, size_t, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        g_array_append_val(plot->order, node);
        push_children(plot, sorted, node, stack); /* the youngest is on top */
    }
}

/* --- the axis --- */

static void widen(Axis *axis, Day day)
{
    if (day == DAY_OPEN_PAST || day == DAY_OPEN_FUTURE)
        return;
    axis->from = MIN(axis->from, day);
    axis->to = MAX(axis->to, day);
}

static void set_axis(SpanPlot *plot)
{
    const Day today = plot->drawing->kb->as_of.latest;
    Axis *axis = &plot->axis;
    *axis = (Axis){.from = DAY_OPEN_FUTURE, .to = DAY_OPEN_PAST};
    for (guint i = 0; i < plot->order->len; i++) {
        const LifeSpan *life = &node_at(plot, g_array_index(plot->order, size_t, i))->life;
        widen(axis, shown_begin(life));
        widen(axis, life->to);
        if (life->to == DAY_OPEN_FUTURE && plot->drawing->kb->has_as_of)
            widen(axis, today);
    }
    if (axis->from > axis->to) /* all ends are open */
        axis->from = axis->to = today;
    axis_round(axis);
    plot->shows_as_of = time_plot_shows_as_of(plot->drawing, axis);
}

/* --- bars --- */

static const char *date_text(const SpanPlot *plot, const Plan *plan)
{
    return arena_concat(plot->drawing->arena, drawing_event(plot->drawing, plan->milestone), " ",
                        lineage_life_date(plot->drawing, plan));
}

/* "Introduction 1993; end not known" */
static const char *life_text(const SpanPlot *plot, const LineageNode *node)
{
    const Drawing *drawing = plot->drawing;
    const LifeSpan *life = &node->life;
    if (node->look.plate != NULL)
        return node->look.caption;
    const char *begin = life->begin != NULL ? date_text(plot, life->begin)
                                            : drawing_word(drawing, "picture.no_beginning");
    const char *end =
        life->end != NULL ? date_text(plot, life->end) : drawing_word(drawing, "picture.no_end");
    return drawing_join(drawing, "title.semicolon", begin, end);
}

static const Edtf *new_date(const SpanPlot *plot, Day from, Day to)
{
    Edtf *date = arena_new0(plot->drawing->arena, Edtf, 1);
    *date = (Edtf){.text = "", .precision = EDTF_INTERVAL, .earliest = from, .latest = to};
    return date;
}

/* Where a bar begins: not far from its end if nobody knows. */
static double bar_begin(const SpanPlot *plot, const LifeSpan *life)
{
    const double x = axis_x(&plot->axis, shown_begin(life));
    return life->from != DAY_OPEN_PAST ? x : MAX(x - OPEN_WIDTH, plot->axis.left);
}

/* Where it ends: what is known of one that goes on reaches to the as-of date. */
static double bar_end(const SpanPlot *plot, const LifeSpan *life)
{
    const Day today = plot->drawing->kb->as_of.latest;
    const Day last = life->from <= today && plot->shows_as_of ? today : plot->axis.to;
    return axis_x_after(&plot->axis, life->to != DAY_OPEN_FUTURE ? life->to : last);
}

static SceneBox *add_bar(SpanPlot *plot, SpanRow *row, double from, double to, double middle)
{
    const LineageNode *node = row->node;
    Scene *scene = &plot->drawing->scene;
    const double width = MAX(to - from, BAR_MIN);
    const double x = MIN(from, plot->axis.left + plot->axis.width - width);
    SceneBox *bar =
        scene_add_box(scene, ROLE_MARK, SHAPE_BAR, x, middle - BAR_HEIGHT / 2.0, width, BAR_HEIGHT);
    Shape shape;
    if (node->look.hue != HUE_NONE)
        bar->hue = node->look.hue;
    else if (node->look.entry != NULL)
        graph_class_look(node->look.entry->object.class, &shape, &bar->hue);
    const char *text = life_text(plot, node);
    bar->title =
        scene_clean(scene->arena, arena_concat(scene->arena, node->look.name, " – ", text));
    if (node->color != NULL)
        bar->title =
            arena_concat(scene->arena, bar->title, "\n", lineage_color_title(plot->lineage, node));
    bar->brief = scene_clean(scene->arena, text);
    bar->row = row->name;
    bar->date = new_date(plot, node->life.from, node->life.to);
    return bar;
}

static Status begin_status(const LifeSpan *life)
{
    const Plan *plan = life->begin != NULL ? life->begin : life->end;
    return plan->current->status;
}

static void set_status(SpanPlot *plot, SceneBox *bar, Status status)
{
    status_look_set(bar, status);
    plot->statuses[status] = true;
}

/* Is the end a plan, but not the beginning? */
static bool has_planned_end(const LifeSpan *life)
{
    return life->begin != NULL && life->end != NULL &&
           status_is_fact(life->begin->current->status) &&
           !status_is_fact(life->end->current->status);
}

/* The ends are as soft as the dates are vague. */
static void set_left(SpanPlot *plot, SceneBox *bar, const LifeSpan *life)
{
    if (life->from == DAY_OPEN_PAST) {
        bar->left = END_OPEN;
        plot->has_open_left = true;
    } else if (life->from_latest > life->from) {
        bar->left = END_SOFT;
        bar->left_fade = MIN(axis_x_after(&plot->axis, life->from_latest) - bar->x, bar->width);
        plot->has_vague = true;
    }
}

static void set_right(SpanPlot *plot, SceneBox *bar, const LifeSpan *life)
{
    if (life->to == DAY_OPEN_FUTURE) {
        bar->right = END_OPEN;
        plot->has_open = true;
    } else if (life->to_earliest < life->to) {
        bar->right = END_SOFT;
        bar->right_fade =
            MIN(bar->x + bar->width - axis_x(&plot->axis, life->to_earliest), bar->width);
        plot->has_vague = true;
    }
}

/* A part of the lineage: its span, in no class's colour. */
static void style_plate(SceneBox *bar)
{
    bar->hue = HUE_COUNT - 1;
    bar->hollow = true;
    bar->line = LINE_DOTTED;
}

/* What has begun and is planned to end: a bar to the as-of date, and another one to the end. */
static void cut_at_today(SpanPlot *plot, SpanRow *row, double to, double middle)
{
    const LifeSpan *life = &row->node->life;
    const Day today = plot->drawing->kb->as_of.latest;
    const double now = axis_x_after(&plot->axis, today);
    if (!has_planned_end(life) || row->bar->x + BAR_MIN > now || now + BAR_MIN > to)
        return;
    row->bar->width = now - row->bar->x;
    row->bar->date = new_date(plot, life->from, today);
    row->rest = add_bar(plot, row, now, to, middle);
    row->rest->date = new_date(plot, today + 1, life->to);
}

static void paint_bars(SpanPlot *plot, SpanRow *row, double middle)
{
    const LifeSpan *life = &row->node->life;
    const double to = bar_end(plot, life);
    row->bar = add_bar(plot, row, bar_begin(plot, life), to, middle);
    if (row->node->look.plate != NULL) {
        style_plate(row->bar);
        plot->has_parts = true;
    } else {
        cut_at_today(plot, row, to, middle);
        set_status(plot, row->bar, begin_status(life));
        if (row->rest != NULL)
            set_status(plot, row->rest, life->end->current->status);
    }
    set_left(plot, row->bar, life);
    set_right(plot, row->rest != NULL ? row->rest : row->bar, life);
}

static void paint_row(SpanPlot *plot, SpanRow *row, double top, double height)
{
    const double middle = top + height / 2;
    row->name =
        time_plot_paint_name(&plot->drawing->scene, row->lines, row->node->look.name, middle);
    row->name->entry = row->node->look.entry;
    row->name->plate = row->node->look.plate != NULL ? row->node->look.plate->name : NULL;
    row->name->brief = row->node->look.name;
    paint_bars(plot, row, middle);
    row->node->look.box = row->bar;
}

static double row_height(const SpanRow *row)
{
    const double lines = row->lines[1] != NULL ? 2 : 1;
    return ceil(lines * scene_text_height(ROLE_NAME)) + 2.0 * ROW_PADDING;
}

static void break_names(SpanPlot *plot)
{
    for (guint i = 0; i < plot->order->len; i++) {
        SpanRow *row = &plot->rows[g_array_index(plot->order, size_t, i)];
        const double width = time_plot_break_name(plot->drawing, row->node->look.name, row->lines);
        plot->names = MAX(plot->names, width);
    }
    plot->names = MIN(plot->names, TIME_PLOT_NAME_MAX);
}

/* --- connectors --- */

static double right_of(const SpanRow *row)
{
    const SceneBox *last = row->rest != NULL ? row->rest : row->bar;
    return last->x + last->width;
}

static double middle_of(const SpanRow *row)
{
    return row->bar->y + row->bar->height / 2;
}

/* Those to one base may share a track, if they look alike. */
static bool can_share(const SpanTrack *track, const SpanTrack *other)
{
    return other->base == track->base && other->kind == track->kind &&
           other->status == track->status;
}

/* Is there another one where the track would be? */
static bool is_taken(const SpanPlot *plot, const SpanTrack *track)
{
    for (guint i = 0; i < plot->tracks->len; i++) {
        const SpanTrack *other = &g_array_index(plot->tracks, SpanTrack, i);
        if (fabs(other->x - track->x) < TRACK_STEP && other->top < track->bottom &&
            track->top < other->bottom && !can_share(track, other))
            return true;
    }
    return false;
}

/* The track of a neighbour to the same base, which does for both. */
static const SpanTrack *find_shared(const SpanPlot *plot, const SpanTrack *track)
{
    for (guint i = 0; i < plot->tracks->len; i++) {
        const SpanTrack *other = &g_array_index(plot->tracks, SpanTrack, i);
        if (fabs(other->x - track->x) < TRACK_STEP && can_share(track, other))
            return other;
    }
    return NULL;
}

/* Where the connector runs: left of where the one begins, upon what it is built on if it can. */
static double find_track(SpanPlot *plot, const SpanRow *from, const SpanRow *to, double begin,
                         const Relation *relation)
{
    const double left = to->bar->x + INSET;
    const double right = right_of(to) - INSET;
    SpanTrack track = {.x = begin - TRACK_LEFT,
                       .top = MIN(middle_of(from), middle_of(to)),
                       .bottom = MAX(middle_of(from), middle_of(to)),
                       .base = to,
                       .kind = relation->kind,
                       .status = relation->claim->status};
    if (track.x > right && track.x < right + TRACK_LEFT)
        track.x = right;
    track.x = MAX(track.x, left);
    const SpanTrack *shared = find_shared(plot, &track);
    if (shared != NULL)
        track.x = shared->x;
    for (int i = 0; i < TRACKS_MAX && is_taken(plot, &track) && track.x - TRACK_STEP >= left; i++)
        track.x -= TRACK_STEP;
    g_array_append_val(plot->tracks, track);
    return track.x;
}

/* The bar of the row at `x`. */
static const SceneBox *bar_at(const SpanRow *row, double x)
{
    return row->rest != NULL && x >= row->rest->x ? row->rest : row->bar;
}

/* Where a connector at `x` meets a row: at an end of its bar, or at its upper or lower edge. */
static Point meet(const SpanRow *row, double x, bool below)
{
    if (x < row->bar->x)
        return (Point){row->bar->x, middle_of(row)};
    if (x > right_of(row))
        return (Point){right_of(row), middle_of(row)};
    return (Point){x, row->bar->y + (below ? row->bar->height : 0)};
}

/* From the one to what it is built on: to the track, along it, and to the bar. */
static SceneWire *add_connector(Scene *scene, const SpanRow *from, const SpanRow *to, double x)
{
    const bool down = middle_of(to) > middle_of(from);
    const Point start = meet(from, x, down);
    const Point tip = meet(to, x, !down);
    Point corners[PATH_CORNERS_MAX];
    size_t count = 0;
    corners[count++] = start;
    if (start.x != x)
        corners[count++] = (Point){x, start.y};
    if (tip.x != x) {
        corners[count++] = (Point){x, tip.y};
        corners[count++] = (Point){tip.x + (x < tip.x ? -TIP_LENGTH : TIP_LENGTH), tip.y};
    } else {
        corners[count++] = (Point){x, tip.y + (down ? -TIP_LENGTH : TIP_LENGTH)};
    }
    SceneWire *wire = scene_add_path(scene, ROLE_CONNECTOR, bar_at(from, start.x),
                                     bar_at(to, tip.x), corners, count);
    wire->has_tip = true;
    wire->tip = tip;
    return wire;
}

/* Where what is built on another begins; of a part, the entry that the relation is of. */
static double begin_of(const SpanPlot *plot, const Relation *relation)
{
    const LineageNode *node = node_at(plot, relation->from_node);
    if (node->look.entry != NULL)
        return plot->rows[relation->from_node].bar->x;
    const LifeSpan life = lineage_life(plot->drawing, relation->from);
    return axis_x(&plot->axis, shown_begin(&life));
}

static void paint_relation(SpanPlot *plot, const Relation *relation)
{
    Drawing *drawing = plot->drawing;
    const SpanRow *from = &plot->rows[relation->from_node];
    const SpanRow *to = &plot->rows[relation->to_node];
    if (from->bar == NULL || to->bar == NULL || from == to) {
        plot->left_out++;
        return;
    }
    const double x = find_track(plot, from, to, begin_of(plot, relation), relation);
    SceneWire *wire = add_connector(&drawing->scene, from, to, x);
    plot->kinds[relation->kind] = true;
    plot->firmness[relation->claim->status] = true;
    lineage_style_wire(plot->lineage, wire, relation);
}

/* Row by row, so that those which run further give way. */
static void paint_relations(SpanPlot *plot)
{
    for (guint i = 0; i < plot->order->len; i++)
        for (guint k = 0; k < plot->lineage->relations->len; k++)
            if (relation_at(plot, k)->from_node == g_array_index(plot->order, size_t, i))
                paint_relation(plot, relation_at(plot, k));
    for (guint k = 0; k < plot->lineage->relations->len; k++)
        plot->left_out += !node_at(plot, relation_at(plot, k)->from_node)->life.is_known;
}

/* --- all of it --- */

static void paint_rows(SpanPlot *plot)
{
    Drawing *drawing = plot->drawing;
    double y =
        TIME_PLOT_MARGIN + TIME_PLOT_TICK_HEIGHT + (plot->shows_as_of ? TIME_PLOT_AS_OF_HEIGHT : 0);
    break_names(plot);
    plot->axis.left = TIME_PLOT_MARGIN + plot->names + TIME_PLOT_NAME_GAP;
    plot->axis.width = TIME_PLOT_WIDTH;
    const double right = plot->axis.left + plot->axis.width;
    drawing->scene.width = right + TIME_PLOT_MARGIN;
    drawing->scene.heads = time_plot_heads_width(plot->names);
    scene_add_line(&drawing->scene, ROLE_LANE_RULE, (Point){TIME_PLOT_MARGIN, y},
                   (Point){right, y});
    for (guint i = 0; i < plot->order->len; i++) {
        SpanRow *row = &plot->rows[g_array_index(plot->order, size_t, i)];
        paint_row(plot, row, y, row_height(row));
        y += row_height(row);
    }
    scene_add_line(&drawing->scene, ROLE_LANE_RULE, (Point){TIME_PLOT_MARGIN, y},
                   (Point){right, y});
    time_plot_paint_ticks(drawing, &plot->axis, y); /* connectors run over them */
    paint_relations(plot);
    if (plot->shows_as_of)
        time_plot_paint_as_of(drawing, &plot->axis, y);
    plot->lineage->y = y;
}

static const SceneTime *new_time(const SpanPlot *plot)
{
    const Drawing *drawing = plot->drawing;
    SceneTime *time = arena_new0(drawing->arena, SceneTime, 1);
    *time = (SceneTime){
        .from = plot->axis.from,
        .to = plot->axis.to,
        .as_of = drawing->kb->as_of.latest,
        .as_of_text = plot->shows_as_of ? drawing_fill(drawing, "picture.as_of",
                                                       drawing_date(drawing, &drawing->kb->as_of))
                                        : NULL,
        .has_spans = true,
    };
    return time;
}

static void paint_legend(SpanPlot *plot)
{
    const Drawing *drawing = plot->drawing;
    Legend legend;
    lineage_begin_legend(plot->lineage, &legend, plot->kinds);
    legend_break(&legend);
    status_look_add_samples(drawing, &legend, plot->statuses);
    status_look_add_lines(drawing->words, &legend, plot->firmness, plot->statuses);
    if (plot->has_vague) {
        SceneBox *sample = status_look_add_bar(&legend, drawing_word(drawing, "picture.vague_end"));
        sample->left = sample->right = END_SOFT;
    }
    if (plot->has_open_left)
        status_look_add_bar(&legend, drawing_word(drawing, "picture.no_beginning"))->left =
            END_OPEN;
    if (plot->has_open)
        status_look_add_bar(&legend, drawing_word(drawing, "picture.no_end"))->right = END_OPEN;
    if (plot->has_parts)
        style_plate(status_look_add_bar(&legend, drawing_word(drawing, "picture.another_part")));
    if (plot->left_out > 0)
        legend_add_note(&legend, drawing_fill(drawing, "picture.undated_relations",
                                              drawing_count(drawing, plot->left_out)));
    plot->lineage->y = legend_bottom(&legend);
}

void lineage_paint_spans(Lineage *lineage)
{
    Drawing *drawing = lineage->drawing;
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) tracks = g_array_new(FALSE, FALSE, sizeof(SpanTrack));
    SpanPlot plot = {
        .lineage = lineage,
        .drawing = drawing,
        .rows = arena_new0(drawing->arena, SpanRow, lineage->nodes->len + 1),
        .kinds = arena_new0(drawing->arena, bool, lineage->kinds->len + 1),
        .order = order,
        .tracks = tracks,
    };
    find_tree(&plot);
    order_rows(&plot);
    set_axis(&plot);
    drawing->scene.time = new_time(&plot);
    paint_rows(&plot);
    lineage->y += LEGEND_AIR;
    lineage_paint_others(lineage, drawing_word(drawing, "picture.undated"));
    paint_legend(&plot);
    drawing->scene.height = lineage->y + TIME_PLOT_MARGIN;
}
