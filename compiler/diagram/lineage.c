/*
 * Lineage: what is built on what. Nodes are the selected entries, edges their relations to
 * one another.
 */
#include "diagram/lineage.h"

#include "diagram/relation.h"
#include "diagram/words.h"

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

typedef struct Visit {
    Lineage *lineage;
    const Entry *from;
} Visit;

static void add_relation(const Entry *to, const Slot *slot, int64_t count, void *user)
{
    const Visit *visit = user;
    Lineage *lineage = visit->lineage;
    const Entry *from = visit->from;
    const void *from_node = g_hash_table_lookup(lineage->index, from);
    const void *to_node = g_hash_table_lookup(lineage->index, to);
    if (to_node == NULL)
        return;
    const size_t kind = graph_find_kind(lineage->kinds, slot);
    if (find_relation(lineage, from, to, kind) != NULL)
        return; /* another source says the same */
    const Relation relation = {
        .from = from,
        .to = to,
        .slot = slot,
        .count = count,
        .from_node = GPOINTER_TO_SIZE(from_node) - 1,
        .to_node = GPOINTER_TO_SIZE(to_node) - 1,
        .kind = kind,
    };
    g_array_append_val(lineage->relations, relation);
}

static void add_node(Lineage *lineage, const Entry *entry)
{
    Drawing *drawing = lineage->drawing;
    Node node = {0};
    graph_node_init(&node.look, &drawing->scene, entry, drawing->language, TEXT_WIDTH);
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
        g_array_index(lineage->nodes, Node, relation->from_node).related = true;
        g_array_index(lineage->nodes, Node, relation->to_node).related = true;
    }
}

static void collect(Lineage *lineage)
{
    const Kb *kb = lineage->drawing->kb;
    for (size_t i = 0; i < kb->entry_count; i++)
        if (diagram_selects(lineage->drawing->diagram, kb->entries[i]))
            add_node(lineage, kb->entries[i]);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        Visit visit = {lineage, g_array_index(lineage->nodes, Node, i).look.entry};
        relations_visit(visit.from, add_relation, &visit);
    }
    sort_kinds(lineage);
}

/* --- the table --- */

static void fill_table(const Lineage *lineage)
{
    static const int columns[] = {WORD_COLUMN_FROM, WORD_COLUMN_RELATION, WORD_COLUMN_TO,
                                  WORD_COLUMN_COUNT};
    Drawing *drawing = lineage->drawing;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        View *cells = drawing_add_row(drawing);
        drawing_add_cell(drawing, cells, drawing_text(drawing, relation->from->name),
                         relation->from);
        drawing_add_cell(drawing, cells, drawing_text(drawing, &relation->slot->title), NULL);
        drawing_add_cell(drawing, cells, drawing_text(drawing, relation->to->name), relation->to);
        const char *count = relation->count > 0
                                ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, relation->count)
                                : "";
        drawing_add_cell(drawing, cells, count, NULL);
    }
}

void lineage_draw(Drawing *drawing)
{
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    g_autoptr(GArray) relations = g_array_new(FALSE, FALSE, sizeof(Relation));
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autoptr(GHashTable) index = g_hash_table_new(NULL, NULL);
    Lineage lineage = {drawing, nodes, relations, kinds, index, 0};
    collect(&lineage);
    fill_table(&lineage);
    drawing->scene.description = word_fill(drawing->arena, WORD_LINEAGE, drawing->tongue,
                                           arena_printf(drawing->arena, "%u", nodes->len));
    lineage_paint(&lineage);
}
