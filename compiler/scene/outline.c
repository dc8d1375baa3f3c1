#include "scene/outline.h"

#include "scene/number.h"

#include <math.h>

static const double TIP_SLENDER = 0.45; /* half the width of a tip, by its length */
static const double CUT = 8;            /* of an octagon's corners, at most a third of its side */
static const double INSET = 4;          /* of a double box's inner line */
static const double FOLD = 10;          /* of a note's corner */

static void append_point(GString *out, char command, double x, double y)
{
    g_string_append_c(out, command);
    number_append(out, x);
    g_string_append_c(out, ' ');
    number_append(out, y);
}

static void append_polygon(GString *out, const Point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        append_point(out, i == 0 ? 'M' : 'L', points[i].x, points[i].y);
    g_string_append_c(out, 'Z');
}

static void append_arc(GString *out, double rx, double ry, double x, double y)
{
    g_string_append_c(out, 'A');
    number_append(out, rx);
    number_append_all(out, ry, 0, 0, 1, x, y);
}

static void append_rectangle(GString *out, const SceneBox *box, double corner)
{
    const double r = MIN(corner, MIN(box->width, box->height) / 2);
    const double right = box->x + box->width;
    const double bottom = box->y + box->height;
    append_point(out, 'M', box->x + r, box->y);
    append_point(out, 'L', right - r, box->y);
    append_arc(out, r, r, right, box->y + r);
    append_point(out, 'L', right, bottom - r);
    append_arc(out, r, r, right - r, bottom);
    append_point(out, 'L', box->x + r, bottom);
    append_arc(out, r, r, box->x, bottom - r);
    append_point(out, 'L', box->x, box->y + r);
    append_arc(out, r, r, box->x + r, box->y);
    g_string_append_c(out, 'Z');
}

/* A bar with a point where its date goes on beyond. */
static void append_open_bar(GString *out, const SceneBox *box)
{
    const double point = MIN(box->height * 0.7, box->width / 2);
    const double left = box->x + (box->left == END_OPEN ? point : 0);
    const double right = box->x + box->width - (box->right == END_OPEN ? point : 0);
    const double middle = box->y + box->height / 2;
    const double bottom = box->y + box->height;
    const Point points[] = {{left, box->y},  {right, box->y}, {box->x + box->width, middle},
                            {right, bottom}, {left, bottom},  {box->x, middle}};
    append_polygon(out, points, G_N_ELEMENTS(points));
}

static void append_bar(GString *out, const SceneBox *box)
{
    if (box->left == END_OPEN || box->right == END_OPEN)
        append_open_bar(out, box);
    else
        append_rectangle(out, box, box->left == END_SOFT ? box->height / 2 : OUTLINE_BAR_CORNER);
}

static void append_diamond(GString *out, const SceneBox *box)
{
    const double x = box->x + box->width / 2;
    const double y = box->y + box->height / 2;
    const Point points[] = {
        {x, box->y}, {box->x + box->width, y}, {x, box->y + box->height}, {box->x, y}};
    append_polygon(out, points, G_N_ELEMENTS(points));
}

/* In quarters: coordinates are rounded, and what should be half an ellipse could become less. */
static void append_circle(GString *out, const SceneBox *box)
{
    const double rx = box->width / 2;
    const double ry = box->height / 2;
    append_point(out, 'M', box->x, box->y + ry);
    append_arc(out, rx, ry, box->x + rx, box->y);
    append_arc(out, rx, ry, box->x + box->width, box->y + ry);
    append_arc(out, rx, ry, box->x + rx, box->y + box->height);
    append_arc(out, rx, ry, box->x, box->y + ry);
    g_string_append_c(out, 'Z');
}

static void append_triangle(GString *out, const SceneBox *box)
{
    const double bottom = box->y + box->height;
    const Point points[] = {
        {box->x + box->width / 2, box->y}, {box->x + box->width, bottom}, {box->x, bottom}};
    append_polygon(out, points, G_N_ELEMENTS(points));
}

