#include "diagram/timeline.h"

#include "diagram/graph.h"
#include "diagram/legend.h"
#include "diagram/status_look.h"
#include "find/findings.h"
#include "find/told.h"
#include "scene/look.h"
#include "scene/metrics.h"
#include "select/group.h"

#include <math.h>
#include <string.h>

/* The grid of the picture, in pixels. */
enum {
    LABEL_OVERHANG = 12, /* how far labels may go beyond the axis */
    LANE_TITLE_HEIGHT = 30,
    ROW_PADDING = 7, /* above the first line and below the last */
    LINE_STEP = 38,
    LINE_CONTENT = 31, /* label, gap and bar; the rest is space to the next line */
    BAR_HEIGHT = 12,
    OLD_BAR_HEIGHT = 6,
    LEGEND_GAP = 14,
    TIP_LENGTH = 6,
    SLIP_REACH = 6, /* of an arrow, to the left of its tip */
};

/* What occurs, for the legend. */
typedef struct Occurring {
    bool statuses[STATUS_COUNT];
    bool soft;
    bool open;
    bool old;
    bool overdue;
    bool slip;
    bool dispute;
    unsigned qualifiers;
} Occurring;

typedef struct Painter {
    Drawing *drawing;
    Scene *scene;
    Timeline *timeline;
    Occurring occurring;
    double y; /* how far down the picture has grown */
} Painter;

static double break_row_name(const Drawing *drawing, TimelineRow *row)
{
    return time_plot_break_name(drawing, drawing_text(drawing, row->entry->label), row->lines);
}

/* As wide as names, and as titles that connectors have to keep clear of. */
static double name_column(Timeline *timeline, const Drawing *drawing)
{
    double width = 0;
    unsigned first_row = 0;
    for (size_t i = 0; i < timeline->lane_count; i++) {
        const char *title = timeline->lanes[i].title;
        if (title != NULL && timeline_passes_title(timeline, first_row))
            width = MAX(width, scene_text_width(ROLE_LANE, scene_clean(drawing->arena, title)));
        for (size_t row = 0; row < timeline->lanes[i].row_count; row++)
            width = MAX(width, break_row_name(drawing, &timeline->lanes[i].rows[row]));
        first_row += (unsigned)timeline->lanes[i].row_count;
    }
    return MIN(width, TIME_PLOT_NAME_MAX);
}

/* Only a day has ends that are exact: a quarter is no duration. */
static bool is_vague(const Edtf *date)
{
    return date->precision != EDTF_DAY;
}

static void set_ends(const Axis *axis, SceneBox *box, const Edtf *date)
{
    const bool goes_on = date->earliest < axis->from || date->latest > axis->to;
    const BarEnd end = is_vague(date) && !goes_on ? END_SOFT : END_FLAT;
    box->left = date->earliest < axis->from ? END_OPEN : end;
    box->right = date->latest > axis->to ? END_OPEN : end;
}

static const char *mark_status(const Drawing *drawing, const TimelineMark *mark)
{
    const char *status = status_look_word(drawing->words, mark->claim->status);
    if (mark->settled != NULL && mark->claim->status == STATUS_CANCELLED)
        return mark->settled; /* the same, and when */
    if (mark->settled != NULL)
        return drawing_join(drawing, "title.comma", status, mark->settled);
    return mark->overdue
               ? drawing_join(drawing, "title.comma", status, drawing_word(drawing, "plan.overdue"))
               : status;
}

static const char *mark_title(const Drawing *drawing, const TimelineMark *mark)
{
    const char *status = mark_status(drawing, mark);
    const char *title = arena_printf(drawing->arena, "%s – %s%s",
                                     drawing_text(drawing, mark->milestone->subject->label),
                                     mark->label, drawing_fill(drawing, "title.bracketed", status));
    return scene_clean(drawing->arena, title);
}

