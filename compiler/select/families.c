#include "select/families.h"

#include <string.h>

enum { LARGE_MIN = 8 }; /* entries of a piece that has a part of its own */

/* What is linked within a group. */
typedef struct Component {
    size_t *members; /* nearest to the first one first */
    size_t count;
    size_t root;
    size_t inner; /* relations among them */
    size_t outer; /* to others */
} Component;

typedef struct FamilyFinder {
    const SplitGraph *graph;
    Arena *arena;
    SplitPieces *pieces;
    GArray *components; /* of Component */
    size_t *weights;    /* split_pieces_weigh() of all */
    bool *seen;
} FamilyFinder;

/* A tree that spans a component, while it is cut. By vertex. */
typedef struct SpanningTree {
    size_t *order; /* parents before their children */
    size_t count;
    size_t *up; /* SPLIT_NOWHERE: the root */
    size_t *first_child;
    size_t *next_sibling;
    size_t *entries; /* of what hangs together below it */
    size_t *touched; /* relations of those */
    bool *is_cut;    /* from what is above it */
    size_t *piece;   /* number of its piece among the component's */
} SpanningTree;

static size_t group_of(const SplitGraph *graph, size_t vertex)
{
    return graph->vertices[vertex].group;
}

/* --- what is built on what --- */

static void find_bases(SplitPieces *pieces, const SplitGraph *graph, Arena *arena)
{
    pieces->bases = arena_new0(arena, size_t, graph->count + 1);
    for (size_t i = 0; i < graph->count; i++)
        pieces->bases[i] = SPLIT_NOWHERE;
    for (guint i = 0; i < graph->edges->len; i++) {
        const SplitEdge *edge = split_graph_edge(graph, i);
        if (pieces->bases[edge->from] == SPLIT_NOWHERE && edge->from != edge->to &&
            group_of(graph, edge->from) == group_of(graph, edge->to))
            pieces->bases[edge->from] = edge->to;
    }
}

/* The vertex's base if that is of its set; else SPLIT_NOWHERE. */
static size_t base_in_set(const SplitPieces *pieces, const size_t *sets, size_t vertex)
{
    const size_t base = pieces->bases[vertex];
    return base != SPLIT_NOWHERE && (sets == NULL || sets[base] == sets[vertex]) ? base
                                                                                 : SPLIT_NOWHERE;
}

size_t *split_pieces_weigh(const SplitPieces *pieces, const SplitGraph *graph, const size_t *sets,
                           Arena *arena)
{
    size_t *weights = arena_new0(arena, size_t, graph->count + 1);
    size_t *open = arena_new0(arena, size_t, graph->count + 1); /* built on it, not counted yet */
    size_t *queue = arena_new0(arena, size_t, graph->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < graph->count; i++) {
        const size_t base = base_in_set(pieces, sets, i);
        weights[i] = 1;
        if (base != SPLIT_NOWHERE)
            open[base]++;
    }
    for (size_t i = 0; i < graph->count; i++)
        if (open[i] == 0)
            queue[count++] = i;
    for (size_t i = 0; i < count; i++) {
        const size_t base = base_in_set(pieces, sets, queue[i]);
        if (base == SPLIT_NOWHERE)
            continue;
        weights[base] += weights[queue[i]];
        if (--open[base] == 0)
            queue[count++] = base;
    }
    return weights;
}

/* --- components --- */

/* Is one a better root than the other? */
static bool is_weightier(const FamilyFinder *finder, size_t one, size_t other)
{
    const SplitVertex *vertices = finder->graph->vertices;
    if (finder->weights[one] != finder->weights[other])
        return finder->weights[one] > finder->weights[other];
    if (vertices[one].edge_count != vertices[other].edge_count)
        return vertices[one].edge_count > vertices[other].edge_count;
    return one < other;
}

