/*
 * The lineage's picture. What others build on stands left, what is built on it right, so that time
 * tends to run rightwards (or downwards, if the diagram says so); entries without relations stand
 * in a grid below.
 */
#include "diagram/lineage.h"
#include "diagram/status_look.h"
#include "layout/layout.h"

#include <math.h>

enum {
    MARGIN = 20,
    WIDTH_MIN = 640,
    GRID_GAP = 16,
    HEADING_HEIGHT = 32,
    LEGEND_GAP = 18,
    SCALE_HEIGHT = 36, /* above the layout, for the years */
    SCALE_GAP = 4,     /* between them and their line */
    SCALE_WIDTH = 62,  /* left of the layout, same */
    SCALE_AIR = 14,    /* between their line and the layout, there */
    PART_ROOM = 180,   /* for the name of a part */
    PARTS_WIDTH = 920,
};

/* --- layout --- */

static Cluster *cluster_at(const Lineage *lineage, size_t index)
{
    return &g_array_index(lineage->clusters, Cluster, index);
}

static void request_clusters(Lineage *lineage, Layout *layout)
{
    layout->clusters = arena_new0(lineage->drawing->arena, LayoutCluster, lineage->clusters->len);
    for (guint i = 0; i < lineage->clusters->len; i++) {
        Cluster *cluster = cluster_at(lineage, i);
        if (!cluster->laid_out)
            continue;
        cluster->layout_index = layout->cluster_count++;
        layout->clusters[cluster->layout_index] =
            (LayoutCluster){.label_width = lineage_label_width(cluster),
                            .label_height = scene_text_height(ROLE_CLUSTER_TAG)};
    }
}

static void request_nodes(Lineage *lineage, Layout *layout)
{
    layout->nodes = arena_new0(lineage->drawing->arena, LayoutNode, lineage->nodes->len);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (!node->laid_out)
            continue;
        node->layout_index = layout->node_count++;
        layout->nodes[node->layout_index] = (LayoutNode){
            .width = node->look.width,
            .height = node->look.height,
            .rank = node->rank,
            .cluster =
                node->cluster > 0 ? cluster_at(lineage, node->cluster - 1)->layout_index + 1 : 0,
        };
    }
}

static void request_layout(Lineage *lineage, Layout *layout)
{
    layout->rank_direction = lineage->drawing->diagram->downwards ? "TB" : "LR";
    layout->rank_count = lineage->years->len;
    request_clusters(lineage, layout);
    request_nodes(lineage, layout);
    layout->edges = arena_new0(lineage->drawing->arena, LayoutEdge, lineage->relations->len);
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        layout->edges[layout->edge_count++] = (LayoutEdge){
            .from = g_array_index(lineage->nodes, LineageNode, relation->from_node).layout_index,
            .to = g_array_index(lineage->nodes, LineageNode, relation->to_node).layout_index,
        };
    }
}

static Point moved(Point point, double x, double y)
{
    return (Point){point.x + x, point.y + y};
}

void lineage_style_wire(const Lineage *lineage, SceneWire *wire, const Relation *relation)
{
    const Drawing *drawing = lineage->drawing;
    const GraphNode *from = &g_array_index(lineage->nodes, LineageNode, relation->from_node).look;
    const GraphNode *to = &g_array_index(lineage->nodes, LineageNode, relation->to_node).look;
    const char *text = lineage_relation_text(drawing, relation->slot, relation->claim->status);
    graph_style_wire(wire, relation->kind);
    status_look_set_wire(wire, relation->claim->status);
    wire->title = graph_wire_title(&drawing->scene, drawing->words, from->name, text, to->name,
                                   relation->count);
    wire->brief = graph_wire_brief(&drawing->scene, drawing->words, text, relation->count);
}

static const SceneWire *paint_edge(Lineage *lineage, const Relation *relation,
                                   const LayoutEdge *edge, double left, double top)
{
    Drawing *drawing = lineage->drawing;
    const LineageNode *from = &g_array_index(lineage->nodes, LineageNode, relation->from_node);
    const LineageNode *to = &g_array_index(lineage->nodes, LineageNode, relation->to_node);
    for (size_t i = 0; i < edge->point_count; i++)
        edge->points[i] = moved(edge->points[i], left, top);
    SceneWire *wire = scene_add_wire(&drawing->scene, ROLE_EDGE, from->look.box, to->look.box,
                                     edge->points, edge->point_count);
    wire->has_tip = true;
    wire->tip = moved(edge->tip, left, top);
    lineage_style_wire(lineage, wire, relation);
    return wire;
}