/* What it says beside its row's name. */
static const char *mark_brief(const Drawing *drawing, const TimelineMark *mark)
{
    const char *other = drawing_word(drawing, "picture.other_date");
    const char *status = mark_status(drawing, mark);
    if (mark->old)
        status = drawing_join(drawing, "title.comma", status, other);
    else if (mark->claim->status == STATUS_ACTUAL && mark->settled == NULL)
        return scene_clean(drawing->arena, mark->label);
    return scene_clean(drawing->arena,
                       arena_printf(drawing->arena, "%s%s", mark->label,
                                    drawing_fill(drawing, "title.bracketed", status)));
}

/* A plan that was given up is struck, whoever gave it up. */
static Status mark_look(const TimelineMark *mark)
{
    return mark->cancelled ? STATUS_CANCELLED : mark->claim->status;
}

/* A plan whose day has passed without a word has a shape of its own, unless it goes on beyond the
 * axis. */
static void set_overdue(SceneBox *box, const TimelineMark *mark)
{
    if (!mark->overdue || box->left == END_OPEN || box->right == END_OPEN)
        return;
    box->shape = SHAPE_RIBBON;
    box->line = LINE_SOLID;
    box->left = box->right = END_FLAT;
}

static void note_occurring(Occurring *occurring, const TimelineMark *mark, const SceneBox *box)
{
    occurring->statuses[mark_look(mark)] = true;
    occurring->soft |= !mark->point && (box->left == END_SOFT || box->right == END_SOFT);
    occurring->open |= !mark->point && (box->left == END_OPEN || box->right == END_OPEN);
    occurring->old |= mark->old;
    occurring->overdue |= box->shape == SHAPE_RIBBON;
    occurring->qualifiers |= mark->date->qualifiers;
}

void timeline_set_kind(SceneBox *box, size_t kind)
{
    box->hue = (int)(kind % (HUE_COUNT - 1));
    box->sign = (unsigned)(kind / (HUE_COUNT - 1));
}

static void paint_mark(Painter *painter, const TimelineRow *row, TimelineMark *mark, double top)
{
    const double label_height = scene_text_height(ROLE_MARK_LABEL);
    const double height = mark->point ? mark->width : mark->old ? OLD_BAR_HEIGHT : BAR_HEIGHT;
    const double middle = top + LINE_CONTENT - BAR_HEIGHT / 2.0;
    SceneBox *box = scene_add_box(painter->scene, mark->old ? ROLE_OLD_MARK : ROLE_MARK,
                                  mark->point ? SHAPE_DIAMOND : SHAPE_BAR, mark->x,
                                  middle - height / 2, mark->width, height);
    status_look_set(box, mark_look(mark));
    set_ends(&painter->timeline->axis, box, mark->date);
    set_overdue(box, mark);
    box->hollow |= mark->old;
    timeline_set_kind(box, mark->kind);
    box->qualifiers = mark->date->qualifiers;
    box->date = mark->date;
    box->title = mark_title(painter->drawing, mark);
    box->brief = mark_brief(painter->drawing, mark);
    box->row = row->name;
    box->known = mark->known;
    mark->box = box;
    note_occurring(&painter->occurring, mark, box);
    scene_add_text(painter->scene, ROLE_MARK_LABEL, mark->label_x,
                   middle - BAR_HEIGHT / 2.0 - 3 - label_height, mark->label_width + 0.01,
                   mark->label)
        ->known = mark->known;
}

/* Where a line at `x` meets the mark's upper or lower edge. */
static Point mark_edge(const SceneBox *mark, double x, bool lower)
{
    const Point middle = {mark->x + mark->width / 2, mark->y + mark->height / 2};
    const double half = mark->height / 2 - (mark->shape == SHAPE_DIAMOND ? fabs(x - middle.x) : 0);
    return (Point){x, lower ? middle.y + half : middle.y - half};
}

/* From one date to the one that came after it, on one line. */
static SceneWire *add_level_slip(Scene *scene, const SceneBox *from, const SceneBox *to,
                                 double tip_length)
{
    const bool later = from->x <= to->x;
    const double y = to->y + to->height / 2;
    const Point start = {later ? from->x + from->width : from->x, y};
    const Point tip = {later ? to->x : to->x + to->width, y};
    const Point corners[] = {start, {later ? tip.x - tip_length : tip.x + tip_length, y}};
    SceneWire *wire = scene_add_path(scene, ROLE_SLIP, from, to, corners, G_N_ELEMENTS(corners));
    wire->tip = tip;
    return wire;
}

