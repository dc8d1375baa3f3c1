/*
 * Topology: devices that one interconnect links, in the shape that the diagram asks for. No source
 * states such a shape, nor how many devices there are: the picture illustrates, and says so.
 */
#include "diagram/topology.h"

#include "diagram/legend.h"
#include "scene/look.h"

#include <math.h>

enum {
    MARGIN = 20,
    WIDTH_MIN = 640,
    HEAD_HEIGHT = 40,
    HEAD_GAP = 14,
    DEVICE_SIZE = 48,
    HUB_WIDTH = 96,
    STEP_MIN = 132, /* between neighbours' middles */
    LABEL_WIDTH_MAX = 200,
    LABEL_ROOM = 44,
    LABEL_GAP = 12,
    LABEL_OVERHANG = LABEL_WIDTH_MAX - DEVICE_SIZE, /* on upright links at the sides */
    LEGEND_GAP = 22,
    LINKS_MAX = DEVICES_MAX * (DEVICES_MAX - 1) / 2,
    HUE_LINK = 1,
    HUE_DEVICE = 0,
    HUE_HUB = 2,
};

typedef struct TopologyLink {
    unsigned from;
    unsigned to;
} TopologyLink;

typedef struct Network {
    Drawing *drawing;
    const Entry *interconnect;
    unsigned devices;
    bool has_hub;              /* a switch: the node after the devices */
    Point at[DEVICES_MAX + 1]; /* middles of nodes */
    TopologyLink links[LINKS_MAX];
    unsigned link_count;
    const char *bandwidth; /* on a link; NULL: not stated */
    double step;           /* at least, between neighbours */
    const SceneBox *boxes[DEVICES_MAX + 1];
} Network;

/* --- shapes --- */

static void add_link(Network *network, unsigned from, unsigned to)
{
    g_assert(network->link_count < LINKS_MAX);
    network->links[network->link_count++] = (TopologyLink){from, to};
}

/* Around the middle, clockwise; an even number has its first two side by side at the top. */
static void place_on_circle(Network *network, double radius)
{
    const unsigned count = network->devices;
    const double step = 2 * G_PI / count;
    const double first = -G_PI / 2 - (count % 2 == 0 ? step / 2 : 0);
    for (unsigned i = 0; i < count; i++) {
        const double angle = first + i * step;
        const double x = radius * cos(angle);
        const double y = radius * sin(angle);
        network->at[i] = (Point){x, y};
    }
}

/* So large that neighbours keep their distance, and no line between two nodes touches a third. */
static double circle_radius(const Network *network)
{
    static const double CLEAR = 23; /* a node's share */
    const double between = network->step / (2 * sin(G_PI / network->devices));
    return MAX(between, CLEAR * network->devices);
}

static void shape_ring(Network *network)
{
    const unsigned count = network->devices;
    place_on_circle(network, circle_radius(network));
    for (unsigned i = 0; i + 1 < count; i++)
        add_link(network, i, i + 1);
    if (count > 2)
        add_link(network, count - 1, 0);
}

static void shape_full_mesh(Network *network)
{
    place_on_circle(network, circle_radius(network));
    for (unsigned i = 0; i < network->devices; i++)
        for (unsigned j = i + 1; j < network->devices; j++)
            add_link(network, i, j);
}

static void shape_mesh(Network *network)
{
    const unsigned columns = (unsigned)ceil(sqrt(network->devices));
    for (unsigned i = 0; i < network->devices; i++) {
        const unsigned column = i % columns;
        const unsigned row = i / columns;
        network->at[i] = (Point){column * network->step, row * (double)STEP_MIN};
        if (column + 1 < columns && i + 1 < network->devices)
            add_link(network, i, i + 1);
        if (i + columns < network->devices)
            add_link(network, i, i + columns);
    }
}

static void shape_switch(Network *network)
{
    const unsigned hub = network->devices;
    network->has_hub = true;
    network->at[hub] = (Point){0, 0};
    place_on_circle(network, MAX(circle_radius(network), network->step + HUB_WIDTH / 2.0));
    for (unsigned i = 0; i < hub; i++)
        add_link(network, hub, i);
}

