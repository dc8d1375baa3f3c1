#include "diagram/neighbourhood.h"

#include "diagram/graph.h"
#include "diagram/legend.h"
#include "diagram/status_look.h"
#include "scene/svg.h"
#include "select/relation.h"

enum {
    STEPS = 2,
    COLUMNS = 2 * STEPS + 1,
    COLUMN_MAX = 8,      /* nodes */
    LOOKED_AT_MAX = 500, /* relations of one entry towards either side */
    NODE_ROOM = 112,
    MARGIN = 14,
    ROW_GAP = 12,
    COLUMN_GAP = 64,
    TIP = 8,
    PORT_STEP = 12, /* between the ends of links at one side of a node */
    LEGEND_GAP = 12,
    WIDTH_MIN = 480, /* for the legend */
    MORE_GAP = 4,
};

typedef struct NeighbourColumn {
    GraphNode nodes[COLUMN_MAX];
    size_t count;
    bool more; /* than there is room for */
    double x;
    double width;
    double height;
} NeighbourColumn;

/* From the right column to the one left of it. */
typedef struct NeighbourLink {
    const GraphNode *from;
    const GraphNode *to;
    const Slot *slot;
    int64_t count;
    const Claim *claim; /* the reference: of several, the firmest */
} NeighbourLink;

typedef struct Neighbourhood {
    Scene scene;
    const Findings *findings;
    size_t language;
    const Words *words; /* of that language */
    Reads *reads;
    NeighbourColumn columns[COLUMNS];
    GArray *links;    /* of NeighbourLink */
    GPtrArray *kinds; /* of const Slot */

    /* while a node's neighbours are looked for */
    GraphNode *around;
    size_t column; /* where they go */
    const Entry *backlinker;
    size_t looked_at;
} Neighbourhood;

/* --- what there is --- */

static GraphNode *find_node(Neighbourhood *around, const Entry *entry, size_t *column)
{
    for (*column = 0; *column < COLUMNS; ++*column)
        for (size_t i = 0; i < around->columns[*column].count; i++)
            if (around->columns[*column].nodes[i].entry == entry)
                return &around->columns[*column].nodes[i];
    return NULL;
}

/* Returns the entry's node in the column of the moment; NULL if it is in another one, or there is
 * no room. */
static GraphNode *take_node(Neighbourhood *around, const Entry *entry)
{
    size_t column;
    GraphNode *node = find_node(around, entry, &column);
    if (node != NULL)
        return column == around->column ? node : NULL;
    NeighbourColumn *target = &around->columns[around->column];
    if (target->count == COLUMN_MAX) {
        target->more = true;
        return NULL;
    }
    reads_note(around->reads, entry, READ_NODE);
    node = &target->nodes[target->count++];
    graph_node_init(node, &around->scene, around->findings, entry, around->language, NODE_ROOM);
    return node;
}

/* Returns what another source says of the same; NULL: none does. */
static NeighbourLink *find_link(const Neighbourhood *around, const NeighbourLink *link)
{
    for (guint i = 0; i < around->links->len; i++) {
        NeighbourLink *other = &g_array_index(around->links, NeighbourLink, i);
        if (other->from == link->from && other->to == link->to && other->slot == link->slot)
            return other;
    }
    return NULL;
}

static void add_link(Neighbourhood *around, NeighbourLink link)
{
    NeighbourLink *known = find_link(around, &link);
    if (known != NULL) {
        *known = claim_is_firmer(link.claim, known->claim) ? link : *known;
        return;
    }
    g_array_append_val(around->links, link);
    graph_find_kind(around->kinds, link.slot);
}

static bool may_look_on(Neighbourhood *around, const Entry *entry)
{
    reads_note(around->reads, entry, READ_TITLE);
    return !entry->draft && entry->folder != NULL && around->looked_at++ < LOOKED_AT_MAX;
}

static void visit_left(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                       void *user)
{
    Neighbourhood *around = user;
    GraphNode *node = may_look_on(around, to) ? take_node(around, to) : NULL;
    if (node != NULL)
        add_link(around, (NeighbourLink){around->around, node, slot, count, claim});
}