static void measure(const FamilyFinder *finder, Component *component)
{
    component->root = component->members[0];
    for (size_t i = 0; i < component->count; i++) {
        const size_t at = component->members[i];
        const SplitVertex *vertex = &finder->graph->vertices[at];
        if (is_weightier(finder, at, component->root))
            component->root = at;
        for (size_t k = 0; k < vertex->edge_count; k++) {
            const SplitEdge *edge = split_graph_edge(finder->graph, vertex->edges[k]);
            const bool is_inner =
                group_of(finder->graph, edge->to) == group_of(finder->graph, edge->from);
            component->inner += is_inner && edge->from == at;
            component->outer += !is_inner;
        }
    }
}

/* Takes the next place in `room` for all that is linked with the vertex; returns what is taken. */
static size_t collect_linked(FamilyFinder *finder, size_t vertex, size_t *room)
{
    size_t count = 0;
    room[count++] = vertex;
    finder->seen[vertex] = true;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < finder->graph->vertices[room[i]].edge_count; k++) {
            const size_t next = split_graph_other_end(finder->graph, room[i], k);
            if (finder->seen[next] ||
                group_of(finder->graph, next) != group_of(finder->graph, vertex))
                continue;
            finder->seen[next] = true;
            room[count++] = next;
        }
    return count;
}

static void find_components(FamilyFinder *finder)
{
    size_t *room = arena_new0(finder->arena, size_t, finder->graph->count + 1);
    for (size_t i = 0; i < finder->graph->count; i++) {
        if (finder->seen[i])
            continue;
        Component component = {.members = room};
        component.count = collect_linked(finder, i, room);
        measure(finder, &component);
        room += component.count;
        g_array_append_val(finder->components, component);
    }
}

/* Large ones first, then those that share a part, then what is alone; of a kind by their names, as
 * parts of several are called after the first and the last. */
static int compare_components(const void *a, const void *b, void *user)
{
    const SplitGraph *graph = user;
    const Component *one = a;
    const Component *other = b;
    const size_t group = group_of(graph, one->root);
    const size_t other_group = group_of(graph, other->root);
    const size_t size = one->count >= LARGE_MIN || one->count == 1 ? one->count : 2;
    const size_t other_size = other->count >= LARGE_MIN || other->count == 1 ? other->count : 2;
    if (group != other_group)
        return group > other_group ? 1 : -1;
    if (size != other_size)
        return size < other_size ? 1 : -1;
    return kb_compare_names(graph->kb, graph->vertices[one->root].entry,
                            graph->vertices[other->root].entry, 0);
}

static bool fits_whole(const Component *component)
{
    return (component->outer == 0 && component->count <= PICTURE_NODES_MAX &&
            component->inner <= PICTURE_EDGES_MAX) ||
           (component->count <= PART_ENTRIES_MAX &&
            component->inner + component->outer <= PART_TOUCHED_MAX);
}

/* --- a component that is too large --- */

static void visit(FamilyFinder *finder, SpanningTree *tree, size_t vertex, size_t up)
{
    finder->seen[vertex] = true;
    tree->up[vertex] = up;
    tree->order[tree->count++] = vertex;
}

/* Goes on from the vertex to what is built on it first of all, and what it is built on so; or to
 * whatever else it is related to. */
static void visit_around(FamilyFinder *finder, SpanningTree *tree, size_t vertex, bool to_bases)
{
    const SplitGraph *graph = finder->graph;
    const size_t *bases = finder->pieces->bases;
    for (size_t i = 0; i < graph->vertices[vertex].edge_count; i++) {
        const size_t next = split_graph_other_end(graph, vertex, i);
        const bool is_base = bases[vertex] == next || bases[next] == vertex;
        if (!finder->seen[next] && group_of(graph, next) == group_of(graph, vertex) &&
            (is_base || !to_bases))
            visit(finder, tree, next, vertex);
    }
}

