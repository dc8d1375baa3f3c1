#include "scene/cuts.h"

#include "scene/look.h"

#include <math.h>

static const double LEGEND_GAP = 14;
static const double GAP = 6;        /* of a cut from boxes */
static const double ROOM_MIN = 240; /* for anything between scale and legend */

/* What is between which heights. */
typedef struct Cutting {
    const Scene *scene;
    Arena *arena;
    double head;   /* where the scale of time ends; 0: there is none at the top */
    double legend; /* where the legend begins */
    double top;    /* of this part */
    double bottom;
    double lead; /* between scale and body: the title of a lane that goes on */
    Scene *part;
    SceneBox **copies; /* by the original's number; NULL: not in the part */
} Cutting;

static double box_bottom(const SceneBox *box)
{
    return box->y + box->height;
}

static bool is_of_legend(const SceneBox *box)
{
    return box->role == ROLE_LEGEND || box->role == ROLE_SAMPLE;
}

/* --- where to cut --- */

/* Labels of a scale at the top are in one row; of one at the left they are not. */
static double find_head(const Scene *scene)
{
    static const double ROWS = 60;
    double first = INFINITY;
    double last = 0;
    double bottom = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role == ROLE_TICK) {
            first = MIN(first, box->y);
            last = MAX(last, box->y);
        }
        if (box->role == ROLE_TICK || box->role == ROLE_AS_OF_LABEL)
            bottom = MAX(bottom, box_bottom(box));
    }
    return bottom > 0 && last - first <= ROWS ? bottom + GAP : 0;
}

/* The legend begins below all else. */
static double find_legend(const Scene *scene)
{
    double body = 0;
    double legend = scene->height;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (!is_of_legend(box) && box->role != ROLE_ANCHOR)
            body = MAX(body, box_bottom(box));
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (is_of_legend(box) && box->y >= body)
            legend = MIN(legend, box->y);
    return legend - LEGEND_GAP;
}

static bool cuts_a_box(const Scene *scene, double y)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (!look_is_container(box) && box->y < y && y < box_bottom(box))
            return true;
    return false;
}

/* The highest box of the body from there on; of a role, if `role` is one. */
static const SceneBox *first_from(const Cutting *cutting, double y, Role role)
{
    const SceneBox *first = NULL;
    for (const SceneBox *box = cutting->scene->boxes; box != NULL; box = box->next)
        if (box->y >= y && box->y < cutting->legend && !look_is_container(box) &&
            (role == ROLE_COUNT || box->role == role) && (first == NULL || box->y < first->y))
            first = box;
    return first;
}

/* The last one of a role before that. */
static const SceneBox *last_before(const Cutting *cutting, double y, Role role)
{
    const SceneBox *last = NULL;
    for (const SceneBox *box = cutting->scene->boxes; box != NULL; box = box->next)
        if (box->role == role && box->y < y && box->y >= cutting->head &&
            (last == NULL || box->y > last->y))
            last = box;
    return last;
}

/* Does what is there begin with its name, not with later lines of a row? */
static bool is_row_start(const Cutting *cutting, double y)
{
    const SceneBox *first = first_from(cutting, y, ROLE_COUNT);
    const SceneBox *name = first_from(cutting, y, ROLE_NAME);
    return first != NULL && name != NULL && name->y < box_bottom(first);
}

static bool is_lane_start(const Scene *scene, double y)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_LANE_RULE && wire->points[0].y == y)
            return true;
    return false;
}

/* The lowest line above a lane within reach; else the lowest place that cuts no row, or at least no
 * box. */
static double find_cut(const Cutting *cutting, double from, double to)
{
    const Scene *scene = cutting->scene;
    double rule = 0;
    double row = 0;
    double free = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_LANE_RULE && wire->points[0].y > from && wire->points[0].y <= to)
            rule = MAX(rule, wire->points[0].y);
    for (const SceneBox *box = scene->boxes; rule == 0 && box != NULL; box = box->next) {
        const double y = box_bottom(box) + GAP;
        if (y <= from || y > to || y <= row || look_is_container(box) || cuts_a_box(scene, y))
            continue;
        free = MAX(free, y);
        row = is_row_start(cutting, y) ? y : row;
    }
    return rule > 0 ? rule : row > 0 ? row : free > 0 ? free : to;
}

/* --- one part --- */

static bool is_in_part(const Cutting *cutting, const SceneBox *box)
{
    if (look_is_container(box))
        return box->y < cutting->bottom && box_bottom(box) > cutting->top;
    const double middle = box->y + box->height / 2;
    return cutting->top <= middle && middle < cutting->bottom;
}

/* How far down things of the body go, and those of the legend. */
static double body_shift(const Cutting *cutting)
{
    return cutting->head + cutting->lead - cutting->top;
}

static double legend_shift(const Cutting *cutting)
{
    return body_shift(cutting) + cutting->bottom - cutting->legend;
}

