/*
 * Lineage: what is built on what. Nodes are the selected entries, edges their relations to
 * one another.
 */
#include "diagram/lineage.h"

#include "diagram/status_look.h"
#include "layout/layout.h"
#include "select/group.h"
#include "select/relation.h"

#include <string.h>

enum { TEXT_WIDTH = 160 }; /* of one line of two, at first */

/* --- what there is --- */

static Relation *find_relation(Lineage *lineage, const Entry *from, const Entry *to, size_t kind)
{
    for (guint i = lineage->relations->len; i > 0; i--) {
        Relation *relation = &g_array_index(lineage->relations, Relation, i - 1);
        if (relation->from != from)
            return NULL; /* relations come entry by entry */
        if (relation->to == to && relation->kind == kind)
            return relation;
    }
    return NULL;
}

static void weigh(Relation *relation, const Claim *claim, int64_t count)
{
    if (!claim_is_firmer(claim, relation->claim))
        return;
    relation->claim = claim;
    relation->count = count;
}

typedef struct LineageVisit {
    Lineage *lineage;
    const Entry *from;
} LineageVisit;

static void add_relation(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                         void *user)
{
    const LineageVisit *visit = user;
    Lineage *lineage = visit->lineage;
    const Entry *from = visit->from;
    const void *from_node = g_hash_table_lookup(lineage->index, from);
    const void *to_node = g_hash_table_lookup(lineage->index, to);
    if (to_node == NULL)
        return;
    const size_t kind = graph_find_kind(lineage->kinds, slot);
    Relation *known = find_relation(lineage, from, to, kind);
    if (known != NULL) { /* another source says the same */
        weigh(known, claim, count);
        return;
    }
    const Relation relation = {
        .from = from,
        .to = to,
        .slot = slot,
        .count = count,
        .claim = claim,
        .from_node = GPOINTER_TO_SIZE(from_node) - 1,
        .to_node = GPOINTER_TO_SIZE(to_node) - 1,
        .kind = kind,
    };
    g_array_append_val(lineage->relations, relation);
}

static void add_node(Lineage *lineage, const Entry *entry)
{
    Drawing *drawing = lineage->drawing;
    LineageNode node = {0};
    graph_node_init(&node.look, &drawing->scene, drawing->kb->findings, entry, drawing->language,
                    TEXT_WIDTH);
    g_array_append_val(lineage->nodes, node);
    g_hash_table_insert(lineage->index, (gpointer)entry, GSIZE_TO_POINTER(lineage->nodes->len));
}

/* Kinds in the schema's order, whatever entry they came up in first. */
static void sort_kinds(Lineage *lineage)
{
    graph_sort_kinds(lineage->kinds);
    for (guint i = 0; i < lineage->relations->len; i++) {
        Relation *relation = &g_array_index(lineage->relations, Relation, i);
        relation->kind = graph_find_kind(lineage->kinds, relation->slot);
        g_array_index(lineage->nodes, LineageNode, relation->from_node).laid_out = true;
        g_array_index(lineage->nodes, LineageNode, relation->to_node).laid_out = true;
    }
}

/* Returns the index of the node that stands for another part; 0 if there is no room for it (the
 * first node is never one). */
static size_t find_part(Lineage *lineage, const Plate *part)
{
    Drawing *drawing = lineage->drawing;
    const void *known = g_hash_table_lookup(lineage->index, part);
    if (known != NULL || lineage->nodes->len >= PICTURE_NODES_MAX)
        return known != NULL ? GPOINTER_TO_SIZE(known) - 1 : 0;
    LineageNode node = {0};
    graph_node_init_plate(&node.look, &drawing->scene, part, drawing->language,
                          drawing_word(drawing, "picture.another_part"), TEXT_WIDTH);
    g_array_append_val(lineage->nodes, node);
    g_hash_table_insert(lineage->index, (gpointer)part, GSIZE_TO_POINTER(lineage->nodes->len));
    return lineage->nodes->len - 1;
}

/* Returns the edge between the same nodes; NULL: there is none yet. */
static Relation *find_exit(const Lineage *lineage, const Relation *relation)
{
    for (guint i = lineage->own; i < lineage->relations->len; i++) {
        Relation *other = &g_array_index(lineage->relations, Relation, i);
        if (other->from_node == relation->from_node && other->to_node == relation->to_node &&
            other->slot == relation->slot)
            return other;
    }
    return NULL;
}

/* Draws one edge for all relations of a kind that an entry has with another part, as firm as the
 * firmest. The table has each. */