/* Of the layout, below the scale if there is one at the top. */
static double layout_top(const Lineage *lineage)
{
    const bool scale = lineage->years->len > 0 && !lineage->drawing->diagram->downwards;
    return scale ? MARGIN + SCALE_HEIGHT : MARGIN;
}

/* How much is left of it, for a scale at the left. */
static double scale_width(const Lineage *lineage)
{
    const bool scale = lineage->years->len > 0 && lineage->drawing->diagram->downwards;
    return scale ? SCALE_WIDTH : 0;
}

static void paint_clusters(Lineage *lineage, const Layout *layout, double left)
{
    const double top = layout_top(lineage);
    for (guint i = 0; i < lineage->clusters->len; i++) {
        Cluster *cluster = cluster_at(lineage, i);
        const LayoutCluster *place = &layout->clusters[cluster->layout_index];
        if (cluster->laid_out)
            lineage_paint_cluster(lineage, cluster, left + place->x, top + place->y, place->width,
                                  place->height);
    }
}

/* (x, y) is the top left corner. */
static void paint_node(Lineage *lineage, LineageNode *node, double x, double y)
{
    SceneBox *box = graph_paint_node(&node->look, &lineage->drawing->scene, x, y);
    box->cluster = node->cluster > 0 ? cluster_at(lineage, node->cluster - 1)->box : NULL;
    Arena *arena = lineage->drawing->arena;
    if (node->dated != NULL) {
        box->rank = (unsigned)node->rank / 2;
        box->title = arena_printf(arena, "%s\n%s %s", box->title, lineage_rank_title(lineage, node),
                                  lineage_rank_date(lineage, node));
    }
    if (node->cluster > 0 && node->boxed != STATUS_ACTUAL)
        box->title = arena_concat(arena, box->title, "\n", lineage_cluster_title(lineage, node));
    if (node->color != NULL)
        box->title = arena_concat(arena, box->title, "\n", lineage_color_title(lineage, node));
}

/* Where the year's column or row is: all its nodes are in the middle of it. */
static Point rank_middle(const Layout *layout, size_t rank)
{
    size_t i = 0;
    while (layout->nodes[i].rank != rank)
        i++;
    return (Point){layout->nodes[i].x, layout->nodes[i].y};
}

static const char *year_text(const Lineage *lineage, guint index)
{
    return arena_printf(lineage->drawing->arena, "%d", g_array_index(lineage->years, int, index));
}

/* The years at the top, each with a line through its column. */
static void paint_columns(Lineage *lineage, const Layout *layout, double left)
{
    Scene *scene = &lineage->drawing->scene;
    const double top = MARGIN + scene_text_height(ROLE_TICK) + SCALE_GAP;
    const double right = MAX(layout->width, WIDTH_MIN) + MARGIN;
    for (guint i = 0; i < lineage->years->len; i++) {
        const double x = left + rank_middle(layout, 2 * i + 2).x;
        scene_add_text(scene, ROLE_TICK, x, MARGIN, INFINITY, year_text(lineage, i))->rank = i + 1;
        scene_add_line(scene, ROLE_GRID, (Point){x, top},
                       (Point){x, layout_top(lineage) + layout->height});
    }
    scene_add_line(scene, ROLE_LANE_RULE, (Point){MARGIN, top}, (Point){right, top});
}

/* The years at the left, each with a line through its row. */
static void paint_rows(Lineage *lineage, const Layout *layout, double right)
{
    Scene *scene = &lineage->drawing->scene;
    const double left = MARGIN + SCALE_WIDTH - SCALE_AIR;
    const double middle = (MARGIN + left) / 2;
    const double bottom = layout_top(lineage) + layout->height;
    for (guint i = 0; i < lineage->years->len; i++) {
        const double y = layout_top(lineage) + rank_middle(layout, 2 * i + 2).y;
        scene_add_text(scene, ROLE_TICK, middle, y - scene_text_height(ROLE_TICK) / 2, INFINITY,
                       year_text(lineage, i))
            ->rank = i + 1;
        scene_add_line(scene, ROLE_GRID, (Point){left, y}, (Point){right, y});
    }
    scene_add_line(scene, ROLE_LANE_RULE, (Point){left, MARGIN}, (Point){left, bottom});
}

static void paint_scale(Lineage *lineage, const Layout *layout, double left)
{
    if (lineage->years->len == 0)
        return;
    if (lineage->drawing->diagram->downwards)
        paint_rows(lineage, layout, lineage->drawing->scene.width - MARGIN);
    else
        paint_columns(lineage, layout, left);
}