static void append_ribbon(GString *out, const SceneBox *box)
{
    const double notch = MIN(box->height * 0.5, box->width * 0.35);
    const double right = box->x + box->width;
    const double middle = box->y + box->height / 2;
    const double bottom = box->y + box->height;
    const Point points[] = {{box->x, box->y}, {right, box->y},  {right - notch, middle},
                            {right, bottom},  {box->x, bottom}, {box->x + notch, middle}};
    append_polygon(out, points, G_N_ELEMENTS(points));
}

static void append_box(GString *out, const SceneBox *box)
{
    append_rectangle(out, box, 0);
}

static void append_rounded(GString *out, const SceneBox *box)
{
    append_rectangle(out, box, OUTLINE_BOX_CORNER);
}

static void append_pill(GString *out, const SceneBox *box)
{
    append_rectangle(out, box, OUTLINE_PILL_CORNER);
}

static void append_octagon(GString *out, const SceneBox *box)
{
    const double right = box->x + box->width;
    const double bottom = box->y + box->height;
    const double cut = MIN(CUT, MIN(box->width, box->height) / 3);
    const Point points[] = {{box->x + cut, box->y}, {right - cut, box->y}, {right, box->y + cut},
                            {right, bottom - cut},  {right - cut, bottom}, {box->x + cut, bottom},
                            {box->x, bottom - cut}, {box->x, box->y + cut}};
    append_polygon(out, points, G_N_ELEMENTS(points));
}

static void append_double(GString *out, const SceneBox *box)
{
    const SceneBox inner = {.x = box->x + INSET,
                            .y = box->y + INSET,
                            .width = box->width - 2 * INSET,
                            .height = box->height - 2 * INSET};
    append_rectangle(out, box, 0);
    append_rectangle(out, &inner, 0);
}

static void append_note(GString *out, const SceneBox *box)
{
    const double right = box->x + box->width;
    const double bottom = box->y + box->height;
    const Point sheet[] = {{box->x, box->y},
                           {right - FOLD, box->y},
                           {right, box->y + FOLD},
                           {right, bottom},
                           {box->x, bottom}};
    append_polygon(out, sheet, G_N_ELEMENTS(sheet));
    append_point(out, 'M', right - FOLD, box->y);
    append_point(out, 'L', right - FOLD, box->y + FOLD);
    append_point(out, 'L', right, box->y + FOLD);
}

static void append_cylinder(GString *out, const SceneBox *box)
{
    const double rx = box->width / 2;
    const double right = box->x + box->width;
    const double top = box->y + OUTLINE_LID;
    const double bottom = box->y + box->height - OUTLINE_LID;
    append_point(out, 'M', box->x, top);
    append_arc(out, rx, OUTLINE_LID, right, top);
    append_point(out, 'L', right, bottom);
    append_arc(out, rx, OUTLINE_LID, box->x, bottom);
    g_string_append_c(out, 'Z');
    append_point(out, 'M', right, top); /* the lid's near rim */
    append_arc(out, rx, OUTLINE_LID, box->x, top);
}

static void (*const appenders[SHAPE_COUNT])(GString *, const SceneBox *) = {
    [SHAPE_BAR] = append_bar,       [SHAPE_DIAMOND] = append_diamond,
    [SHAPE_BOX] = append_box,       [SHAPE_ROUNDED] = append_rounded,
    [SHAPE_PILL] = append_pill,     [SHAPE_OCTAGON] = append_octagon,
    [SHAPE_DOUBLE] = append_double, [SHAPE_CYLINDER] = append_cylinder,
    [SHAPE_RIBBON] = append_ribbon, [SHAPE_NOTE] = append_note,
    [SHAPE_CIRCLE] = append_circle, [SHAPE_TRIANGLE] = append_triangle,
};

void outline_append_box(GString *out, const SceneBox *box)
{
    appenders[box->shape](out, box);
}

void outline_append_spline(GString *out, const Point *points, size_t count, bool straight)
{
    append_point(out, 'M', points[0].x, points[0].y);
    if (straight) {
        append_point(out, 'L', points[count - 1].x, points[count - 1].y);
        return;
    }
    g_string_append_c(out, 'C');
    for (size_t i = 1; i < count; i++) {
        if (i > 1)
            g_string_append_c(out, ' ');
        number_append(out, points[i].x);
        number_append_all(out, points[i].y);
    }
}

