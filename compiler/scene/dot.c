/*
 * DOT through libcgraph, which quotes; what it does not know is that labels have escape sequences
 * of their own, so those are undone first. Nodes and edges have generated names: users' text is in
 * labels only.
 */
#include "scene/dot.h"

#include "scene/graph_ids.h"
#include "scene/look.h"
#include "scene/number.h"

#include <graphviz/cgraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMutex cgraph_lock; /* libcgraph keeps global state */

static const double POINTS_AN_INCH = 72;

/* Does "&" begin a character reference, as Graphviz reads them? */
static bool is_reference(const char *text)
{
    const char *at = text + 1;
    while (g_ascii_isalnum(*at) || *at == '#')
        at++;
    return *at == ';' && at > text + 1;
}

char *dot_escape(const char *text)
{
    if (strcmp(text, "-.") == 0) /* libcgraph takes it for a number and does not quote it */
        return g_strdup("&#45;.");
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\')
            g_string_append(out, "\\\\");
        else if (*at == '&' && is_reference(at))
            g_string_append(out, "&amp;");
        else
            g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

/* libcgraph's parameters are not const, but it copies them. */
static void set(void *object, const char *name, const char *value)
{
    agsafeset(object, (char *)name, (char *)value, (char *)"");
}

static void append_pair(GString *out, double x, double y)
{
    number_append(out, x);
    g_string_append_c(out, ',');
    number_append(out, y);
}

static void set_number(void *object, const char *name, double value)
{
    g_autoptr(GString) text = g_string_new(NULL);
    number_append(text, value);
    set(object, name, text->str);
}

/* Hundredths of an inch would be too coarse for a bar's width. */
static void set_inches(Agnode_t *node, const char *name, double points)
{
    const double LEAST = 0.1; /* 0 would be the default size */
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    set(node, name,
        g_ascii_formatd(number, sizeof number, "%.5f", MAX(points, LEAST) / POINTS_AN_INCH));
}

static void set_text(void *object, const char *name, const char *text)
{
    g_autofree char *escaped = dot_escape(text);
    set(object, name, escaped);
}

/* What most elements have need not be said on each of them. */
static const struct Default {
    int kind;
    const char *name;
    const char *value;
} defaults[] = {
    {AGNODE, "label", "\\N"}, /* as without us: what has none says so */
    {AGNODE, "shape", "plaintext"},
    {AGNODE, "fixedsize", "shape"},
    {AGNODE, "fontname", "Helvetica,Arial,sans-serif"},
    {AGNODE, "fontcolor", COLOUR_INK},
    {AGNODE, "style", ""},
    {AGEDGE, "arrowhead", "none"},
    {AGEDGE, "arrowsize", "0.7"},
    {AGEDGE, "style", "solid"},
};

static void set_defaults(Agraph_t *graph, const Scene *scene)
{
    for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
        agattr(graph, defaults[i].kind, (char *)defaults[i].name, (char *)defaults[i].value);
    set(graph, "charset", "UTF-8");
    set(graph, "inputscale", "72");
    set(graph, "layout", "nop2");
    set(graph, "linelength", "0"); /* agwrite: break no text over lines */
    set(graph, "outputorder", "edgesfirst");
    set(graph, "bgcolor", COLOUR_CANVAS);
    set(graph, "fontname", "Helvetica,Arial,sans-serif");
    g_autoptr(GString) box = g_string_new("0,0 ");
    append_pair(box, scene->width, scene->height);
    set(graph, "bb", box->str);
    set_text(graph, "label", scene->title);
    set(graph, "labelloc", "t");
}

static void set_style(Agnode_t *node, const SceneBox *box)
{
    const Hue *hue = &look_hues[look_hue(box)];
    const ShapeLook *shape = &look_shapes[box->shape];
    const bool pale = box->hollow || box->role == ROLE_NODE;
    /* Graphviz draws nodes over edges: what is to be seen in a container, it must not paint over.
     */
    g_autofree char *style = g_strconcat(
        box->role == ROLE_CONTAINER ? "solid" : "filled", shape->style != NULL ? "," : "",
        shape->style != NULL ? shape->style : "", box->line != LINE_SOLID ? "," : "",
        box->line != LINE_SOLID ? look_lines[box->line].graphviz : "", NULL);
    set(node, "style", style);
    set(node, "color", hue->strong);
    if (box->strong)
        set(node, "penwidth", "2");
    if (box->sign > 0) /* Graphviz has no feet: as many outlines more */
        set_number(node, "peripheries", box->sign + 1);
    set(node, "fillcolor", pale ? hue->pale : hue->strong);
}

static void set_plate(Agnode_t *node)
{
    set(node, "style", "filled");
    set(node, "color", COLOUR_CANVAS);
    set(node, "fillcolor", COLOUR_CANVAS);
}

static void set_label(Agnode_t *node, const SceneBox *box)
{
    const Look *look = &looks[box->role];
    const char *const lines[] = {box->text, box->more, box->caption};
    g_autoptr(GString) label = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *line = lines[i] != NULL ? dot_escape(lines[i]) : NULL;
        if (line != NULL)
            g_string_append_printf(label, "%s%s", i > 0 ? "\\n" : "", line);
    }
    set(node, "label", label->str);
    set_number(node, "fontsize", look->font_size);
    if (look->text != NULL)
        set(node, "fontcolor", look->text);
}

static char *node_name(const SceneBox *box)
{
    return g_strdup_printf("n%u", box->number);
}

