/*
 * Boxes and wires as a flowchart: nodes in the boxes that are drawn around them, relations with
 * their names. It runs the way that the picture does.
 */
#include "scene/look.h"
#include "scene/mermaid_text.h"

#include <math.h>
#include <string.h>

typedef struct Flowchart {
    MermaidWriter writer;
    const SceneBox **frames; /* by the box's number: the smallest frame around it; NULL: none */
    bool *written;           /* same: nodes */
    size_t left_out;         /* nodes, frames and relations, for want of room */
    unsigned edges;
    unsigned depth; /* of subgraphs */
} Flowchart;

static bool is_node(const SceneBox *box)
{
    return box->role == ROLE_NODE;
}

static bool encloses(const SceneBox *frame, const SceneBox *box)
{
    const double x = box->x + box->width / 2;
    const double y = box->y + box->height / 2;
    return frame != box && frame->width * frame->height > box->width * box->height &&
           x > frame->x && x < frame->x + frame->width && y > frame->y &&
           y < frame->y + frame->height;
}

/* Returns the smallest frame around the box; NULL: none. */
static const SceneBox *find_frame(const Scene *scene, const SceneBox *box)
{
    const SceneBox *best = NULL;
    for (const SceneBox *frame = scene->boxes; frame != NULL; frame = frame->next)
        if (look_is_container(frame) && encloses(frame, box) &&
            (best == NULL || frame->width * frame->height < best->width * best->height))
            best = frame;
    return best;
}

/* How the brackets around a label look for each shape. */
static const struct Brackets {
    const char *open;
    const char *close;
} brackets[SHAPE_COUNT] = {
    [SHAPE_NONE] = {"[", "]"},       [SHAPE_BAR] = {"(", ")"},       [SHAPE_DIAMOND] = {"{", "}"},
    [SHAPE_RIBBON] = {"[", "]"},     [SHAPE_BOX] = {"[", "]"},       [SHAPE_ROUNDED] = {"(", ")"},
    [SHAPE_PILL] = {"([", "])"},     [SHAPE_OCTAGON] = {"{{", "}}"}, [SHAPE_DOUBLE] = {"[[", "]]"},
    [SHAPE_CYLINDER] = {"[(", ")]"}, [SHAPE_NOTE] = {"[/", "/]"},
};

static const char *name_of(const SceneBox *box)
{
    return box->brief != NULL ? box->brief : box->title != NULL ? box->title : box->text;
}

/* As graph_paint_node() draws it. */
static bool is_planned(const SceneBox *box)
{
    return box->line == LINE_DASHED;
}

enum { INDENT = 4 };

static const char frame_end[] = "end\n";

static void indent(const Flowchart *flow, GString *line)
{
    g_string_append_printf(line, "%*s", INDENT * (int)(flow->depth + 1), "");
}

static void put_node(Flowchart *flow, const SceneBox *box)
{
    g_autoptr(GString) line = g_string_new(NULL);
    indent(flow, line);
    g_string_append_printf(line, "n%u%s\"", box->number, brackets[box->shape].open);
    mermaid_append_label(line, name_of(box));
    if (box->caption != NULL) {
        g_string_append(line, "<br/>");
        mermaid_append_label(line, box->caption);
    }
    g_string_append_printf(line, "\"%s%s", brackets[box->shape].close,
                           is_planned(box) ? ":::planned" : "");
    flow->written[box->number] = mermaid_put_line(&flow->writer, line);
    flow->left_out += !flow->written[box->number];
}

static bool open_frame(Flowchart *flow, const SceneBox *frame)
{
    g_autoptr(GString) line = g_string_new(NULL);
    indent(flow, line);
    g_string_append_printf(line, "subgraph g%u[\"", frame->number);
    mermaid_append_label(line, name_of(frame) != NULL ? name_of(frame) : "");
    g_string_append(line, "\"]");
    if (!mermaid_put_line(&flow->writer, line))
        return false;
    flow->depth++;
    flow->writer.used += INDENT * flow->depth + strlen(frame_end); /* close_frame() will need it */
    return true;
}

static void close_frame(Flowchart *flow)
{
    g_autoptr(GString) line = g_string_new(NULL);
    flow->depth--;
    indent(flow, line);
    g_string_append_printf(flow->writer.out, "%s%s", line->str, frame_end);
}