static void paint_layout(Lineage *lineage, const Layout *layout)
{
    Scene *scene = &lineage->drawing->scene;
    const SceneWire **wires = arena_new0(scene->arena, const SceneWire *, lineage->relations->len);
    const double room = MAX(layout->width, WIDTH_MIN - scale_width(lineage));
    const double left = MARGIN + scale_width(lineage) + (room - layout->width) / 2;
    const double top = layout_top(lineage);
    scene->width = scale_width(lineage) + room + 2 * MARGIN;
    paint_clusters(lineage, layout, left);
    paint_scale(lineage, layout, left);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (!node->laid_out)
            continue;
        const LayoutNode *place = &layout->nodes[node->layout_index];
        paint_node(lineage, node, left + place->x - node->look.width / 2,
                   top + place->y - node->look.height / 2);
    }
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        wires[i] = paint_edge(lineage, relation, &layout->edges[i], left, top);
    }
    for (guint i = 0; i < lineage->relations->len; i++)
        graph_paint_count(scene, lineage->drawing->words, wires[i],
                          g_array_index(lineage->relations, Relation, i).count);
    lineage->y = top + layout->height;
}

/* --- entries without relations: a grid below --- */

/* Cells as wide and high as the largest of the nodes that stand in it. */
typedef struct Grid {
    double width;
    double height;
    double x;   /* where the next one goes */
    double row; /* height of what stands in the row of the moment */
} Grid;

static bool measure_grid(const Lineage *lineage, Grid *grid)
{
    *grid = (Grid){.x = MARGIN};
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->laid_out)
            continue;
        grid->width = MAX(grid->width, node->look.width);
        grid->height = MAX(grid->height, node->look.height);
    }
    return grid->width > 0;
}

/* Makes room for something, in the next row if need be. Returns where it begins. */
static double take_room(Lineage *lineage, Grid *grid, double width, double height)
{
    const double right = lineage->drawing->scene.width - MARGIN;
    if (grid->x > MARGIN && grid->x + width > right) {
        grid->x = MARGIN;
        lineage->y += grid->row + GRID_GAP;
        grid->row = 0;
    }
    const double x = grid->x;
    grid->x += width + GRID_GAP;
    grid->row = MAX(grid->row, height);
    return x;
}

static void paint_cell(Lineage *lineage, const Grid *grid, LineageNode *node, double x, double y)
{
    node->look.width = grid->width;
    node->look.height = grid->height;
    paint_node(lineage, node, x, y);
}

/* A cluster none of whose nodes is related: a grid in a box. */
static void paint_unrelated_cluster(Lineage *lineage, Grid *grid, size_t index)
{
    Cluster *cluster = cluster_at(lineage, index);
    const double room = lineage->drawing->scene.width - 2 * (MARGIN + CLUSTER_PADDING);
    const double step = grid->width + GRID_GAP;
    const size_t columns = CLAMP((size_t)((room + GRID_GAP) / step), 1, cluster->count);
    const size_t rows = (cluster->count + columns - 1) / columns;
    const double width = (double)columns * step - GRID_GAP + 2 * CLUSTER_PADDING;
    const double height =
        CLUSTER_HEAD + (double)rows * (grid->height + GRID_GAP) - GRID_GAP + CLUSTER_PADDING;
    const double x = take_room(lineage, grid, width, height);
    lineage_paint_cluster(lineage, cluster, x, lineage->y, width, height);
    size_t place = 0;
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->cluster != index + 1)
            continue;
        const size_t row = place / columns;
        const size_t column = place++ % columns;
        paint_cell(lineage, grid, node, x + CLUSTER_PADDING + (double)column * step,
                   lineage->y + CLUSTER_HEAD + (double)row * (grid->height + GRID_GAP));
    }
}

/* Those in no cluster come first. */
void lineage_paint_others(Lineage *lineage, const char *heading)
{
    Drawing *drawing = lineage->drawing;
    Grid grid;
    if (!measure_grid(lineage, &grid))
        return;
    if (heading != NULL) {
        lineage->y += GRID_GAP;
        scene_add_text(&drawing->scene, ROLE_HEADING, MARGIN,
                       lineage->y + (HEADING_HEIGHT - scene_text_height(ROLE_HEADING)) / 2,
                       drawing->scene.width - 2 * MARGIN, heading);
        lineage->y += HEADING_HEIGHT;
    }
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->laid_out || node->cluster > 0)
            continue;
        const double x = take_room(lineage, &grid, grid.width, grid.height);
        paint_cell(lineage, &grid, node, x, lineage->y);
    }
    for (guint i = 0; i < lineage->clusters->len; i++)
        if (!cluster_at(lineage, i)->laid_out)
            paint_unrelated_cluster(lineage, &grid, i);
    lineage->y += grid.row;
}