/* Labels stand on links as long as there is room for them; the legend says it in any case. */
static const struct NetworkLook {
    void (*arrange)(Network *network);
    unsigned labels_max; /* devices */
    double label_at;     /* share of the way */
} network_looks[TOPOLOGY_SHAPE_COUNT] = {
    [TOPOLOGY_RING] = {shape_ring, DEVICES_MAX, 0.5},
    [TOPOLOGY_MESH] = {shape_mesh, DEVICES_MAX, 0.5},
    [TOPOLOGY_FULL_MESH] = {shape_full_mesh, 4, 0.5},
    [TOPOLOGY_SWITCH] = {shape_switch, 8, 0.6},
};

/* --- drawing --- */

static unsigned node_count(const Network *network)
{
    return network->devices + network->has_hub;
}

static const char *device_number(const Network *network, unsigned device)
{
    return arena_printf(network->drawing->arena, "%u", device + 1);
}

static const char *node_name(const Network *network, unsigned node)
{
    const Drawing *drawing = network->drawing;
    if (node == network->devices)
        return drawing_word(drawing, "network.switch");
    return drawing_fill(drawing, "network.device", device_number(network, node));
}

/* Moves everything so that it begins at the margins. Returns how far down it goes. */
static double settle(Network *network, double top)
{
    Scene *scene = &network->drawing->scene;
    double left = INFINITY;
    double right = -INFINITY;
    double upper = INFINITY;
    double lower = -INFINITY;
    for (unsigned i = 0; i < node_count(network); i++) {
        left = MIN(left, network->at[i].x);
        right = MAX(right, network->at[i].x);
        upper = MIN(upper, network->at[i].y);
        lower = MAX(lower, network->at[i].y);
    }
    const double width = right - left + DEVICE_SIZE;
    scene->width = MAX(scene->width, width + LABEL_OVERHANG + 2 * MARGIN);
    for (unsigned i = 0; i < node_count(network); i++) {
        network->at[i].x += (scene->width - width) / 2 + DEVICE_SIZE / 2.0 - left;
        network->at[i].y += top + DEVICE_SIZE / 2.0 - upper;
    }
    return top + lower - upper + DEVICE_SIZE;
}

static void paint_node(Network *network, unsigned node)
{
    const bool hub = node == network->devices;
    const double width = hub ? HUB_WIDTH : DEVICE_SIZE;
    const Point at = network->at[node];
    SceneBox *box = scene_add_box(&network->drawing->scene, ROLE_NODE, hub ? SHAPE_BOX : SHAPE_PILL,
                                  at.x - width / 2, at.y - DEVICE_SIZE / 2.0, width, DEVICE_SIZE);
    box->hue = hub ? HUE_HUB : HUE_DEVICE;
    box->title = node_name(network, node);
    box->text = hub ? scene_fit(&network->drawing->scene, ROLE_NODE, box->title, width - 8)
                    : device_number(network, node);
    network->boxes[node] = box;
}

/* Where the line from the box's middle to `to` leaves the box. */
static Point leave_box(const SceneBox *box, Point to)
{
    const Point middle = {box->x + box->width / 2, box->y + box->height / 2};
    const double dx = to.x - middle.x;
    const double dy = to.y - middle.y;
    double share = 1;
    if (box->shape == SHAPE_PILL) {
        share = box->width / 2 / hypot(dx, dy);
    } else {
        share = dx != 0 ? MIN(share, box->width / 2 / fabs(dx)) : share;
        share = dy != 0 ? MIN(share, box->height / 2 / fabs(dy)) : share;
    }
    return (Point){middle.x + dx * share, middle.y + dy * share};
}