static void span(FamilyFinder *finder, SpanningTree *tree, const Component *component)
{
    for (size_t i = 0; i < component->count; i++)
        finder->seen[component->members[i]] = false;
    visit(finder, tree, component->root, SPLIT_NOWHERE);
    size_t done = 0;
    size_t others = 0; /* whose other relations have been followed */
    while (others < tree->count) {
        if (done < tree->count)
            visit_around(finder, tree, tree->order[done++], true);
        else
            visit_around(finder, tree, tree->order[others++], false);
    }
}

/* May so many entries be a part? A tree's relations are counted at both ends. */
static bool may_be_part(size_t entries, size_t touched)
{
    return entries <= PART_ENTRIES_FEW ||
           (entries <= PART_ENTRIES_MAX && touched - (entries - 1) <= PART_TOUCHED_MAX);
}

/* The child with most below it; of several the last. */
static size_t heaviest_child(const SpanningTree *tree, size_t vertex)
{
    size_t best = SPLIT_NOWHERE;
    for (size_t child = tree->first_child[vertex]; child != SPLIT_NOWHERE;
         child = tree->next_sibling[child])
        if (!tree->is_cut[child] &&
            (best == SPLIT_NOWHERE || tree->entries[child] >= tree->entries[best]))
            best = child;
    return best;
}

static void cut(SpanningTree *tree, size_t vertex, size_t child)
{
    tree->is_cut[child] = true;
    tree->entries[vertex] -= tree->entries[child];
    tree->touched[vertex] -= tree->touched[child];
}

/* Cuts all children of a size from the last one on, as long as there is too much: one pass for
 * all leaves of a hub. */
static void cut_children(SpanningTree *tree, size_t vertex)
{
    while (!may_be_part(tree->entries[vertex], tree->touched[vertex])) {
        const size_t most = tree->entries[heaviest_child(tree, vertex)];
        g_autoptr(GArray) alike = g_array_new(FALSE, FALSE, sizeof(size_t));
        for (size_t child = tree->first_child[vertex]; child != SPLIT_NOWHERE;
             child = tree->next_sibling[child])
            if (!tree->is_cut[child] && tree->entries[child] == most)
                g_array_append_val(alike, child);
        for (guint i = alike->len;
             i > 0 && !may_be_part(tree->entries[vertex], tree->touched[vertex]); i--)
            cut(tree, vertex, g_array_index(alike, size_t, i - 1));
    }
}

/* From the leaves to the root. */
static void cut_tree(const SplitGraph *graph, SpanningTree *tree)
{
    for (size_t i = tree->count; i > 0; i--) {
        const size_t vertex = tree->order[i - 1];
        tree->entries[vertex] = 1;
        tree->touched[vertex] = graph->vertices[vertex].edge_count;
        for (size_t child = tree->first_child[vertex]; child != SPLIT_NOWHERE;
             child = tree->next_sibling[child]) {
            tree->entries[vertex] += tree->entries[child];
            tree->touched[vertex] += tree->touched[child];
        }
        cut_children(tree, vertex);
        const size_t up = tree->up[vertex];
        if (up == SPLIT_NOWHERE)
            continue;
        tree->next_sibling[vertex] = tree->first_child[up];
        tree->first_child[up] = vertex;
    }
}

static SpanningTree new_tree(const SplitGraph *graph, Arena *arena)
{
    SpanningTree tree = {
        .order = arena_new0(arena, size_t, graph->count + 1),
        .up = arena_new0(arena, size_t, graph->count + 1),
        .first_child = arena_new0(arena, size_t, graph->count + 1),
        .next_sibling = arena_new0(arena, size_t, graph->count + 1),
        .entries = arena_new0(arena, size_t, graph->count + 1),
        .touched = arena_new0(arena, size_t, graph->count + 1),
        .is_cut = arena_new0(arena, bool, graph->count + 1),
        .piece = arena_new0(arena, size_t, graph->count + 1),
    };
    for (size_t i = 0; i < graph->count; i++)
        tree.first_child[i] = tree.next_sibling[i] = SPLIT_NOWHERE;
    return tree;
}