static void add_rank_notes(const Lineage *lineage, Legend *legend)
{
    const Drawing *drawing = lineage->drawing;
    bool between = false;
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        between |= node->laid_out && node->rank % 2 != 0;
    }
    if (lineage->years->len == 0)
        return;
    legend_break(legend);
    legend_add_note(legend, drawing_word(drawing, "picture.by_year"));
    if (between)
        legend_add_note(legend, drawing_word(drawing, "picture.no_year"));
}

void lineage_begin_legend(const Lineage *lineage, Legend *legend, const bool *kinds)
{
    Drawing *drawing = lineage->drawing;
    legend_init(legend, &drawing->scene, MARGIN, drawing->scene.width - MARGIN,
                lineage->y + LEGEND_GAP);
    for (guint i = 0; i < lineage->kinds->len; i++) {
        const Slot *slot = lineage->kinds->pdata[i];
        if (kinds != NULL && !kinds[i])
            continue;
        SceneWire *line = legend_add_line(legend, drawing_text(drawing, &slot->title));
        graph_style_wire(line, i);
    }
    lineage_add_colors(lineage, legend);
}

static void add_statuses(const Lineage *lineage, Legend *legend)
{
    bool occurring[STATUS_COUNT] = {false};
    for (guint i = 0; i < lineage->relations->len; i++)
        occurring[g_array_index(lineage->relations, Relation, i).claim->status] = true;
    status_look_add_lines(lineage->drawing->words, legend, occurring, NULL);
}

static void paint_legend(Lineage *lineage)
{
    Drawing *drawing = lineage->drawing;
    Legend legend;
    lineage_begin_legend(lineage, &legend, NULL);
    add_statuses(lineage, &legend);
    bool planned = false;
    for (guint i = 0; i < lineage->nodes->len; i++)
        planned |= g_array_index(lineage->nodes, LineageNode, i).look.planned;
    if (planned) {
        SceneBox *sample =
            legend_add_mark(&legend, SHAPE_ROUNDED, drawing_word(drawing, "picture.only_planned"));
        sample->hollow = true;
        sample->line = LINE_DASHED;
    }
    add_rank_notes(lineage, &legend);
    lineage->y = legend_bottom(&legend);
}

void lineage_paint(Lineage *lineage)
{
    Drawing *drawing = lineage->drawing;
    Layout layout = {0};
    LayoutFailure failure;
    g_assert(lineage->nodes->len <= PICTURE_NODES_MAX); /* a plate that has more is in parts */
    g_assert(lineage->relations->len <= PICTURE_EDGES_MAX);
    request_layout(lineage, &layout);
    if (layout.node_count > 0 &&
        !layout_run(&layout, &drawing->layouter, drawing->arena, &failure)) {
        drawing_fail_layout(drawing, &failure);
        return;
    }
    paint_layout(lineage, &layout);
    lineage_paint_others(lineage,
                         layout.node_count > 0 ? drawing_word(drawing, "picture.unrelated") : NULL);
    paint_legend(lineage);
    drawing->scene.height = lineage->y + MARGIN;
}

/* What the part is, where its name says how large it is; else that. */
static const char *part_caption(const Drawing *drawing, const Plate *part)
{
    if (part->nature != NULL)
        return drawing_text(drawing, part->nature);
    return drawing_fill(drawing, "picture.entries", drawing_count(drawing, part->entry_count));
}

void lineage_paint_parts(Drawing *drawing)
{
    const Plate *plate = drawing->plate;
    GraphNode *nodes = arena_new0(drawing->arena, GraphNode, plate->part_count);
    double column = 0;
    double row = 0;
    for (size_t i = 0; i < plate->part_count; i++) {
        graph_node_init_plate(&nodes[i], &drawing->scene, plate->parts[i], drawing->language,
                              part_caption(drawing, plate->parts[i]), PART_ROOM);
        column = MAX(column, nodes[i].width);
        row = MAX(row, nodes[i].height);
    }
    const size_t columns = MAX((size_t)((PARTS_WIDTH + GRID_GAP) / (column + GRID_GAP)), 1);
    for (size_t i = 0; i < plate->part_count; i++) {
        const size_t line = i / columns;
        nodes[i].width = column;
        nodes[i].height = row;
        graph_paint_node(&nodes[i], &drawing->scene,
                         MARGIN + (double)(i % columns) * (column + GRID_GAP),
                         MARGIN + (double)line * (row + GRID_GAP));
    }
    const size_t rows = (plate->part_count + columns - 1) / columns;
    drawing->scene.width =
        (double)MIN(columns, plate->part_count) * (column + GRID_GAP) - GRID_GAP + 2 * MARGIN;
    drawing->scene.height = (double)rows * (row + GRID_GAP) - GRID_GAP + 2 * MARGIN;
}