static void add_exit(Lineage *lineage, const PlateExit *way)
{
    const size_t part = find_part(lineage, way->part);
    if (part == 0)
        return;
    const bool outwards = way->from == way->member;
    const size_t member = GPOINTER_TO_SIZE(g_hash_table_lookup(lineage->index, way->member)) - 1;
    const Relation relation = {
        .from = way->from,
        .to = way->to,
        .slot = way->slot,
        .claim = way->claim,
        .from_node = outwards ? member : part,
        .to_node = outwards ? part : member,
        .kind = graph_find_kind(lineage->kinds, way->slot),
    };
    Relation *known = find_exit(lineage, &relation);
    if (known != NULL)
        weigh(known, way->claim, 0);
    else if (lineage->relations->len < PICTURE_EDGES_MAX)
        g_array_append_val(lineage->relations, relation);
}

static void collect(Lineage *lineage)
{
    const Drawing *drawing = lineage->drawing;
    const Plate *plate = drawing->plate;
    g_autofree const Entry **entries = g_new(const Entry *, plate->entry_count);
    for (size_t i = 0; i < plate->entry_count; i++)
        entries[i] = plate->entries[i];
    kb_sort_by_name(drawing->kb, entries, plate->entry_count, drawing->language);
    for (size_t i = 0; i < plate->entry_count; i++)
        add_node(lineage, entries[i]);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageVisit visit = {lineage, g_array_index(lineage->nodes, LineageNode, i).look.entry};
        relations_visit(visit.from, add_relation, &visit);
    }
    lineage->own = lineage->relations->len;
    for (size_t i = 0; i < plate->exit_count; i++)
        add_exit(lineage, &plate->exits[i]);
    sort_kinds(lineage);
    lineage_rank(lineage);
    lineage_find_lives(lineage);
    lineage_find_clusters(lineage);
    lineage_color(lineage);
}

/* --- the table --- */

const char *lineage_relation_text(const Drawing *drawing, const Slot *slot, Status status)
{
    return status_look_say(drawing->words, drawing->arena, drawing_text(drawing, &slot->title),
                           status);
}

static void add_row(Drawing *drawing, const Entry *from, const char *relation, const Entry *to,
                    int64_t count)
{
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, from->label), from);
    drawing_add_cell(drawing, cells, relation, NULL);
    drawing_add_cell(drawing, cells, drawing_text(drawing, to->label), to);
    const char *number = count > 0 ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, count) : "";
    drawing_add_cell(drawing, cells, number, NULL);
}

/* An entry that no other row names. */
static void add_lone_row(Drawing *drawing, const Entry *entry)
{
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, entry->label), entry);
    drawing_add_cell(drawing, cells, drawing_word(drawing, "picture.unrelated"), NULL);
    for (int i = 0; i < 2; i++) /* nothing to lead to */
        drawing_add_cell(drawing, cells, "", NULL);
}

/* Does an edge say already that this is the entry's value of the slot? */
static bool is_edge(const Lineage *lineage, const Entry *entry, const Slot *slot,
                    const Entry *value)
{
    for (guint i = 0; i < lineage->own && value != NULL; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        if (relation->from == entry && relation->to == value &&
            strcmp(relation->slot->name, slot->name) == 0)
            return true;
    }
    return false;
}

/* What an entry has in common with others: in which box it stands, of which colour it is. */
static void add_value_row(const Lineage *lineage, const LineageNode *node, const Slot *slot,
                          Status status, const char *name, const Entry *value)
{
    Drawing *drawing = lineage->drawing;
    const Entry *entry = node->look.entry;
    if (is_edge(lineage, entry, slot, value))
        return;
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, entry->label), entry);
    drawing_add_cell(drawing, cells, lineage_relation_text(drawing, slot, status), NULL);
    drawing_add_cell(drawing, cells, name, value);
    drawing_add_cell(drawing, cells, "", NULL);
}

static void add_cluster_row(const Lineage *lineage, const LineageNode *node)
{
    const Cluster *cluster = &g_array_index(lineage->clusters, Cluster, node->cluster - 1);
    add_value_row(lineage, node, cluster->slot, node->boxed, cluster->name, cluster->entry);
}

/* The box may say so already. */
static void add_color_row(const Lineage *lineage, const LineageNode *node)
{
    const Diagram *diagram = lineage->drawing->diagram;
    if (node->cluster == 0 || strcmp(diagram->cluster, diagram->color_by) != 0)
        add_value_row(lineage, node, lineage_color_slot(lineage, node), node->color->status,
                      drawing_claim(lineage->drawing, node->color), group_entry(node->color));
}