/* Of all that the backlinker is built on, just the node that is looked around. */
static void visit_right(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                        void *user)
{
    Neighbourhood *around = user;
    if (to != around->around->entry)
        return;
    GraphNode *node = take_node(around, around->backlinker);
    if (node != NULL)
        add_link(around, (NeighbourLink){node, around->around, slot, count, claim});
}

static void look_right(Neighbourhood *around)
{
    const Entry *entry = around->around->entry;
    const Entry *last = NULL;
    for (size_t i = 0; i < entry->backlink_count; i++) {
        const Backlink *backlink = &entry->backlinks[i];
        if (!backlink->slot->lineage || backlink->from == last)
            continue;
        if (!may_look_on(around, backlink->from))
            continue;
        last = backlink->from;
        around->backlinker = last;
        reads_note(around->reads, last, READ_NODE);
        relations_visit(last, visit_right, around);
    }
}

/* Fills a column from the one next to it. */
static void fill_column(Neighbourhood *around, size_t column, size_t from)
{
    around->column = column;
    for (size_t i = 0; i < around->columns[from].count; i++) {
        around->around = &around->columns[from].nodes[i];
        around->looked_at = 0;
        if (column < from)
            relations_visit(around->around->entry, visit_left, around);
        else
            look_right(around);
    }
}

static void collect(Neighbourhood *around, const Entry *entry)
{
    around->column = STEPS;
    take_node(around, entry)->strong = true;
    for (size_t step = 0; step < STEPS; step++) {
        fill_column(around, STEPS - step - 1, STEPS - step);
        fill_column(around, STEPS + step + 1, STEPS + step);
    }
    graph_sort_kinds(around->kinds);
}

/* --- the picture --- */

static void measure(NeighbourColumn *column)
{
    for (size_t i = 0; i < column->count; i++) {
        column->width = MAX(column->width, column->nodes[i].width);
        column->height += column->nodes[i].height + (i > 0 ? ROW_GAP : 0);
    }
    if (column->more)
        column->height += MORE_GAP + scene_text_height(ROLE_LEGEND);
}

static void paint_column(Neighbourhood *around, NeighbourColumn *column, double y)
{
    for (size_t i = 0; i < column->count; i++) {
        GraphNode *node = &column->nodes[i];
        node->width = column->width;
        graph_paint_node(node, &around->scene, column->x, y);
        y += node->height + ROW_GAP;
    }
    if (column->more)
        scene_add_text(&around->scene, ROLE_LEGEND, column->x, y - ROW_GAP + MORE_GAP,
                       column->width, words_get(around->words, "picture.and_more"));
}

static void place_columns(Neighbourhood *around)
{
    double x = MARGIN;
    double height = 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        NeighbourColumn *column = &around->columns[i];
        measure(column);
        column->x = x;
        x += column->count > 0 ? column->width + COLUMN_GAP : 0;
        height = MAX(height, column->height);
    }
    around->scene.width = MAX(WIDTH_MIN, x - COLUMN_GAP + MARGIN);
    for (size_t i = 0; i < COLUMNS; i++) {
        NeighbourColumn *column = &around->columns[i];
        paint_column(around, column, MARGIN + (height - column->height) / 2);
    }
    around->scene.height = MARGIN + height;
}

static double middle_of(const SceneBox *box)
{
    return box->y + box->height / 2;
}

/* Does another link end above this one, on the side of a node that they share? */
static bool ends_above(const SceneBox *other, const SceneBox *far, bool is_before)
{
    return middle_of(other) < middle_of(far) || (other == far && is_before);
}

/* Where a link meets a node: those of one side share its height, in the order of their other ends,
 * so that tips do not cover each other. */
