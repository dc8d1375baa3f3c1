/*
 * Topology: devices that one interconnect links, in the shape that the diagram asks for. No source
 * states such a shape, nor how many devices there are: the picture illustrates, and says so.
 */
#include "diagram/topology.h"

#include "base/text.h"
#include "diagram/legend.h"
#include "diagram/status_look.h"
#include "scene/look.h"

#include <math.h>

enum {
    MARGIN = 20,
    WIDTH_MIN = 640,
    HEAD_HEIGHT = 40,
    HEAD_GAP = 14,
    DEVICE_SIZE = 48,
    HUB_WIDTH = 96,
    STEP = 132, /* at least, between neighbours' middles */
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
    const char *bandwidth; /* of each link; NULL: not stated */
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
    const double between = STEP / (2 * sin(G_PI / network->devices));
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
        network->at[i] = (Point){column * (double)STEP, row * (double)STEP};
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
    place_on_circle(network, MAX(circle_radius(network), STEP + HUB_WIDTH / 2.0));
    for (unsigned i = 0; i < hub; i++)
        add_link(network, hub, i);
}

static void (*const arrange[TOPOLOGY_SHAPE_COUNT])(Network *network) = {
    [TOPOLOGY_RING] = shape_ring,
    [TOPOLOGY_MESH] = shape_mesh,
    [TOPOLOGY_FULL_MESH] = shape_full_mesh,
    [TOPOLOGY_SWITCH] = shape_switch,
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
    scene->width = MAX(scene->width, width + 2 * MARGIN);
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

static void paint_link(Network *network, const TopologyLink *link)
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
}

/* "4 lanes × 64 GB/s = 256 GB/s", as much of it as is stated: the same goes for all links, so that
 * it is said once. */
static char *head_numbers(const Network *network)
{
    const Drawing *drawing = network->drawing;
    const Object *object = &network->interconnect->object;
    const Claim *lanes = object_best(object, SLOT_LANES);
    const Claim *lane = object_best(object, SLOT_LANE_BANDWIDTH);
    const Claim *total = object_best(object, SLOT_TOTAL_BANDWIDTH);
    GString *text = g_string_new(NULL);
    if (lanes != NULL)
        text_append(text,
                    drawing_fill(drawing, "network.lanes", status_look_say_claim(drawing, lanes)));
    if (lane != NULL && lanes != NULL)
        g_string_append_printf(text, " × %s", status_look_say_claim(drawing, lane));
    else if (network->bandwidth != NULL)
        text_append(text, network->bandwidth);
    if (total != NULL)
        g_string_append_printf(text, "%s%s", text->len > 0 ? " = " : "",
                               status_look_say_claim(drawing, total));
    return g_string_free(text, FALSE);
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
    g_autofree char *numbers = head_numbers(network);
    const double x = name->x + name->width + HEAD_GAP;
    if (numbers[0] != '\0' && x < right)
        scene_add_text(scene, ROLE_HEADING, x, middle - scene_text_height(ROLE_HEADING) / 2,
                       right - x, arena_strdup(drawing->arena, numbers));
}

static double paint_legend(const Network *network, double top)
{
    const Drawing *drawing = network->drawing;
    Legend legend;
    legend_init(&legend, &network->drawing->scene, MARGIN, drawing->scene.width - MARGIN,
                top + LEGEND_GAP);
    SceneBox *sample =
        legend_add_mark(&legend, SHAPE_PILL, drawing_word(drawing, "network.any_device"));
    sample->hue = HUE_DEVICE;
    sample->hollow = true;
    SceneWire *line = legend_add_line(&legend, drawing_text(drawing, network->interconnect->label));
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
    for (unsigned i = 0; i < network->link_count; i++)
        paint_link(network, &network->links[i]);
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
    return scene_clean(drawing->arena, drawing_fill(drawing, "network.per_lane",
                                                    status_look_say_claim(drawing, lane)));
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
    };
    arrange[diagram->shape](&network);
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