/* Same, on two lines: down or up along the left of the next one, where its label begins, too. */
static SceneWire *add_turning_slip(Scene *scene, const SceneBox *from, const SceneBox *to,
                                   double tip_length)
{
    const Point tip = {to->x, to->y + to->height / 2};
    const Point end = {tip.x - tip_length, tip.y};
    const double x = tip.x - TIP_LENGTH - SLIP_REACH;
    const double y = from->y + from->height / 2;
    const double right = from->x + from->width;
    Point corners[PATH_CORNERS_MAX];
    size_t count = 0;
    if (from->x <= x && x <= right) {
        corners[count++] = mark_edge(from, x, tip.y > y);
    } else {
        corners[count++] = (Point){x < from->x ? from->x : right, y};
        corners[count++] = (Point){x, y};
    }
    corners[count++] = (Point){x, tip.y};
    corners[count++] = end;
    SceneWire *wire = scene_add_path(scene, ROLE_SLIP, from, to, corners, count);
    wire->tip = tip;
    return wire;
}

/* The claim's mark; of one that is not drawn again the one that looks the same. NULL: none. */
static const TimelineMark *find_mark(GHashTable *by_claim, const TimelineRow *row,
                                     const Milestone *milestone, const Claim *claim)
{
    const TimelineMark *mark = g_hash_table_lookup(by_claim, claim);
    for (size_t i = 0; mark == NULL && i < row->mark_count; i++) {
        if (row->marks[i].milestone == milestone &&
            edtf_same_days(row->marks[i].date, claim->value.date))
            mark = &row->marks[i];
    }
    return mark;
}

static SceneWire *add_step(Painter *painter, const TimelineMark *from, const TimelineMark *to,
                           double tip_length)
{
    return from->line == to->line
               ? add_level_slip(painter->scene, from->box, to->box, tip_length)
               : add_turning_slip(painter->scene, from->box, to->box, tip_length);
}

static void paint_slip(Painter *painter, const TimelineMark *from, const TimelineMark *to)
{
    add_step(painter, from, to, TIP_LENGTH)->has_tip = true;
    painter->occurring.slip = true;
}

/* Between two dates that cannot both hold: neither comes after the other. */
static void paint_dispute(Painter *painter, const TimelineMark *mark, const TimelineMark *rival)
{
    SceneWire *wire = add_step(painter, mark, rival, 0);
    wire->line = LINE_DOTTED;
    painter->occurring.dispute = true;
}

/* From the date that counts to each that contradicts it. */
static void paint_disputes(Painter *painter, GHashTable *by_claim, const TimelineRow *row,
                           const TimelineMark *mark)
{
    const Findings *findings = painter->drawing->kb->findings;
    const Conflict *conflict = conflicts_of_milestone(&findings->conflicts, mark->milestone);
    for (size_t i = 0; conflict != NULL && i < conflict->claim_count; i++) {
        const Claim *claim = conflict->claims[i];
        const TimelineMark *rival = claim->value.kind == VALUE_DATE
                                        ? find_mark(by_claim, row, mark->milestone, claim)
                                        : NULL;
        if (rival != NULL && rival != mark)
            paint_dispute(painter, rival, mark);
    }
}

/* Arrows along the dates that a milestone had, as its plan moved. Dates of sources that disagree
 * are no steps of one plan. */
static void paint_slips(Painter *painter, const TimelineRow *row)
{
    g_autoptr(GHashTable) by_claim = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < row->mark_count; i++)
        g_hash_table_insert(by_claim, (gpointer)row->marks[i].claim, &row->marks[i]);
    for (size_t i = 0; i < row->mark_count; i++) {
        const Plan *plan = findings_plan(painter->drawing->kb->findings, row->marks[i].milestone);
        if (row->marks[i].old) /* once a milestone: from its date that counts */
            continue;
        for (size_t k = 0; k < plan->slip_count; k++) {
            const Slip *slip = &plan->slips[k];
            const TimelineMark *from = find_mark(by_claim, row, plan->milestone, slip->from);
            const TimelineMark *to = find_mark(by_claim, row, plan->milestone, slip->to);
            if (from != NULL && to != NULL && from != to)
                paint_slip(painter, from, to);
        }
        paint_disputes(painter, by_claim, row, &row->marks[i]);
    }
}

