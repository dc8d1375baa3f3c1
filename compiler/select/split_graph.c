#include "select/split_graph.h"

#include "select/group.h"
#include "select/relation.h"

typedef struct SplitVisit {
    SplitGraph *graph;
    size_t from;
} SplitVisit;

static int compare_groups(const void *a, const void *b)
{
    const SplitVertex *one = a;
    const SplitVertex *other = b;
    if (one->group != other->group)
        return one->group > other->group ? 1 : -1;
    return (one->entry->index > other->entry->index) - (one->entry->index < other->entry->index);
}

/* Returns the number of the entry's group, a new one for a new value. */
static size_t number_group(SplitGraph *graph, GHashTable *known, const Entry *entry)
{
    const Claim *claim = graph->slot != NULL ? group_claim(entry, graph->slot) : NULL;
    void *index = NULL;
    if (!g_hash_table_lookup_extended(known, group_key(claim), NULL, &index)) {
        index = GSIZE_TO_POINTER(graph->groups->len);
        g_hash_table_insert(known, (gpointer)group_key(claim), index);
        g_ptr_array_add(graph->groups, (gpointer)claim);
    }
    return GPOINTER_TO_SIZE(index);
}

static void collect_vertices(SplitGraph *graph, const Kb *kb, const Plate *whole)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < kb->entry_count; i++)
        graph->places[i] = SPLIT_NOWHERE;
    for (size_t i = 0; i < whole->entry_count; i++) {
        const Entry *entry = whole->entries[i];
        graph->vertices[graph->count++] =
            (SplitVertex){.entry = entry, .group = number_group(graph, known, entry)};
    }
    if (graph->count > 0)
        qsort(graph->vertices, graph->count, sizeof(SplitVertex), compare_groups);
    for (size_t i = 0; i < graph->count; i++)
        graph->places[graph->vertices[i].entry->index] = i;
}

static void add_edge(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                     void *user)
{
    const SplitVisit *visit = user;
    SplitGraph *graph = visit->graph;
    const size_t place = graph->places[to->index];
    if (place == SPLIT_NOWHERE)
        return;
    const SplitEdge edge = {visit->from, place, slot, count, claim};
    SplitVertex *target = &graph->vertices[place];
    if (target->referrer == visit->from + 1) {
        SplitEdge *last = &g_array_index(graph->edges, SplitEdge, target->last_edge);
        if (last->slot == slot) { /* another source says the same */
            *last = claim_is_firmer(claim, last->claim) ? edge : *last;
            return;
        }
    }
    target->referrer = visit->from + 1;
    target->last_edge = graph->edges->len;
    g_array_append_val(graph->edges, edge);
}

static void touch(SplitGraph *graph, size_t vertex, size_t edge)
{
    SplitVertex *touched = &graph->vertices[vertex];
    if (touched->edges != NULL)
        touched->edges[touched->edge_count] = edge;
    touched->edge_count++;
}

static void touch_all(SplitGraph *graph)
{
    for (guint i = 0; i < graph->edges->len; i++) {
        const SplitEdge *edge = split_graph_edge(graph, i);
        touch(graph, edge->from, i);
        if (edge->to != edge->from)
            touch(graph, edge->to, i);
    }
}

static void collect_edges(SplitGraph *graph, Arena *arena)
{
    for (size_t i = 0; i < graph->count; i++)
        relations_visit(graph->vertices[i].entry, add_edge, &(SplitVisit){graph, i});
    touch_all(graph); /* counts */
    for (size_t i = 0; i < graph->count; i++) {
        SplitVertex *vertex = &graph->vertices[i];
        vertex->edges = arena_new0(arena, size_t, vertex->edge_count + 1);
        vertex->edge_count = 0;
    }
    touch_all(graph); /* fills */
}

void split_graph_init(SplitGraph *graph, const Kb *kb, const Plate *whole, const char *slot,
                      Arena *arena)
{
    *graph = (SplitGraph){
        .kb = kb,
        .slot = slot,
        .vertices = arena_new0(arena, SplitVertex, whole->entry_count + 1),
        .places = arena_new0(arena, size_t, kb->entry_count + 1),
        .edges = g_array_new(FALSE, FALSE, sizeof(SplitEdge)),
        .groups = g_ptr_array_new(),
    };
    collect_vertices(graph, kb, whole);
    collect_edges(graph, arena);
}

void split_graph_clear(SplitGraph *graph)
{
    g_array_unref(graph->edges);
    g_ptr_array_unref(graph->groups);
}

const SplitEdge *split_graph_edge(const SplitGraph *graph, size_t index)
{
    return &g_array_index(graph->edges, SplitEdge, index);
}

size_t split_graph_other_end(const SplitGraph *graph, size_t vertex, size_t i)
{
    const SplitEdge *edge = split_graph_edge(graph, graph->vertices[vertex].edges[i]);
    return edge->from == vertex ? edge->to : edge->from;
}