/* Which year it stands in, and why. */
static void add_year_row(const Lineage *lineage, const LineageNode *node)
{
    Drawing *drawing = lineage->drawing;
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, node->look.entry->label),
                     node->look.entry);
    drawing_add_cell(drawing, cells, lineage_rank_title(lineage, node), NULL);
    drawing_add_cell(drawing, cells, lineage_rank_date(lineage, node), NULL);
    drawing_add_cell(drawing, cells, "", NULL);
}

/* One date of its life. */
static void add_life_row(Drawing *drawing, const LineageNode *node, const Plan *plan)
{
    if (plan == NULL)
        return;
    const Claim *claim = plan->current;
    View *cells = drawing_add_row(drawing);
    drawing_cite(drawing, claim);
    drawing_add_cell(drawing, cells, drawing_text(drawing, node->look.entry->label),
                     node->look.entry);
    drawing_add_cell(drawing, cells, drawing_event(drawing, plan->milestone), NULL);
    drawing_add_cell(drawing, cells, lineage_life_date(drawing, plan), NULL);
    drawing_add_cell(drawing, cells, "", NULL);
}

static LineageNode *node_of(const Lineage *lineage, const Entry *entry)
{
    const void *index = g_hash_table_lookup(lineage->index, entry);
    return &g_array_index(lineage->nodes, LineageNode, GPOINTER_TO_SIZE(index) - 1);
}

static void fill_table(const Lineage *lineage)
{
    static const char *const columns[] = {"column.start", "column.relation", "column.end",
                                          "column.count"};
    Drawing *drawing = lineage->drawing;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < lineage->own; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        add_row(drawing, relation->from,
                lineage_relation_text(drawing, relation->slot, relation->claim->status),
                relation->to, relation->count);
        drawing_cite_relation(drawing, relation->from, relation->slot, relation->to);
        node_of(lineage, relation->from)->in_table = true;
        node_of(lineage, relation->to)->in_table = true;
    }
    for (size_t i = 0; i < drawing->plate->exit_count; i++) {
        const PlateExit *way = &drawing->plate->exits[i];
        add_row(drawing, way->from, lineage_relation_text(drawing, way->slot, way->claim->status),
                way->to, way->count);
        drawing_cite_relation(drawing, way->from, way->slot, way->to);
        node_of(lineage, way->member)->in_table = true;
    }
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->dated != NULL)
            add_year_row(lineage, node);
        add_life_row(drawing, node, node->life.begin);
        add_life_row(drawing, node, node->life.end);
        if (node->cluster > 0)
            add_cluster_row(lineage, node);
        if (node->color != NULL)
            add_color_row(lineage, node);
        const bool is_told = node->dated != NULL || node->cluster > 0 || node->color != NULL ||
                             node->life.begin != NULL || node->life.end != NULL;
        if (!is_told && node->look.entry != NULL && !node->in_table)
            add_lone_row(drawing, node->look.entry);
    }
}

static void describe(Drawing *drawing, size_t entries)
{
    drawing->scene.description =
        drawing_fill(drawing, "picture.lineage", drawing_count(drawing, entries));
}

/* --- of a diagram in parts: an overview of them --- */

static void draw_parts(Drawing *drawing)
{
    static const char *const columns[] = {"column.section", "column.count"};
    const Plate *plate = drawing->plate;
    size_t entries = 0;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < plate->part_count; i++) {
        const Plate *part = plate->parts[i];
        View *cells = drawing_add_row(drawing);
        drawing_add_plate(drawing, cells, part);
        drawing_add_cell(drawing, cells, drawing_count(drawing, part->entry_count), NULL);
        entries += part->entry_count;
    }
    describe(drawing, entries);
    lineage_paint_parts(drawing);
}

void lineage_draw(Drawing *drawing)
{
    if (drawing->plate->part_count > 0) {
        draw_parts(drawing);
        return;
    }
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(LineageNode));
    g_autoptr(GArray) relations = g_array_new(FALSE, FALSE, sizeof(Relation));
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autoptr(GArray) clusters = g_array_new(FALSE, FALSE, sizeof(Cluster));
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GHashTable) index = g_hash_table_new(NULL, NULL);
    Lineage lineage = {
        .drawing = drawing,
        .nodes = nodes,
        .relations = relations,
        .kinds = kinds,
        .clusters = clusters,
        .years = years,
        .index = index,
    };
    collect(&lineage);
    fill_table(&lineage);
    describe(drawing, nodes->len);
    if (drawing->diagram->on_axis)
        lineage_paint_spans(&lineage);
    else
        lineage_paint(&lineage);
}