/* --- pieces --- */

static SplitPiece new_piece(const FamilyFinder *finder, const Component *component, size_t count)
{
    return (SplitPiece){
        .nature = component->count > 1 ? PIECE_FAMILY : PIECE_LONER,
        .group = group_of(finder->graph, component->root),
        .family = component->root,
        .stem = SPLIT_NOWHERE,
        .is_large = count >= LARGE_MIN,
        .members = arena_new0(finder->arena, size_t, count),
    };
}

static void add_member(const FamilyFinder *finder, SplitPiece *piece, size_t vertex)
{
    piece->members[piece->member_count++] = vertex;
    piece->touched += finder->graph->vertices[vertex].edge_count;
}

/* The pieces of a tree that was cut, in its order: that of the root is the first. */
static void collect_pieces(const FamilyFinder *finder, SpanningTree *tree,
                           const Component *component, GArray *pieces)
{
    for (size_t i = 0; i < tree->count; i++) {
        const size_t vertex = tree->order[i];
        const size_t up = tree->up[vertex];
        if (up == SPLIT_NOWHERE || tree->is_cut[vertex]) {
            SplitPiece piece = new_piece(finder, component, tree->entries[vertex]);
            if (up != SPLIT_NOWHERE)
                piece.nature = PIECE_BRANCH;
            piece.stem = up;
            tree->piece[vertex] = pieces->len;
            g_array_append_val(pieces, piece);
        } else {
            tree->piece[vertex] = tree->piece[up];
        }
        add_member(finder, &g_array_index(pieces, SplitPiece, tree->piece[vertex]), vertex);
    }
}

/* What is left of the family has a part of its own, as large branches have; then come the others,
 * which share some. */
static void add_cut_pieces(const FamilyFinder *finder, GArray *pieces)
{
    g_array_index(pieces, SplitPiece, 0).is_large = true;
    for (int large = 1; large >= 0; large--)
        for (guint i = 0; i < pieces->len; i++)
            if (g_array_index(pieces, SplitPiece, i).is_large == (large == 1))
                g_array_append_val(finder->pieces->items, g_array_index(pieces, SplitPiece, i));
}

static void add_component(FamilyFinder *finder, SpanningTree *tree, const Component *component)
{
    if (fits_whole(component)) {
        SplitPiece piece = new_piece(finder, component, component->count);
        piece.is_whole = true;
        for (size_t i = 0; i < component->count; i++)
            add_member(finder, &piece, component->members[i]);
        g_array_append_val(finder->pieces->items, piece);
        return;
    }
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(SplitPiece));
    tree->count = 0;
    span(finder, tree, component);
    cut_tree(finder->graph, tree);
    collect_pieces(finder, tree, component, pieces);
    add_cut_pieces(finder, pieces);
}

void split_pieces_init(SplitPieces *pieces, const SplitGraph *graph, Arena *arena)
{
    g_autoptr(GArray) components = g_array_new(FALSE, FALSE, sizeof(Component));
    *pieces = (SplitPieces){.items = g_array_new(FALSE, FALSE, sizeof(SplitPiece))};
    find_bases(pieces, graph, arena);
    FamilyFinder finder = {
        .graph = graph,
        .arena = arena,
        .pieces = pieces,
        .components = components,
        .weights = split_pieces_weigh(pieces, graph, NULL, arena),
        .seen = arena_new0(arena, bool, graph->count + 1),
    };
    find_components(&finder);
    g_array_sort_with_data(components, compare_components, (gpointer)graph);
    SpanningTree tree = new_tree(graph, arena);
    for (guint i = 0; i < components->len; i++)
        add_component(&finder, &tree, &g_array_index(components, Component, i));
}

void split_pieces_clear(SplitPieces *pieces)
{
    g_array_unref(pieces->items);
}
