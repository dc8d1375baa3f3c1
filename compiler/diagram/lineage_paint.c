/*
 * The lineage's picture. What others build on stands left, what is built on it right, so that time
 * tends to run rightwards; entries without relations stand in a grid below.
 */
#include "diagram/layout.h"
#include "diagram/legend.h"
#include "diagram/lineage.h"
#include "diagram/words.h"

enum {
    MARGIN = 20,
    WIDTH_MIN = 640,
    GRID_GAP = 16,
    HEADING_HEIGHT = 32,
    LEGEND_GAP = 18,
    LABEL_CLEARANCE = 2,
    LABEL_WIDTH_MAX = 160,
};

/* --- nodes --- */

/* Shapes of the default schema's classes and what derives from them; others get the last. */
static const struct ClassLook {
    const char *name;
    Shape shape;
    int hue;
} class_looks[] = {
    {"Chip", SHAPE_ROUNDED, 0},     {"Architecture", SHAPE_OCTAGON, 3},
    {"Packaging", SHAPE_DOUBLE, 2}, {"Interconnect", SHAPE_PILL, 1},
    {"System", SHAPE_BOX, 6},       {"Software", SHAPE_NOTE, 4},
    {"Memory", SHAPE_CYLINDER, 5},  {NULL, SHAPE_BOX, 7},
};

static const struct ClassLook *class_look(const Class *class)
{
    const struct ClassLook *look = class_looks;
    while (look->name != NULL && !class_is_named(class, look->name))
        look++;
    return look;
}

static bool is_ahead(const Claim *claim)
{
    return claim->status != STATUS_ACTUAL && claim->status != STATUS_REPORTED;
}

/* Has nothing happened yet? All its milestones are plans, and there is one. */
static bool is_only_planned(const Entry *entry)
{
    bool any = false;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Claim *current = milestone_current(entry->milestones[i]);
        if (current == NULL || current->value.kind != VALUE_DATE)
            continue;
        if (!is_ahead(current))
            return false;
        any = true;
    }
    return any;
}

static void paint_node(Lineage *lineage, Node *node, double x, double y)
{
    Drawing *drawing = lineage->drawing;
    const struct ClassLook *look = class_look(node->entry->object.class);
    SceneBox *box =
        scene_add_box(&drawing->scene, ROLE_NODE, look->shape, x, y, node->width, node->height);
    box->hue = look->hue;
    box->entry = node->entry;
    box->line = is_only_planned(node->entry) ? LINE_DASHED : LINE_SOLID;
    box->text = node->lines[0];
    box->more = node->lines[1];
    box->caption = node->caption;
    box->title = arena_printf(drawing->arena, "%s – %s", node->name, node->caption);
    node->box = box;
}

/* --- layout --- */

static void request_layout(Lineage *lineage, Layout *layout)
{
    Arena *arena = lineage->drawing->arena;
    layout->rank_direction = "LR";
    layout->nodes = arena_new0(arena, LayoutNode, lineage->nodes->len);
    layout->edges = arena_new0(arena, LayoutEdge, lineage->relations->len);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        Node *node = &g_array_index(lineage->nodes, Node, i);
        if (!node->related)
            continue;
        node->layout_index = layout->node_count++;
        layout->nodes[node->layout_index] =
            (LayoutNode){.width = node->width, .height = node->height};
    }
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        layout->edges[layout->edge_count++] = (LayoutEdge){
            .from = g_array_index(lineage->nodes, Node, relation->from_node).layout_index,
            .to = g_array_index(lineage->nodes, Node, relation->to_node).layout_index,
        };
    }
}

static Point moved(Point point, double x, double y)
{
    return (Point){point.x + x, point.y + y};
}

static void paint_edge(Lineage *lineage, const Relation *relation, const LayoutEdge *edge,
                       double left, double top)
{
    Drawing *drawing = lineage->drawing;
    const Node *from = &g_array_index(lineage->nodes, Node, relation->from_node);
    const Node *to = &g_array_index(lineage->nodes, Node, relation->to_node);
    for (size_t i = 0; i < edge->point_count; i++)
        edge->points[i] = moved(edge->points[i], left, top);
    SceneWire *wire = scene_add_wire(&drawing->scene, ROLE_EDGE, from->box, to->box, edge->points,
                                     edge->point_count);
    wire->has_tip = true;
    wire->tip = moved(edge->tip, left, top);
    wire->hue = (int)(relation->kind % (HUE_COUNT - 1));
    wire->line = (Line)(relation->kind % LINE_COUNT);
    wire->title = arena_printf(
        drawing->arena, "%s – %s – %s", from->name,
        scene_clean(drawing->arena, drawing_text(drawing, &relation->slot->title)), to->name);
}

/* The spline's point at `t` of its length in segments, 0 to 1. */
static Point spline_point(const Point *points, size_t count, double t)
{
    g_assert(count >= 4);
    const size_t segments = (count - 1) / 3;
    const double at = t * (double)segments;
    const size_t segment = MIN((size_t)at, segments - 1);
    const double u = at - (double)segment;
    const double v = 1 - u;
    const Point *p = points + 3 * segment;
    const double a = v * v * v;
    const double b = 3 * v * v * u;
    const double c = 3 * v * u * u;
    const double d = u * u * u;
    return (Point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static bool is_free(const Scene *scene, const SceneBox *label)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box != label && box->role != ROLE_ANCHOR &&
            scene_boxes_touch(label, box, LABEL_CLEARANCE))
            return false;
    return true;
}