static void add_row(Drawing *drawing, const TimelineMark *mark)
{
    const Milestone *milestone = mark->milestone;
    const Claim *claim = mark->claim;
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, milestone->subject->label),
                     milestone->subject);
    drawing_add_cell(drawing, cells, drawing_event(drawing, milestone), NULL);
    drawing_add_cell(drawing, cells, drawing_date(drawing, mark->date), NULL);
    drawing_add_cell(drawing, cells, mark_status(drawing, mark), NULL);
    drawing_add_cell(drawing, cells,
                     claim->as_of != NULL ? drawing_date(drawing, claim->as_of) : "", NULL);
    drawing_add_sources(drawing, cells, claim);
    view_put_text(drawing->arena, drawing->rows->last, "known", mark->known);
}

void timeline_add_value_row(Drawing *drawing, const Entry *of, const Slot *slot, const char *value,
                            const Entry *entry, const Claim *claim, Day known)
{
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, of->label), of);
    drawing_add_cell(
        drawing, cells,
        drawing_join(drawing, "title.colon", drawing_text(drawing, &slot->title), value), entry);
    drawing_add_cell(drawing, cells, "", NULL); /* no date */
    drawing_add_cell(drawing, cells, status_look_word(drawing->words, claim->status), NULL);
    drawing_add_cell(drawing, cells,
                     claim->as_of != NULL ? drawing_date(drawing, claim->as_of) : "", NULL);
    drawing_add_sources(drawing, cells, claim);
    view_put_text(drawing->arena, drawing->rows->last, "known",
                  told_day_text(drawing->arena, known));
}

/* That the lane is the entry's is no fact: in its name's tooltip, and in the table. */
static void tell_lane(Drawing *drawing, const TimelineRow *row, SceneBox *name)
{
    if (row->lane == NULL || row->lane->status == STATUS_ACTUAL)
        return;
    const Slot *slot = class_find_slot(row->entry->object.class, drawing->plate->lanes);
    const char *value = drawing_claim(drawing, row->lane);
    const char *relation = status_look_say(drawing->words, drawing->arena,
                                           drawing_text(drawing, &slot->title), row->lane->status);
    const char *lane =
        scene_clean(drawing->arena, drawing_join(drawing, "title.colon", relation, value));
    name->title = arena_concat(drawing->arena, name->brief, "\n", lane);
    timeline_add_value_row(drawing, row->entry, slot, value, group_entry(row->lane), row->lane,
                           claim_known_since(row->lane));
}

/* A row is known once any of its marks is; one without marks is not asked. */
static const char *name_known(const TimelineRow *row)
{
    const char *known = row->mark_count > 0 ? row->marks[0].known : NULL;
    for (size_t i = 1; i < row->mark_count; i++)
        if (g_strcmp0(row->marks[i].known, known) < 0)
            known = row->marks[i].known;
    return known;
}

/* Returns the box that stands for it. */
static const SceneBox *paint_row_name(const Painter *painter, const TimelineRow *row, double middle)
{
    SceneBox *name = time_plot_paint_name(
        painter->scene, row->lines, drawing_text(painter->drawing, row->entry->label), middle);
    name->entry = row->entry;
    name->known = name_known(row);
    name->brief =
        scene_clean(painter->scene->arena, drawing_text(painter->drawing, row->entry->label));
    tell_lane(painter->drawing, row, name);
    return name;
}