static const char *link_name(const Network *network, const TopologyLink *link)
{
    const Drawing *drawing = network->drawing;
    const char *name = arena_printf(drawing->arena, "%s – %s – %s", node_name(network, link->from),
                                    drawing_text(drawing, network->interconnect->label),
                                    node_name(network, link->to));
    if (network->bandwidth != NULL)
        name = drawing_join(drawing, "title.colon", name, network->bandwidth);
    return scene_clean(drawing->arena, name);
}

/* Lines within a full mesh cross, and have no room. */
static bool has_label(const Network *network, const TopologyLink *link)
{
    const TopologyShape shape = network->drawing->diagram->shape;
    const unsigned apart = link->to > link->from ? link->to - link->from : link->from - link->to;
    const bool crosses = shape == TOPOLOGY_FULL_MESH && apart != 1 && apart != network->devices - 1;
    return network->bandwidth != NULL && !crosses &&
           network->devices <= network_looks[shape].labels_max;
}

static SceneWire *paint_link(Network *network, const TopologyLink *link)
{
    const SceneBox *from = network->boxes[link->from];
    const SceneBox *to = network->boxes[link->to];
    const Point start = leave_box(from, network->at[link->to]);
    const Point end = leave_box(to, network->at[link->from]);
    const Point points[] = {start, start, end, end};
    SceneWire *wire =
        scene_add_wire(&network->drawing->scene, ROLE_EDGE, from, to, points, G_N_ELEMENTS(points));
    wire->hue = HUE_LINK;
    wire->title = link_name(network, link);
    wire->brief = has_label(network, link) ? network->bandwidth : NULL;
    return wire;
}

static void paint_label(const Network *network, const SceneWire *wire)
{
    const double share = network_looks[network->drawing->diagram->shape].label_at;
    const Point from = wire->points[0];
    const Point to = wire->points[wire->point_count - 1];
    SceneBox *label =
        scene_add_text(&network->drawing->scene, ROLE_EDGE_LABEL, from.x + (to.x - from.x) * share,
                       0, LABEL_WIDTH_MAX, network->bandwidth);
    label->y = from.y + (to.y - from.y) * share - label->height / 2;
}

/* The interconnect's name and numbers, over the picture. */
static void paint_head(const Network *network)
{
    Drawing *drawing = network->drawing;
    Scene *scene = &drawing->scene;
    const double middle = MARGIN + HEAD_HEIGHT / 2.0;
    const double right = WIDTH_MIN - MARGIN;
    SceneBox *name =
        scene_add_text(scene, ROLE_NAME, MARGIN, middle - scene_text_height(ROLE_NAME) / 2,
                       right - MARGIN, drawing_text(drawing, network->interconnect->label));
    name->entry = network->interconnect;
    const Object *object = &network->interconnect->object;
    const Claim *lanes = object_best(object, SLOT_LANES);
    const Claim *lane = object_best(object, SLOT_LANE_BANDWIDTH);
    const Claim *total = object_best(object, SLOT_TOTAL_BANDWIDTH);
    g_autoptr(GString) text = g_string_new(NULL);
    if (lanes != NULL)
        g_string_append(text,
                        drawing_fill(drawing, "network.lanes", drawing_claim(drawing, lanes)));
    if (lane != NULL)
        g_string_append_printf(text, "%s%s", text->len > 0 ? " × " : "",
                               drawing_claim(drawing, lane));
    if (total != NULL)
        g_string_append_printf(text, "%s%s", text->len > 0 ? " = " : "",
                               drawing_claim(drawing, total));
    const double x = name->x + name->width + HEAD_GAP;
    if (text->len > 0 && x < right)
        scene_add_text(scene, ROLE_HEADING, x, middle - scene_text_height(ROLE_HEADING) / 2,
                       right - x, arena_strdup(drawing->arena, text->str));
}

