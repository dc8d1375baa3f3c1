/*
 * Relations that must not lead back: for each, the entries' references are a graph. Tarjan's
 * algorithm, with a stack of its own, finds the strongly connected components; in each that has
 * more than one entry, a breadth-first search finds the shortest way back to the first entry.
 */
#include "check/checker.h"

#include "model/walk.h"

#include <string.h>

typedef struct CycleEdge {
    Entry *to;
    const Claim *claim;
} CycleEdge;

typedef struct Graph {
    Checker *checker;
    const char *relation;
    GArray **edges; /* of CycleEdge, by entry; NULL: none */
    /* Tarjan's numbers, by entry: 0 is not visited. */
    unsigned *order;
    unsigned *low;
    bool *on_stack;
    unsigned next_order;
    GPtrArray *stack;  /* of Entry: the component at work */
    size_t *component; /* by entry: which component it is in; 0: none with a cycle */
    size_t components;
} Graph;

/* Where the depth-first search stands in one entry. */
typedef struct CycleFrame {
    Entry *entry;
    guint edge;
} CycleFrame;

static void add_edge(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    Graph *graph = user;
    if (claim->value.kind != VALUE_REFERENCE || claim->value.entry == NULL ||
        claim->value.entry == entry || !claim_is_in_force(claim) || claim_is_inherited(claim))
        return;
    GArray **edges = &graph->edges[entry->index];
    if (*edges == NULL)
        *edges = g_array_new(FALSE, FALSE, sizeof(CycleEdge));
    const CycleEdge edge = {claim->value.entry, claim};
    g_array_append_val(*edges, edge);
}

static void graph_fill(Graph *graph)
{
    const Kb *kb = graph->checker->kb;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Claims *claims = object_find(&kb->entries[i]->object, graph->relation);
        for (size_t k = 0; claims != NULL && k < claims->count; k++)
            claim_visit(kb->entries[i], claims->slot, &claims->items[k], add_edge, graph);
    }
}

static guint edge_count(const Graph *graph, const Entry *entry)
{
    const GArray *edges = graph->edges[entry->index];
    return edges != NULL ? edges->len : 0;
}

static const CycleEdge *edge_at(const Graph *graph, const Entry *entry, guint index)
{
    return &g_array_index(graph->edges[entry->index], CycleEdge, index);
}

static void graph_enter(Graph *graph, Entry *entry, GArray *frames)
{
    graph->order[entry->index] = graph->low[entry->index] = ++graph->next_order;
    graph->on_stack[entry->index] = true;
    g_ptr_array_add(graph->stack, entry);
    const CycleFrame frame = {entry, 0};
    g_array_append_val(frames, frame);
}

/* All above `root` on the stack are one component; it matters if it is more than the root. */
static void graph_close(Graph *graph, const Entry *root)
{
    const bool cyclic = graph->stack->pdata[graph->stack->len - 1] != root;
    graph->components += cyclic;
    for (const Entry *entry = NULL; entry != root;) {
        entry = g_ptr_array_remove_index(graph->stack, graph->stack->len - 1);
        graph->on_stack[entry->index] = false;
        graph->component[entry->index] = cyclic ? graph->components : 0;
    }
}

static void graph_search(Graph *graph, Entry *from)
{
    g_autoptr(GArray) frames = g_array_new(FALSE, FALSE, sizeof(CycleFrame));
    graph_enter(graph, from, frames);
    while (frames->len > 0) {
        CycleFrame *frame = &g_array_index(frames, CycleFrame, frames->len - 1);
        Entry *entry = frame->entry;
        if (frame->edge < edge_count(graph, entry)) {
            Entry *to = edge_at(graph, entry, frame->edge++)->to;
            if (graph->order[to->index] == 0)
                graph_enter(graph, to, frames);
            else if (graph->on_stack[to->index])
                graph->low[entry->index] = MIN(graph->low[entry->index], graph->order[to->index]);
            continue;
        }
        if (graph->low[entry->index] == graph->order[entry->index])
            graph_close(graph, entry);
        g_array_set_size(frames, frames->len - 1);
        if (frames->len > 0) {
            const Entry *parent = g_array_index(frames, CycleFrame, frames->len - 1).entry;
            graph->low[parent->index] = MIN(graph->low[parent->index], graph->low[entry->index]);
        }
    }
}

/* The edges of a shortest cycle through `start`, in order, within its component. */
static GPtrArray *shortest_cycle(const Graph *graph, const Entry *start)
{
    g_assert(start != NULL);
    const size_t count = graph->checker->kb->entry_count;
    const CycleEdge **came_by = g_new0(const CycleEdge *, count);
    const Entry **came_from = g_new0(const Entry *, count);
    g_autoptr(GPtrArray) queue = g_ptr_array_new();
    GPtrArray *cycle = g_ptr_array_new();
    g_ptr_array_add(queue, (gpointer)start);
    for (guint head = 0; head < queue->len && came_by[start->index] == NULL; head++) {
        const Entry *entry = queue->pdata[head];
        for (guint i = 0; i < edge_count(graph, entry); i++) {
            const CycleEdge *edge = edge_at(graph, entry, i);
            if (graph->component[edge->to->index] != graph->component[start->index] ||
                came_by[edge->to->index] != NULL)
                continue;
            came_by[edge->to->index] = edge;
            came_from[edge->to->index] = entry;
            g_ptr_array_add(queue, edge->to);
        }
    }
    const Entry *at = start;
    do {
        g_ptr_array_insert(cycle, 0, (gpointer)came_by[at->index]);
        at = came_from[at->index];
        g_assert(at != NULL); /* the search came back to where it began */
    } while (at != start);
    g_free(came_by);
    g_free(came_from);
    return cycle;
}