static void paint_row(Painter *painter, TimelineRow *row)
{
    const double top = painter->y + ROW_PADDING;
    row->name = paint_row_name(painter, row, top + LINE_CONTENT / 2.0);
    for (size_t i = 0; i < row->mark_count; i++) {
        paint_mark(painter, row, &row->marks[i], top + row->marks[i].line * (double)LINE_STEP);
        if (!row->is_repeated)
            add_row(painter->drawing, &row->marks[i]);
    }
    paint_slips(painter, row);
    painter->y +=
        row->line_count * (double)LINE_STEP - (LINE_STEP - LINE_CONTENT) + 2.0 * ROW_PADDING;
}

static double axis_right(const Axis *axis)
{
    return axis->left + axis->width;
}

static double plot_right(const Painter *painter)
{
    return axis_right(&painter->timeline->axis);
}

static void paint_lane(Painter *painter, Lane *lane)
{
    scene_add_line(painter->scene, ROLE_LANE_RULE, (Point){TIME_PLOT_MARGIN, painter->y},
                   (Point){plot_right(painter), painter->y});
    if (lane->title != NULL) {
        const double height = scene_text_height(ROLE_LANE);
        scene_add_text(painter->scene, ROLE_LANE, TIME_PLOT_MARGIN,
                       painter->y + (LANE_TITLE_HEIGHT - height) / 2 + 2,
                       plot_right(painter) - TIME_PLOT_MARGIN, lane->title);
        painter->y += LANE_TITLE_HEIGHT - ROW_PADDING;
    }
    for (size_t i = 0; i < lane->row_count; i++)
        paint_row(painter, &lane->rows[i]);
    painter->y += ROW_PADDING;
}

/* The lanes below an empty axis: a little room, so that it still looks like one. */
static void paint_lanes(Painter *painter)
{
    for (size_t i = 0; i < painter->timeline->lane_count; i++)
        paint_lane(painter, &painter->timeline->lanes[i]);
    if (painter->timeline->lane_count == 0)
        painter->y += LINE_STEP;
    scene_add_line(painter->scene, ROLE_LANE_RULE, (Point){TIME_PLOT_MARGIN, painter->y},
                   (Point){plot_right(painter), painter->y});
}

static void add_event_samples(const Painter *painter, Legend *legend)
{
    for (size_t i = 0; i < painter->timeline->event_count; i++) {
        const EnumValue *event = painter->timeline->events[i];
        SceneBox *sample =
            status_look_add_bar(legend, drawing_text(painter->drawing, &event->title));
        timeline_set_kind(sample, i);
    }
}

static void add_overdue_sample(const Painter *painter, Legend *legend)
{
    if (!painter->occurring.overdue)
        return;
    SceneBox *sample = status_look_add_bar(legend, drawing_word(painter->drawing, "plan.overdue"));
    sample->shape = SHAPE_RIBBON;
    sample->hollow = true;
}

static void add_line_samples(const Painter *painter, Legend *legend)
{
    legend_break(legend);
    if (painter->occurring.slip)
        legend_add_line(legend, drawing_word(painter->drawing, "picture.restated"));
    if (painter->occurring.dispute) {
        SceneWire *line = legend_add_line(legend, drawing_word(painter->drawing, "entry.disagree"));
        line->has_tip = false;
        line->line = LINE_DOTTED;
    }
    for (size_t i = 0; i < painter->timeline->kind_count; i++) {
        const Slot *slot = painter->timeline->kinds[i];
        SceneWire *line = legend_add_line(legend, drawing_text(painter->drawing, &slot->title));
        graph_style_wire(line, i);
    }
    bool firmness[STATUS_COUNT] = {false};
    for (size_t i = 0; i < painter->timeline->connector_count; i++)
        firmness[painter->timeline->connectors[i].claim->status] = true;
    status_look_add_lines(painter->drawing->words, legend, firmness, painter->occurring.statuses);
}