static void put_inside(Flowchart *flow, const SceneBox *frame);

static void put_frame(Flowchart *flow, const SceneBox *frame)
{
    const bool is_open = open_frame(flow, frame);
    put_inside(flow, frame);
    if (is_open)
        close_frame(flow);
    flow->left_out += !is_open;
}

/* Pictures nest as deep as topology_nesting.c lets them. What there is no frame for may have room
 * without one. */
static void put_inside(Flowchart *flow, const SceneBox *frame)
{
    const Scene *scene = flow->writer.scene;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (flow->frames[box->number] != frame)
            continue;
        if (is_node(box))
            put_node(flow, box);
        else if (look_is_container(box))
            put_frame(flow, box);
    }
}

/* Mermaid knows one kind of broken line: what is no fact has that, and its label says what it is.
 */
static const char *link_of(const SceneWire *wire)
{
    const bool is_firm = !wire->hollow && wire->line == LINE_SOLID;
    if (wire->has_tip)
        return is_firm ? "-->" : "-.->";
    return is_firm ? "---" : "-.-";
}

static void put_edge(Flowchart *flow, const SceneWire *wire)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "    n%u %s", wire->from->number, link_of(wire));
    if (wire->brief != NULL && *wire->brief != '\0') {
        g_string_append(line, "|\"");
        mermaid_append_label(line, wire->brief);
        g_string_append(line, "\"|");
    }
    g_string_append_printf(line, " n%u", wire->to->number);
    const bool fits = flow->edges < MERMAID_EDGES_MAX && flow->written[wire->from->number] &&
                      flow->written[wire->to->number] && mermaid_put_line(&flow->writer, line);
    flow->edges += fits;
    flow->left_out += !fits;
}

static void put_edges(Flowchart *flow)
{
    for (const SceneWire *wire = flow->writer.scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_EDGE)
            put_edge(flow, wire);
}

/* Which way arrows point, most of all. */
static const char *find_direction(const Scene *scene)
{
    double right = 0;
    double down = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_EDGE) {
            right += wire->to->x - wire->from->x;
            down += wire->to->y - wire->from->y;
        }
    if (fabs(down) > fabs(right))
        return down > 0 ? "TB" : "BT";
    return right >= 0 ? "LR" : "RL";
}

static void put_head(Flowchart *flow)
{
    g_autoptr(GString) line = g_string_new("flowchart ");
    g_string_append(line, find_direction(flow->writer.scene));
    g_string_append(line, "\n    classDef planned stroke-dasharray: 5 3");
    mermaid_put_front(&flow->writer, NULL);
    mermaid_put_line(&flow->writer, line);
}

static bool has_columns(const Scene *scene)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->rank > 0)
            return true;
    return false;
}

/* Charts and overviews of parts have none. */
static bool has_nodes(const Scene *scene)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (is_node(box))
            return true;
    return false;
}

static void say_lacks(const Flowchart *flow, GString *lacks)
{
    if (!has_nodes(flow->writer.scene))
        g_string_append(lacks, "Nothing of this picture is shown: it has no nodes\n");
    g_string_append(lacks, "Mermaid does not show: links, sizes, colours of kinds\n");
    if (has_columns(flow->writer.scene))
        g_string_append(lacks, "Years are not shown; Mermaid places nodes by their relations\n");
    if (flow->left_out > 0)
        g_string_append_printf(lacks,
                               "%zu nodes, boxes around them and relations are left out: Mermaid "
                               "takes %d characters and %d relations\n",
                               flow->left_out, MERMAID_TEXT_MAX, MERMAID_EDGES_MAX);
}

void mermaid_write_flowchart(const Scene *scene, GString *out, GString *lacks)
{
    g_autofree const SceneBox **frames = g_new0(const SceneBox *, scene->box_count + 1);
    g_autofree bool *written = g_new0(bool, scene->box_count + 1);
    Flowchart flow = {.writer = {.out = out, .scene = scene}, .frames = frames, .written = written};
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (is_node(box) || look_is_container(box))
            frames[box->number] = find_frame(scene, box);
    put_head(&flow);
    put_inside(&flow, NULL);
    put_edges(&flow);
    say_lacks(&flow, lacks);
}