static void write_box(Agraph_t *graph, const Scene *scene, const SceneBox *box)
{
    g_autofree char *name = node_name(box);
    Agnode_t *node = agnode(graph, name, 1);
    g_autoptr(GString) pos = g_string_new(NULL);
    append_pair(pos, box->x + box->width / 2, scene->height - box->y - box->height / 2);
    g_string_append_c(pos, '!');
    set(node, "pos", pos->str);
    set_inches(node, "width", box->width);
    set_inches(node, "height", box->height);
    set(node, "label", "");
    set(node, "shape", look_shapes[box->shape].name);
    if (box->role == ROLE_ANCHOR)
        set(node, "style", "invis");
    else if (box->shape != SHAPE_NONE)
        set_style(node, box);
    else if (looks[box->role].plate)
        set_plate(node);
    if (box->text != NULL)
        set_label(node, box);
    if (box->title != NULL)
        set_text(node, "tooltip", box->title);
}

/* Where Graphviz writes the label, and how. */
static void set_cluster_label(Agraph_t *cluster, const Scene *scene, const SceneBox *box)
{
    const Look *look = &looks[box->role];
    g_autoptr(GString) lp = g_string_new(NULL);
    append_pair(lp, box->x + box->width / 2, scene->height - box->y - box->height / 2);
    set_text(cluster, "label", box->text);
    set(cluster, "lp", lp->str);
    set(cluster, "labeljust", "l");
    set_number(cluster, "fontsize", look->font_size);
    set(cluster, "fontcolor", look->text);
}

static void set_cluster_box(Agraph_t *cluster, const Scene *scene, const SceneBox *box)
{
    g_autoptr(GString) bb = g_string_new(NULL);
    append_pair(bb, box->x, scene->height - box->y - box->height);
    g_string_append_c(bb, ',');
    append_pair(bb, box->x + box->width, scene->height - box->y);
    set(cluster, "bb", bb->str);
    set(cluster, "style", look_shapes[box->shape].style);
    set(cluster, "color", look_hues[HUE_COUNT - 1].strong);
    set_text(cluster, "tooltip", box->title);
}

static Agraph_t *find_cluster(Agraph_t *graph, const SceneBox *box, bool make)
{
    g_autofree char *name = g_strdup_printf("cluster_%u", box->number);
    return agsubg(graph, name, make);
}

/* What stands in a cluster comes after it. */
static void write_in_cluster(Agraph_t *graph, const Scene *scene, const SceneBox *box)
{
    Agraph_t *cluster = find_cluster(graph, box->cluster, false);
    g_autofree char *name = node_name(box);
    if (box->role == ROLE_CLUSTER_TAG)
        set_cluster_label(cluster, scene, box);
    else
        agsubnode(cluster, agnode(graph, name, 0), 1);
}

static void write_in_rank(Agraph_t *graph, const SceneBox *box)
{
    g_autofree char *rank = g_strdup_printf("rank_%u", box->rank);
    g_autofree char *name = node_name(box);
    Agraph_t *same = agsubg(graph, rank, 1);
    set(same, "rank", "same");
    agsubnode(same, agnode(graph, name, 0), 1);
}

static void set_route(Agedge_t *edge, const Scene *scene, const SceneWire *wire)
{
    g_autoptr(GString) pos = g_string_new(NULL);
    if (wire->has_tip) {
        g_string_append(pos, "e,");
        append_pair(pos, wire->tip.x, scene->height - wire->tip.y);
    }
    for (size_t i = 0; i < wire->point_count; i++) {
        g_string_append(pos, pos->len > 0 ? " " : "");
        append_pair(pos, wire->points[i].x, scene->height - wire->points[i].y);
    }
    set(edge, "pos", pos->str);
}

/* Graphviz has no crosses over lines: a bar behind the tip. */
static void set_tip(Agedge_t *edge, const SceneWire *wire)
{
    const TipLook *look = &look_tips[wire->form];
    g_autofree char *tip =
        g_strconcat(wire->hollow ? look->hollow : look->filled, wire->struck ? "tee" : "", NULL);
    set(edge, "arrowhead", tip);
}

static void write_wire(Agraph_t *graph, const Scene *scene, const SceneWire *wire, unsigned number)
{
    g_autofree char *from = node_name(wire->from);
    g_autofree char *to = node_name(wire->to);
    g_autofree char *name = g_strdup_printf("e%u", number);
    Agedge_t *edge = agedge(graph, agnode(graph, from, 0), agnode(graph, to, 0), name, 1);
    set_route(edge, scene, wire);
    set(edge, "color", look_wire_colour(wire));
    set_number(edge, "penwidth", looks[wire->role].stroke_width);
    set(edge, "style", look_lines[wire->line].graphviz);
    if (wire->has_tip)
        set_tip(edge, wire);
    if (wire->title != NULL)
        set_text(edge, "tooltip", wire->title);
}

/* Appends what agwrite() says. Memory is the only place it can fail for. */
static void append_graph(Agraph_t *graph, GString *out)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    g_assert(stream != NULL);
    agwrite(graph, stream);
    fclose(stream);
    g_string_append_len(out, text, (gssize)length);
    free(text);
}

void dot_write(const Scene *scene, GString *out)
{
    g_mutex_lock(&cgraph_lock);
    Agraph_t *graph = agopen((char *)"diagram", Agdirected, &graph_ids);
    set_defaults(graph, scene);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role == ROLE_CLUSTER)
            set_cluster_box(find_cluster(graph, box, true), scene, box);
        else if (box->role != ROLE_CLUSTER_TAG)
            write_box(graph, scene, box);
        if (box->cluster != NULL)
            write_in_cluster(graph, scene, box);
        if (box->rank > 0)
            write_in_rank(graph, box);
    }
    unsigned number = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        write_wire(graph, scene, wire, ++number);
    append_graph(graph, out);
    agclose(graph);
    g_mutex_unlock(&cgraph_lock);
}