/* Puts the label on its edge where nothing else is: the middle first, then to and fro. */
static void place_label(const Scene *scene, SceneBox *label, const LayoutEdge *edge)
{
    static const double places[] = {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        const Point point = spline_point(edge->points, edge->point_count, places[i]);
        label->x = point.x - label->width / 2;
        label->y = point.y - label->height / 2;
        if (is_free(scene, label))
            return;
    }
    const Point middle = spline_point(edge->points, edge->point_count, places[0]);
    label->x = middle.x - label->width / 2;
    label->y = middle.y - label->height / 2;
}

static void paint_count(Lineage *lineage, const Relation *relation, const LayoutEdge *edge)
{
    Drawing *drawing = lineage->drawing;
    if (relation->count <= 0)
        return;
    const char *number = arena_printf(drawing->arena, "%" G_GINT64_FORMAT, relation->count);
    const char *text = word_fill(drawing->arena, WORD_COUNT_OF, drawing->tongue, number);
    SceneBox *label = scene_add_text(&drawing->scene, ROLE_EDGE_LABEL, 0, 0, LABEL_WIDTH_MAX, text);
    place_label(&drawing->scene, label, edge);
}

static void paint_layout(Lineage *lineage, const Layout *layout)
{
    Scene *scene = &lineage->drawing->scene;
    const double left = MARGIN + MAX(0, (WIDTH_MIN - layout->width) / 2);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        Node *node = &g_array_index(lineage->nodes, Node, i);
        if (!node->related)
            continue;
        const LayoutNode *place = &layout->nodes[node->layout_index];
        paint_node(lineage, node, left + place->x - node->width / 2,
                   MARGIN + place->y - node->height / 2);
    }
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        paint_edge(lineage, relation, &layout->edges[i], left, MARGIN);
    }
    for (guint i = 0; i < lineage->relations->len; i++)
        paint_count(lineage, &g_array_index(lineage->relations, Relation, i), &layout->edges[i]);
    scene->width = MAX(layout->width, WIDTH_MIN) + 2 * MARGIN;
    lineage->y = MARGIN + layout->height;
}

/* Entries without relations: a grid below, in columns as wide as the widest. */
static void paint_unrelated(Lineage *lineage, bool has_layout)
{
    Drawing *drawing = lineage->drawing;
    double column = 0;
    double step = 0;
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const Node *node = &g_array_index(lineage->nodes, Node, i);
        if (node->related)
            continue;
        column = MAX(column, node->width);
        step = MAX(step, node->height);
    }
    if (column == 0)
        return;
    if (has_layout) {
        lineage->y += GRID_GAP;
        scene_add_text(&drawing->scene, ROLE_HEADING, MARGIN,
                       lineage->y + (HEADING_HEIGHT - scene_text_height(ROLE_HEADING)) / 2,
                       drawing->scene.width - 2 * MARGIN,
                       word_get(WORD_UNRELATED, drawing->tongue));
        lineage->y += HEADING_HEIGHT;
    }
    double x = MARGIN;
    for (guint i = 0; i < lineage->nodes->len; i++) {
        Node *node = &g_array_index(lineage->nodes, Node, i);
        if (node->related)
            continue;
        if (x > MARGIN && x + column > drawing->scene.width - MARGIN) {
            x = MARGIN;
            lineage->y += step + GRID_GAP;
        }
        node->width = column;
        node->height = step;
        paint_node(lineage, node, x, lineage->y);
        x += column + GRID_GAP;
    }
    lineage->y += step;
}

static void paint_legend(Lineage *lineage)
{
    Drawing *drawing = lineage->drawing;
    Legend legend;
    legend_init(&legend, &drawing->scene, MARGIN, drawing->scene.width - MARGIN,
                lineage->y + LEGEND_GAP);
    for (guint i = 0; i < lineage->kinds->len; i++) {
        const Slot *slot = lineage->kinds->pdata[i];
        SceneWire *line = legend_add_line(&legend, drawing_text(drawing, &slot->title));
        line->hue = (int)(i % (HUE_COUNT - 1));
        line->line = (Line)(i % LINE_COUNT);
    }
    bool planned = false;
    for (guint i = 0; i < lineage->nodes->len; i++)
        planned |= is_only_planned(g_array_index(lineage->nodes, Node, i).entry);
    if (planned) {
        SceneBox *sample =
            legend_add_mark(&legend, SHAPE_ROUNDED, word_get(WORD_ONLY_PLANNED, drawing->tongue));
        sample->hollow = true;
        sample->line = LINE_DASHED;
    }
    lineage->y = legend_bottom(&legend);
}

static bool is_too_large(const Lineage *lineage)
{
    if (lineage->nodes->len <= LAYOUT_NODES_MAX && lineage->relations->len <= LAYOUT_EDGES_MAX)
        return false;
    drawing_fail(lineage->drawing, DIAG_LAYOUT_TOO_LARGE,
                 "diagram '%s' has %u nodes and %u edges; at most %d and %d are drawn",
                 lineage->drawing->diagram->name, lineage->nodes->len, lineage->relations->len,
                 LAYOUT_NODES_MAX, LAYOUT_EDGES_MAX);
    return true;
}

void lineage_paint(Lineage *lineage)
{
    Drawing *drawing = lineage->drawing;
    Layout layout = {0};
    const char *problem = NULL;
    if (is_too_large(lineage))
        return;
    request_layout(lineage, &layout);
    if (layout.node_count > 0 &&
        !layout_run(&layout, drawing->layouter, drawing->arena, &problem)) {
        drawing_fail(drawing, DIAG_LAYOUT_FAILED,
                     "diagram '%s' could not be laid out: the layout process failed: %s",
                     drawing->diagram->name, problem);
        return;
    }
    paint_layout(lineage, &layout);
    paint_unrelated(lineage, layout.node_count > 0);
    paint_legend(lineage);
    drawing->scene.height = lineage->y + MARGIN;
}