static double paint_legend(const Network *network, double top)
{
    const Drawing *drawing = network->drawing;
    const char *name = drawing_text(drawing, network->interconnect->label);
    Legend legend;
    legend_init(&legend, &network->drawing->scene, MARGIN, drawing->scene.width - MARGIN,
                top + LEGEND_GAP);
    SceneBox *sample =
        legend_add_mark(&legend, SHAPE_PILL, drawing_word(drawing, "network.any_device"));
    sample->hue = HUE_DEVICE;
    sample->hollow = true;
    SceneWire *line =
        legend_add_line(&legend, network->bandwidth != NULL ? drawing_join(drawing, "title.colon",
                                                                           name, network->bandwidth)
                                                            : name);
    line->hue = HUE_LINK;
    line->has_tip = false;
    legend_break(&legend);
    legend_add_note(&legend, drawing_word(drawing, "network.illustration"));
    return legend_bottom(&legend);
}

static void paint(Network *network)
{
    Scene *scene = &network->drawing->scene;
    scene->width = WIDTH_MIN;
    paint_head(network);
    const double bottom = settle(network, MARGIN + HEAD_HEIGHT + HEAD_GAP);
    for (unsigned i = 0; i < node_count(network); i++)
        paint_node(network, i);
    for (unsigned i = 0; i < network->link_count; i++) {
        const SceneWire *wire = paint_link(network, &network->links[i]);
        if (has_label(network, &network->links[i]))
            paint_label(network, wire);
    }
    scene->height = paint_legend(network, bottom) + MARGIN;
}

static void fill_table(const Network *network)
{
    static const char *const columns[] = {"column.start", "column.relation", "column.end",
                                          "column.bandwidth"};
    Drawing *drawing = network->drawing;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (unsigned i = 0; i < network->link_count; i++) {
        const TopologyLink *link = &network->links[i];
        View *cells = drawing_add_row(drawing);
        drawing_add_cell(drawing, cells, node_name(network, link->from), NULL);
        drawing_add_cell(drawing, cells, drawing_text(drawing, network->interconnect->label),
                         network->interconnect);
        drawing_add_cell(drawing, cells, node_name(network, link->to), NULL);
        drawing_add_cell(drawing, cells, network->bandwidth != NULL ? network->bandwidth : "",
                         NULL);
    }
}

/* What can be said of one link: not how many lanes it has, which goes for all links together. */
static const char *link_bandwidth(const Drawing *drawing, const Entry *interconnect)
{
    const Claim *lane = object_best(&interconnect->object, SLOT_LANE_BANDWIDTH);
    if (lane == NULL || lane->value.kind != VALUE_QUANTITY)
        return NULL;
    return scene_clean(drawing->arena,
                       drawing_fill(drawing, "network.per_lane", drawing_claim(drawing, lane)));
}

/* Long enough for its label with some line on either side, or (in a triangle) for two labels. */
static double link_length(const char *label)
{
    const double width = MIN(scene_text_width(ROLE_EDGE_LABEL, label), LABEL_WIDTH_MAX);
    return MAX(width + DEVICE_SIZE + LABEL_ROOM, 2 * width + LABEL_GAP);
}

static void draw_network(Drawing *drawing)
{
    const Diagram *diagram = drawing->diagram;
    const Entry *interconnect = diagram->subject.entry;
    if (interconnect == NULL || interconnect->draft) { /* as of an earlier day */
        drawing_show_nothing(drawing);
        return;
    }
    Network network = {
        .drawing = drawing,
        .interconnect = interconnect,
        .devices = CLAMP(diagram->devices, DEVICES_MIN, DEVICES_MAX),
        .bandwidth = link_bandwidth(drawing, interconnect),
        .step = STEP_MIN,
    };
    if (network.bandwidth != NULL)
        network.step = MAX(STEP_MIN, link_length(network.bandwidth));
    network_looks[diagram->shape].arrange(&network);
    fill_table(&network);
    drawing->scene.description =
        drawing_join(drawing, "title.colon",
                     scene_clean(drawing->arena, drawing_text(drawing, interconnect->label)),
                     drawing_word(drawing, "network.illustration"));
    paint(&network);
}

void topology_draw(Drawing *drawing)
{
    if (drawing->diagram->shape == TOPOLOGY_NESTING)
        topology_draw_nesting(drawing);
    else
        draw_network(drawing);
}