static double port(const Neighbourhood *around, const NeighbourLink *link, bool at_tip)
{
    const SceneBox *near = (at_tip ? link->to : link->from)->box;
    const SceneBox *far = (at_tip ? link->from : link->to)->box;
    unsigned above = 0;
    unsigned count = 0;
    for (guint i = 0; i < around->links->len; i++) {
        const NeighbourLink *other = &g_array_index(around->links, NeighbourLink, i);
        if ((at_tip ? other->to : other->from)->box != near)
            continue;
        const SceneBox *end = (at_tip ? other->from : other->to)->box;
        above += ends_above(end, far, other < link);
        count++;
    }
    const double step = count > 1 ? MIN(PORT_STEP, (near->height - PORT_STEP) / (count - 1)) : 0;
    return middle_of(near) + (above - (count - 1) / 2.0) * step;
}

static SceneWire *paint_link(Neighbourhood *around, const NeighbourLink *link)
{
    const SceneBox *from = link->from->box;
    const SceneBox *to = link->to->box;
    const Point tip = {to->x + to->width, port(around, link, true)};
    const Point start = {from->x, port(around, link, false)};
    const Point end = {tip.x + TIP, tip.y};
    const double middle = (start.x + end.x) / 2;
    const Point points[] = {start, {middle, start.y}, {middle, end.y}, end};
    SceneWire *wire =
        scene_add_wire(&around->scene, ROLE_EDGE, from, to, points, G_N_ELEMENTS(points));
    const char *relation =
        status_look_say(around->words, around->scene.arena,
                        localised_get(&link->slot->title, around->language), link->claim->status);
    wire->has_tip = true;
    wire->tip = tip;
    wire->title = graph_wire_title(&around->scene, around->words, link->from->name, relation,
                                   link->to->name, link->count);
    graph_style_wire(wire, graph_find_kind(around->kinds, link->slot));
    status_look_set_wire(wire, link->claim->status);
    return wire;
}

static void paint_links(Neighbourhood *around)
{
    const guint count = around->links->len;
    const SceneWire **wires = arena_new0(around->scene.arena, const SceneWire *, count);
    for (guint i = 0; i < count; i++)
        wires[i] = paint_link(around, &g_array_index(around->links, NeighbourLink, i));
    for (guint i = 0; i < count; i++)
        graph_paint_count(&around->scene, around->words, wires[i],
                          g_array_index(around->links, NeighbourLink, i).count);
}

static void paint_legend(Neighbourhood *around)
{
    Scene *scene = &around->scene;
    Legend legend;
    legend_init(&legend, scene, MARGIN, scene->width - MARGIN, scene->height + LEGEND_GAP);
    for (guint i = 0; i < around->kinds->len; i++) {
        const Slot *slot = around->kinds->pdata[i];
        graph_style_wire(legend_add_line(&legend, localised_get(&slot->title, around->language)),
                         i);
    }
    bool occurring[STATUS_COUNT] = {false};
    for (guint i = 0; i < around->links->len; i++)
        occurring[g_array_index(around->links, NeighbourLink, i).claim->status] = true;
    status_look_add_lines(around->words, &legend, occurring, NULL);
    scene->height = legend_bottom(&legend) + MARGIN;
}

static void paint(Neighbourhood *around, const Entry *entry)
{
    Scene *scene = &around->scene;
    scene->name = "neighbourhood";
    scene->title = scene_clean(scene->arena, localised_get(entry->label, around->language));
    scene->description = words_get(around->words, "picture.neighbourhood");
    place_columns(around);
    paint_links(around);
    paint_legend(around);
}

void neighbourhood_draw(const NeighbourhoodInput *input, const SvgTarget *target, Arena *arena,
                        GString *out)
{
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(NeighbourLink));
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    Neighbourhood *around = arena_new0(arena, Neighbourhood, 1);
    around->findings = input->kb->findings;
    around->language = input->language;
    around->words = input->words;
    around->reads = input->reads;
    around->links = links;
    around->kinds = kinds;
    scene_init(&around->scene, arena);
    around->scene.language = input->kb->languages[input->language];
    collect(around, input->entry);
    if (links->len == 0)
        return;
    paint(around, input->entry);
    svg_write(&around->scene, target, out);
}