/* From its middle to below it: they are to be seen on a filled bar, on a hollow one and on one that
 * is no wider than they. */
size_t outline_find_feet(const SceneBox *box, Point *points)
{
    static const double STEP = 4, FOOT = 4;
    const unsigned count = MIN(box->sign, OUTLINE_STROKES_MAX);
    const double left = box->x + box->width / 2 - (count - 1.0) * STEP / 2;
    for (unsigned i = 0; i < count; i++) {
        points[2 * i] = (Point){left + i * STEP, box->y + box->height / 2};
        points[2 * i + 1] = (Point){left + i * STEP, box->y + box->height + FOOT};
    }
    return 2 * (size_t)count;
}

static size_t find_cross(Point middle, Point *points)
{
    static const double HALF = OUTLINE_SIGN_REACH;
    points[0] = (Point){middle.x - HALF, middle.y - HALF};
    points[1] = (Point){middle.x + HALF, middle.y + HALF};
    points[2] = (Point){middle.x - HALF, middle.y + HALF};
    points[3] = (Point){middle.x + HALF, middle.y - HALF};
    return 4;
}

size_t outline_find_strike(const SceneBox *box, Point *points)
{
    static const double INDENT = OUTLINE_SIGN_REACH + 4;
    const Point middle = {box->x + box->width / 2, box->y + box->height / 2};
    const Point corner = {box->x + box->width - INDENT, box->y + INDENT};
    return find_cross(box->text != NULL ? corner : middle, points);
}

size_t outline_find_wire_strike(const SceneWire *wire, Point *points)
{
    return find_cross(scene_wire_middle(wire), points);
}

void outline_append_strokes(GString *out, const Point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        append_point(out, i % 2 == 0 ? 'M' : 'L', points[i].x, points[i].y);
}

typedef struct Tip {
    Point base; /* where the line ends */
    Point middle;
    Point end;
    Point across; /* from its axis to its right side */
} Tip;

static Tip find_tip(const SceneWire *wire)
{
    const Point base = wire->points[wire->point_count - 1];
    const Point along = {wire->tip.x - base.x, wire->tip.y - base.y};
    return (Tip){.base = base,
                 .middle = {base.x + along.x / 2, base.y + along.y / 2},
                 .end = wire->tip,
                 .across = {along.y * TIP_SLENDER, -along.x * TIP_SLENDER}};
}

static Point beside(Point point, const Tip *tip, double share)
{
    return (Point){point.x + share * tip->across.x, point.y + share * tip->across.y};
}

static void append_tip_circle(GString *out, const Tip *tip)
{
    const double radius = hypot(tip->across.x, tip->across.y) / TIP_SLENDER / 2;
    const Point corners[] = {beside(tip->middle, tip, 0.5 / TIP_SLENDER), tip->end,
                             beside(tip->middle, tip, -0.5 / TIP_SLENDER), tip->base};
    append_point(out, 'M', tip->base.x, tip->base.y);
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        append_arc(out, radius, radius, corners[i].x, corners[i].y);
    g_string_append_c(out, 'Z');
}

void outline_append_tip(GString *out, const SceneWire *wire)
{
    const Tip tip = find_tip(wire);
    const Point arrow[] = {beside(tip.base, &tip, -1), tip.end, beside(tip.base, &tip, 1)};
    const Point diamond[] = {beside(tip.middle, &tip, -1), tip.end, beside(tip.middle, &tip, 1),
                             tip.base};
    const Point square[] = {beside(tip.base, &tip, -1), beside(tip.end, &tip, -1),
                            beside(tip.end, &tip, 1), beside(tip.base, &tip, 1)};
    switch (wire->form) {
    case TIP_CIRCLE:
        append_tip_circle(out, &tip);
        break;
    case TIP_DIAMOND:
        append_polygon(out, diamond, G_N_ELEMENTS(diamond));
        break;
    case TIP_SQUARE:
        append_polygon(out, square, G_N_ELEMENTS(square));
        break;
    default:
        append_polygon(out, arrow, G_N_ELEMENTS(arrow));
    }
}