static SceneBox *add_copy(Cutting *cutting, const SceneBox *box)
{
    SceneBox *copy = scene_add_box(cutting->part, box->role, box->shape, box->x, box->y, box->width,
                                   box->height);
    SceneBox whole = *box;
    whole.next = copy->next;
    whole.number = copy->number;
    *copy = whole;
    return copy;
}

static void copy_box(Cutting *cutting, const SceneBox *box, double shift)
{
    SceneBox *copy = add_copy(cutting, box);
    if (look_is_container(box) && shift == body_shift(cutting)) {
        const double top = MAX(box->y, cutting->top);
        copy->height = MIN(box_bottom(box), cutting->bottom) - top;
        copy->y = top;
    }
    copy->y += shift;
    cutting->copies[box->number] = copy;
}

static void copy_boxes(Cutting *cutting)
{
    for (const SceneBox *box = cutting->scene->boxes; box != NULL; box = box->next) {
        if (box->role == ROLE_ANCHOR)
            continue;
        if (cutting->head > 0 && box_bottom(box) <= cutting->head)
            copy_box(cutting, box, 0);
        else if (box->y >= cutting->legend)
            copy_box(cutting, box, legend_shift(cutting));
        else if (is_in_part(cutting, box))
            copy_box(cutting, box, body_shift(cutting));
    }
}

/* What goes on from the part before is named again: the lane, and the row. */
static void copy_names(Cutting *cutting)
{
    const SceneBox *lane = last_before(cutting, cutting->top, ROLE_LANE);
    const SceneBox *name = last_before(cutting, cutting->top, ROLE_NAME);
    if (cutting->lead > 0 && lane != NULL)
        add_copy(cutting, lane)->y = cutting->head;
    if (name != NULL && !is_row_start(cutting, cutting->top))
        add_copy(cutting, name)->y = cutting->head + cutting->lead + GAP;
}

static const SceneBox *copy_of(const Cutting *cutting, const SceneBox *box)
{
    return box != NULL ? cutting->copies[box->number] : NULL;
}

/* Adds a wire like `wire` through other points, between no boxes. */
static SceneWire *copy_wire(const Cutting *cutting, const SceneWire *wire, const Point *points,
                            size_t count)
{
    SceneWire *copy = scene_add_wire(cutting->part, wire->role, NULL, NULL, points, count);
    copy->hue = wire->hue;
    copy->line = wire->line;
    copy->form = wire->form;
    copy->hollow = wire->hollow;
    copy->struck = wire->struck;
    copy->title = wire->title;
    return copy;
}

static void copy_whole(const Cutting *cutting, const SceneWire *wire, double shift)
{
    SceneWire *copy = copy_wire(cutting, wire, wire->points, wire->point_count);
    Point *points = arena_new0(cutting->arena, Point, wire->point_count);
    for (size_t i = 0; i < wire->point_count; i++)
        points[i] = (Point){wire->points[i].x, wire->points[i].y + shift};
    copy->points = points;
    copy->from = copy_of(cutting, wire->from);
    copy->to = copy_of(cutting, wire->to);
    copy->has_tip = wire->has_tip;
    copy->tip = (Point){wire->tip.x, wire->tip.y + shift};
}

/* Between which heights the wire is. */
static void wire_span(const SceneWire *wire, double *top, double *bottom)
{
    *top = *bottom = scene_wire_end(wire).y;
    for (size_t i = 0; i < wire->point_count; i++) {
        *top = MIN(*top, wire->points[i].y);
        *bottom = MAX(*bottom, wire->points[i].y);
    }
}

/* Adds the piece of a wire that goes through `ends`, where they are in the part, and empties it. */
static void end_piece(const Cutting *cutting, const SceneWire *wire, GArray *ends, bool is_last)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(Point));
    for (guint i = 0; i < ends->len; i++) {
        const Point here = g_array_index(ends, Point, i);
        const Point twice[] = {here, here};
        if (i > 0)
            g_array_append_vals(points, twice, 2); /* the end of a line, as straight as its begin */
        if (i + 1 < ends->len)
            g_array_append_vals(points, twice, i == 0 ? 2 : 1);
    }
    if (ends->len >= 2) {
        SceneWire *copy =
            copy_wire(cutting, wire, (const Point *)(const void *)points->data, points->len);
        copy->has_tip = is_last && wire->has_tip;
        copy->tip = (Point){wire->tip.x, wire->tip.y + body_shift(cutting)};
    }
    g_array_set_size(ends, 0);
}