static void add_date_samples(const Painter *painter, Legend *legend)
{
    const Occurring *occurring = &painter->occurring;
    const Drawing *drawing = painter->drawing;
    if (occurring->soft) {
        SceneBox *sample = status_look_add_bar(legend, drawing_word(drawing, "picture.vague"));
        sample->left = sample->right = END_SOFT;
    }
    if (occurring->open)
        status_look_add_bar(legend, drawing_word(drawing, "picture.open_end"))->right = END_OPEN;
    status_look_add_qualifiers(drawing, legend, occurring->qualifiers);
    if (occurring->old) {
        SceneBox *sample = status_look_add_bar(legend, drawing_word(drawing, "picture.other_date"));
        sample->y += (sample->height - OLD_BAR_HEIGHT) / 2;
        sample->height = OLD_BAR_HEIGHT;
        sample->hollow = true;
    }
}

static void paint_legend(Painter *painter)
{
    const Drawing *drawing = painter->drawing;
    Legend legend;
    legend_init(&legend, painter->scene, TIME_PLOT_MARGIN, plot_right(painter),
                painter->y + LEGEND_GAP);
    add_event_samples(painter, &legend);
    legend_break(&legend);
    status_look_add_samples(drawing, &legend, painter->occurring.statuses);
    add_overdue_sample(painter, &legend);
    add_date_samples(painter, &legend);
    add_line_samples(painter, &legend);
    if (painter->timeline->outside > 0)
        legend_add_note(&legend, drawing_fill(drawing, "picture.outside",
                                              drawing_count(drawing, painter->timeline->outside)));
    painter->y = legend_bottom(&legend);
}

static const SceneTime *new_time(const Drawing *drawing, const Timeline *timeline)
{
    SceneTime *time = arena_new0(drawing->arena, SceneTime, 1);
    *time = (SceneTime){
        .from = timeline->axis.from,
        .to = timeline->axis.to,
        .as_of = drawing->kb->as_of.latest,
        .as_of_text =
            timeline->shows_as_of
                ? drawing_fill(drawing, "picture.as_of", drawing_date(drawing, &drawing->kb->as_of))
                : NULL,
    };
    return time;
}

static void draw_whole(Drawing *drawing)
{
    static const char *const columns[] = {"column.entry",  "entry.event", "entry.date",
                                          "column.status", "entry.as_of", "entry.source"};
    Timeline timeline = {0};
    Painter painter = {.drawing = drawing, .scene = &drawing->scene, .timeline = &timeline};
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    timeline_collect(drawing, &timeline);
    if (timeline.lane_count == 0 && timeline.outside == 0) {
        drawing_show_nothing(drawing);
        return;
    }
    drawing->scene.time = new_time(drawing, &timeline);

    if (drawing->diagram->connectors)
        timeline_find_connectors(drawing, &timeline);
    const double names = name_column(&timeline, drawing);
    timeline.axis.left =
        TIME_PLOT_MARGIN + (names > 0 ? names + TIME_PLOT_NAME_GAP : 0) + timeline.gutter;
    timeline.axis.width = TIME_PLOT_WIDTH;
    drawing->scene.width = plot_right(&painter) + TIME_PLOT_MARGIN;
    drawing->scene.heads = timeline.lane_count > 0 ? time_plot_heads_width(names) : 0;
    timeline_place(drawing, &timeline, timeline.axis.left, plot_right(&painter) + LABEL_OVERHANG);

    painter.y = TIME_PLOT_MARGIN + TIME_PLOT_TICK_HEIGHT +
                (timeline.shows_as_of ? TIME_PLOT_AS_OF_HEIGHT : 0);
    paint_lanes(&painter);
    timeline_paint_connectors(drawing, &timeline, TIME_PLOT_MARGIN + names);
    const double bottom = painter.y;
    paint_legend(&painter);
    time_plot_paint_ticks(drawing, &timeline.axis, bottom);
    if (timeline.shows_as_of)
        time_plot_paint_as_of(drawing, &timeline.axis, bottom);
    drawing->scene.height = painter.y + TIME_PLOT_MARGIN;
    drawing->scene.description =
        drawing_fill(drawing, "picture.timeline", drawing_count(drawing, timeline.mark_count));
}

void timeline_draw(Drawing *drawing)
{
    if (drawing->plate->part_count > 0)
        timeline_draw_parts(drawing);
    else
        draw_whole(drawing);
}