enum { NOTES_MAX = 8 };

static void report_cycle(const Graph *graph, const Entry *start)
{
    g_autoptr(GPtrArray) cycle = shortest_cycle(graph, start);
    g_autoptr(GString) path = g_string_new(start->id);
    for (guint i = 0; i < cycle->len; i++)
        g_string_append_printf(path, " -> %s", ((const CycleEdge *)cycle->pdata[i])->to->id);
    const CycleEdge *first = cycle->pdata[0];
    Diagnostic *d =
        diag_report(graph->checker->diags, DIAG_REF_CYCLE, first->claim->value.span,
                    "'%s' leads back to where it began: %s", graph->relation, path->str);
    const Entry *from = first->to;
    for (guint i = 1; i < cycle->len && i <= NOTES_MAX; i++) {
        const CycleEdge *edge = cycle->pdata[i];
        diag_note(d, edge->claim->value.span, "'%s' refers to '%s' here", from->id, edge->to->id);
        from = edge->to;
    }
}

static bool comes_first(const Entry *a, const Entry *b)
{
    const int order = strcmp(a->file->relative, b->file->relative);
    return order != 0 ? order < 0 : a->span.start < b->span.start;
}

/* The first entry, by file and line, of each component with a cycle. */
static void graph_report(const Graph *graph)
{
    const Kb *kb = graph->checker->kb;
    const Entry **first = g_new0(const Entry *, graph->components + 1);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry **best = &first[graph->component[i]];
        if (graph->component[i] > 0 && (*best == NULL || comes_first(kb->entries[i], *best)))
            *best = kb->entries[i];
    }
    for (size_t i = 1; i <= graph->components; i++)
        if (first[i] != NULL) /* always */
            report_cycle(graph, first[i]);
    g_free(first);
}

static void check_relation(Checker *checker, const char *relation)
{
    const size_t count = checker->kb->entry_count;
    Graph graph = {
        .checker = checker,
        .relation = relation,
        .edges = g_new0(GArray *, count),
        .order = g_new0(unsigned, count),
        .low = g_new0(unsigned, count),
        .on_stack = g_new0(bool, count),
        .stack = g_ptr_array_new(),
        .component = g_new0(size_t, count),
    };
    graph_fill(&graph);
    for (size_t i = 0; i < count; i++)
        if (graph.order[i] == 0 && graph.edges[i] != NULL)
            graph_search(&graph, checker->kb->entries[i]);
    graph_report(&graph);
    for (size_t i = 0; i < count; i++)
        g_clear_pointer(&graph.edges[i], g_array_unref);
    g_free(graph.edges);
    g_free(graph.order);
    g_free(graph.low);
    g_free(graph.on_stack);
    g_free(graph.component);
    g_ptr_array_unref(graph.stack);
}

/* Names of the slots that some class declares asymmetric or transitive, each once, in order. */
static GPtrArray *one_way_relations(const Schema *schema)
{
    GPtrArray *names = g_ptr_array_new();
    for (size_t i = 0; i < schema->class_count; i++)
        for (size_t k = 0; k < schema->classes[i]->slot_count; k++) {
            const Slot *slot = schema->classes[i]->slots[k];
            if ((slot->asymmetric || slot->transitive) && !slot->symmetric &&
                !g_ptr_array_find_with_equal_func(names, slot->name, g_str_equal, NULL))
                g_ptr_array_add(names, (gpointer)slot->name);
        }
    return names;
}

void check_cycles(Checker *checker)
{
    g_autoptr(GPtrArray) names = one_way_relations(checker->kb->schema);
    for (guint i = 0; i < names->len; i++)
        check_relation(checker, names->pdata[i]);
}

typedef struct SelfCheck {
    Checker *checker;
    const char *relation;
} SelfCheck;

static void check_self(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    const SelfCheck *check = user;
    if (claim->value.kind == VALUE_REFERENCE && claim->value.entry == entry &&
        !claim_is_inherited(claim))
        diag_report(check->checker->diags, DIAG_REF_SELF, claim->value.span,
                    "'%s' of '%s' is the entry itself", check->relation, entry->id);
}

void check_self_references(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        Entry *entry = checker->kb->entries[i];
        for (size_t k = 0; k < entry->object.slot_count; k++) {
            Claims *claims = &entry->object.slots[k];
            SelfCheck check = {checker, claims->slot->name};
            if (!claims->slot->irreflexive && !claims->slot->asymmetric)
                continue;
            for (size_t n = 0; n < claims->count; n++)
                claim_visit(entry, claims->slot, &claims->items[n], check_self, &check);
        }
    }
}