/* The part of a line that is within the part; false: none. */
static bool clip_line(const Cutting *cutting, Point *from, Point *to)
{
    const double dy = to->y - from->y;
    const double top = cutting->top;
    const double bottom = cutting->bottom;
    if (MAX(from->y, to->y) < top || MIN(from->y, to->y) > bottom)
        return false;
    if (dy == 0)
        return true;
    const Point start = *from;
    const double at_top = (top - start.y) / dy;
    const double at_bottom = (bottom - start.y) / dy;
    const double first = MAX(MIN(at_top, at_bottom), 0);
    const double last = MIN(MAX(at_top, at_bottom), 1);
    const double dx = to->x - start.x;
    *from = (Point){start.x + dx * first, start.y + dy * first};
    *to = (Point){start.x + dx * last, start.y + dy * last};
    return true;
}

static void add_line(const Cutting *cutting, const SceneWire *wire, GArray *ends, Point from,
                     Point to)
{
    const Point end = to;
    if (!clip_line(cutting, &from, &to))
        return;
    const Point shifted[] = {{from.x, from.y + body_shift(cutting)},
                             {to.x, to.y + body_shift(cutting)}};
    if (ends->len == 0)
        g_array_append_val(ends, shifted[0]);
    g_array_append_val(ends, shifted[1]);
    if (to.y != end.y) /* it leaves */
        end_piece(cutting, wire, ends, false);
}

/* What leaves the part and comes back is two pieces. */
static void copy_pieces(const Cutting *cutting, const SceneWire *wire)
{
    enum { STEPS = 12 };
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(Point));
    for (size_t i = 0; i + 3 < wire->point_count; i += 3) {
        Point from = wire->points[i];
        for (int step = 1; step <= STEPS; step++) {
            const Point to = scene_curve_at(&wire->points[i], (double)step / STEPS);
            add_line(cutting, wire, ends, from, to);
            from = to;
        }
    }
    end_piece(cutting, wire, ends, true);
}

/* Lines of the scale go down from the top through all parts. */
static void copy_scale_line(const Cutting *cutting, const SceneWire *wire, double top,
                            double bottom)
{
    const double end = MIN(bottom, cutting->bottom) + body_shift(cutting);
    const Point from = {wire->points[0].x, top};
    const Point to = {from.x, MAX(end, top)};
    const Point points[] = {from, from, to, to};
    copy_wire(cutting, wire, points, G_N_ELEMENTS(points));
}

static void cut_wire(const Cutting *cutting, const SceneWire *wire)
{
    double top;
    double bottom;
    wire_span(wire, &top, &bottom);
    if (top >= cutting->legend)
        copy_whole(cutting, wire, legend_shift(cutting));
    else if (bottom <= cutting->head)
        copy_whole(cutting, wire, 0);
    else if (top < cutting->head && wire->points[0].x == scene_wire_end(wire).x)
        copy_scale_line(cutting, wire, top, bottom);
    else if (top >= cutting->top && bottom <= cutting->bottom)
        copy_whole(cutting, wire, body_shift(cutting));
    else if (bottom > cutting->top && top < cutting->bottom)
        copy_pieces(cutting, wire);
}

static Scene *make_part(Cutting *cutting)
{
    const Scene *scene = cutting->scene;
    cutting->part = arena_new0(cutting->arena, Scene, 1);
    scene_init(cutting->part, cutting->arena);
    cutting->copies = arena_new0(cutting->arena, SceneBox *, scene->box_count + 1);
    cutting->part->name = scene->name;
    cutting->part->language = scene->language;
    cutting->part->title = scene->title;
    cutting->part->description = scene->description;
    cutting->part->width = scene->width;
    cutting->part->height = scene->height + legend_shift(cutting);
    if (cutting->top > cutting->head && !is_lane_start(scene, cutting->top))
        copy_names(cutting);
    copy_boxes(cutting);
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        cut_wire(cutting, wire);
    return cutting->part;
}

GPtrArray *cuts_make(const Scene *scene, double height, Arena *arena)
{
    GPtrArray *parts = g_ptr_array_new();
    Cutting cutting = {.scene = scene, .arena = arena};
    cutting.head = find_head(scene);
    cutting.legend = find_legend(scene);
    const bool has_lanes = last_before(&cutting, cutting.legend, ROLE_LANE) != NULL;
    const double lead = has_lanes ? scene_text_height(ROLE_LANE) : 0;
    const double room = height - cutting.head - lead - (scene->height - cutting.legend);
    if (scene->height <= height || room < ROOM_MIN)
        return parts;
    cutting.top = cutting.head;
    while (cutting.top < cutting.legend) {
        const double rest = cutting.legend - cutting.top;
        const double fair = rest / ceil(rest / room); /* no part much smaller than the others */
        const bool is_last = rest <= room;
        cutting.bottom = is_last ? cutting.legend
                                 : find_cut(&cutting, cutting.top + fair / 2,
                                            cutting.top + MIN(fair * 1.15, room));
        const bool goes_on = cutting.top > cutting.head && !is_lane_start(scene, cutting.top);
        cutting.lead = goes_on ? lead : 0;
        g_ptr_array_add(parts, make_part(&cutting));
        cutting.top = cutting.bottom;
    }
    return parts;
}
