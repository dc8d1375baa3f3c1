/*
 * Entries are taken maker by maker, or cluster by cluster if the diagram has some, or by the slot
 * that it names for that. A maker whose
 * entries fit into what is left of the part goes there as a whole; else its linked pieces do; a
 * piece that is too large for any part is cut where a walk around it, nearest first, has filled
 * one. A part counts all relations that touch its entries, so that those that lead out can be
 * drawn, too. Linear in entries and relations.
 */
#include "select/split.h"

#include "select/group.h"
#include "select/relation.h"
#include "words/claim_describe.h"

#include <string.h>

/* Less than a picture can hold: room is left for the parts that a part leads to, and layouts take
 * time out of proportion to what there is to lay out. */
enum {
    ENTRIES_MAX = 60,
    TOUCHED_MAX = 150, /* relations, but for ... */
    ENTRIES_FEW = 12,  /* ... so few entries, which may touch many: see DiagramExit */
    INNER_MAX = 200,   /* relations among them */
};

static const size_t NOWHERE = SIZE_MAX;

typedef struct SplitEdge {
    size_t from; /* indexes of nodes */
    size_t to;
    const Slot *slot;
    int64_t count;
} SplitEdge;

typedef struct Vertex {
    const Entry *entry;
    size_t maker;  /* index in makers */
    size_t *edges; /* that touch it; a loop once */
    size_t edge_count;
    size_t part;           /* NOWHERE: none yet */
    size_t seen;           /* the last walk that came here */
    size_t referrer;       /* while edges are collected: who referred here last, plus one, ... */
    const Slot *last_slot; /* ... and how */
} Vertex;

typedef struct Splitter {
    const Kb *kb;
    const Words *const *words; /* by language */
    Arena *arena;              /* for what stays */
    Arena *scratch;            /* for what does not */
    const Plate *whole;
    Vertex *vertices; /* maker by maker */
    size_t count;
    size_t *places;    /* of the kb's entries among the vertices */
    GArray *edges;     /* of SplitEdge */
    GPtrArray *makers; /* of const Claim: the first that names it; NULL: none said */
    size_t part;       /* being filled */
    size_t part_entries;
    size_t part_touched;
    size_t part_inner;
    size_t walk;
    GArray *queue; /* of size_t */
} Splitter;

/* --- the graph --- */

static const Claim *maker_of(const Splitter *splitter, const Entry *entry)
{
    const Diagram *diagram = splitter->whole->diagram;
    const char *slot = diagram->split_by != NULL  ? diagram->split_by
                       : diagram->cluster != NULL ? diagram->cluster
                                                  : known_slot_name(SLOT_MAKER);
    return group_claim(entry, slot);
}

static int compare_makers(const void *a, const void *b)
{
    const Vertex *one = a;
    const Vertex *other = b;
    if (one->maker != other->maker)
        return one->maker > other->maker ? 1 : -1;
    return (one->entry->index > other->entry->index) - (one->entry->index < other->entry->index);
}

/* Returns the number of the entry's maker, a new one for a new maker. */
static size_t number_maker(Splitter *splitter, GHashTable *known, const Entry *entry)
{
    const Claim *maker = maker_of(splitter, entry);
    void *index = NULL;
    if (!g_hash_table_lookup_extended(known, group_key(maker), NULL, &index)) {
        index = GSIZE_TO_POINTER(splitter->makers->len);
        g_hash_table_insert(known, (gpointer)group_key(maker), index);
        g_ptr_array_add(splitter->makers, (gpointer)maker);
    }
    return GPOINTER_TO_SIZE(index);
}

static void collect_vertices(Splitter *splitter)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < splitter->kb->entry_count; i++)
        splitter->places[i] = NOWHERE;
    for (size_t i = 0; i < splitter->whole->entry_count; i++) {
        const Entry *entry = splitter->whole->entries[i];
        splitter->vertices[splitter->count++] = (Vertex){
            .entry = entry, .maker = number_maker(splitter, known, entry), .part = NOWHERE};
    }
    if (splitter->count > 0)
        qsort(splitter->vertices, splitter->count, sizeof(Vertex), compare_makers);
    for (size_t i = 0; i < splitter->count; i++)
        splitter->places[splitter->vertices[i].entry->index] = i;
}

typedef struct SplitVisit {
    Splitter *splitter;
    size_t from;
} SplitVisit;

static void add_edge(const Entry *to, const Slot *slot, int64_t count, void *user)
{
    const SplitVisit *visit = user;
    Splitter *splitter = visit->splitter;
    const size_t place = splitter->places[to->index];
    if (place == NOWHERE)
        return;
    Vertex *target = &splitter->vertices[place];
    if (target->referrer == visit->from + 1 && target->last_slot == slot)
        return; /* another source says the same */
    target->referrer = visit->from + 1;
    target->last_slot = slot;
    const SplitEdge edge = {visit->from, place, slot, count};
    g_array_append_val(splitter->edges, edge);
}

static void touch(Splitter *splitter, size_t vertex, size_t edge)
{
    Vertex *touched = &splitter->vertices[vertex];
    if (touched->edges != NULL)
        touched->edges[touched->edge_count] = edge;
    touched->edge_count++;
}

static void touch_all(Splitter *splitter)
{
    for (guint i = 0; i < splitter->edges->len; i++) {
        const SplitEdge *edge = &g_array_index(splitter->edges, SplitEdge, i);
        touch(splitter, edge->from, i);
        if (edge->to != edge->from)
            touch(splitter, edge->to, i);
    }
}

static void collect_edges(Splitter *splitter)
{
    for (size_t i = 0; i < splitter->count; i++)
        relations_visit(splitter->vertices[i].entry, add_edge, &(SplitVisit){splitter, i});
    touch_all(splitter); /* counts */
    for (size_t i = 0; i < splitter->count; i++) {
        Vertex *vertex = &splitter->vertices[i];
        vertex->edges = arena_new0(splitter->scratch, size_t, vertex->edge_count + 1);
        vertex->edge_count = 0;
    }
    touch_all(splitter); /* fills */
}

static size_t other_end(const Splitter *splitter, size_t vertex, size_t i)
{
    const SplitEdge *edge =
        &g_array_index(splitter->edges, SplitEdge, splitter->vertices[vertex].edges[i]);
    return edge->from == vertex ? edge->to : edge->from;
}

/* --- parts --- */

static void close_part(Splitter *splitter)
{
    if (splitter->part_entries > 0)
        splitter->part++;
    splitter->part_entries = 0;
    splitter->part_touched = 0;
    splitter->part_inner = 0;
}

static bool has_room(const Splitter *splitter, size_t entries, size_t touched)
{
    const size_t all = splitter->part_entries + entries;
    return splitter->part_entries == 0 || all <= ENTRIES_FEW ||
           (all <= ENTRIES_MAX && splitter->part_touched + touched <= TOUCHED_MAX);
}

/* How many edges the vertex would bring into the part of the moment. */
static size_t new_edges(const Splitter *splitter, size_t vertex)
{
    size_t count = 0;
    for (size_t i = 0; i < splitter->vertices[vertex].edge_count; i++)
        count += splitter->vertices[other_end(splitter, vertex, i)].part != splitter->part;
    return count;
}

/* Goes to the vertices next to this one that are of its maker and in no part, once a walk. */
static void push_around(Splitter *splitter, size_t vertex)
{
    const Vertex *middle = &splitter->vertices[vertex];
    for (size_t i = 0; i < middle->edge_count; i++) {
        const size_t next = other_end(splitter, vertex, i);
        Vertex *neighbour = &splitter->vertices[next];
        if (neighbour->part != NOWHERE || neighbour->maker != middle->maker ||
            neighbour->seen == splitter->walk)
            continue;
        neighbour->seen = splitter->walk;
        g_array_append_val(splitter->queue, next);
    }
}

static void begin_walk(Splitter *splitter, size_t vertex)
{
    g_array_set_size(splitter->queue, 0);
    splitter->vertices[vertex].seen = ++splitter->walk;
    g_array_append_val(splitter->queue, vertex);
}

/* Does the linked piece around the vertex fit into what is left of the part, or else into none?
 * Does not look further than a part is large. */
static bool piece_may_stay(Splitter *splitter, size_t vertex)
{
    size_t touched = 0;
    begin_walk(splitter, vertex);
    for (guint i = 0; i < splitter->queue->len; i++) {
        const size_t at = g_array_index(splitter->queue, size_t, i);
        touched += splitter->vertices[at].edge_count;
        if (i >= ENTRIES_MAX || touched > TOUCHED_MAX)
            return true; /* it must be cut anyway */
        push_around(splitter, at);
    }
    return has_room(splitter, splitter->queue->len, touched);
}

/* Puts the piece around the vertex into parts, nearest first. */
static void place_piece(Splitter *splitter, size_t vertex)
{
    begin_walk(splitter, vertex);
    for (guint i = 0; i < splitter->queue->len; i++) {
        const size_t at = g_array_index(splitter->queue, size_t, i);
        const size_t degree = splitter->vertices[at].edge_count;
        const size_t inner = degree - new_edges(splitter, at);
        if (!has_room(splitter, 1, degree - inner) || splitter->part_inner + inner > INNER_MAX) {
            close_part(splitter);
            begin_walk(splitter, at);
            i = 0;
        }
        const size_t outer = new_edges(splitter, at); /* of the part that it is now */
        splitter->vertices[at].part = splitter->part;
        splitter->part_entries++;
        splitter->part_touched += outer;
        splitter->part_inner += degree - outer;
        push_around(splitter, at);
    }
}

/* Returns the vertex behind the last of the maker's. */
static size_t maker_end(const Splitter *splitter, size_t start, size_t *touched)
{
    size_t end = start;
    *touched = 0;
    for (;
         end < splitter->count && splitter->vertices[end].maker == splitter->vertices[start].maker;
         end++)
        *touched += splitter->vertices[end].edge_count;
    return end;
}

static void place_all(Splitter *splitter)
{
    for (size_t start = 0, end; start < splitter->count; start = end) {
        size_t touched;
        end = maker_end(splitter, start, &touched);
        if (!has_room(splitter, end - start, touched))
            close_part(splitter);
        for (size_t i = start; i < end; i++) {
            if (splitter->vertices[i].part != NOWHERE)
                continue;
            if (!piece_may_stay(splitter, i))
                close_part(splitter);
            place_piece(splitter, i);
        }
    }
    close_part(splitter);
}

/* --- parts become plates --- */

static const char *maker_name(const Splitter *splitter, size_t maker, size_t language)
{
    const Claim *claim = splitter->makers->pdata[maker];
    const Words *words = splitter->words[language];
    return claim != NULL ? claim_describe(splitter->arena, claim, language, words)
                         : words_get(words, "picture.other_lane");
}

/* "Lineage: Acme – Zenith (2/7)" */
static const Localised *part_title(const Splitter *splitter, size_t part, size_t first, size_t last)
{
    Arena *arena = splitter->arena;
    Localised *title = arena_new0(arena, Localised, 1);
    const char *number = arena_printf(arena, "%zu/%zu", part + 1, splitter->part);
    for (size_t i = 0; i < splitter->kb->language_count; i++) {
        const Words *words = splitter->words[i];
        g_autoptr(GString) text = g_string_new(localised_get(splitter->whole->title, i));
        g_string_append(text, words_get(words, "title.colon"));
        g_string_append(text, maker_name(splitter, first, i));
        if (last != first)
            g_string_append_printf(text, " – %s", maker_name(splitter, last, i));
        g_string_append(text, words_fill(words, "title.bracketed", number, arena));
        title->texts[i] = arena_strdup(arena, text->str);
    }
    return title;
}

static Plate *new_part(const Splitter *splitter, size_t part)
{
    Plate *plate = arena_new0(splitter->arena, Plate, 1);
    *plate = (Plate){
        .diagram = splitter->whole->diagram,
        /* No file's name has a dot, so this is nobody else's. */
        .name = arena_printf(splitter->arena, "%s.%zu", splitter->whole->name, part + 1),
        .whole = splitter->whole,
        .colors = splitter->whole->colors,
        .color_count = splitter->whole->color_count,
    };
    return plate;
}

static void fill_members(const Splitter *splitter, Plate **parts)
{
    const size_t count = splitter->part;
    size_t *sizes = arena_new0(splitter->scratch, size_t, count);
    size_t *first = arena_new0(splitter->scratch, size_t, count);
    size_t *last = arena_new0(splitter->scratch, size_t, count);
    for (size_t i = 0; i < splitter->count; i++) {
        const Vertex *vertex = &splitter->vertices[i];
        if (sizes[vertex->part]++ == 0)
            first[vertex->part] = vertex->maker;
        last[vertex->part] = vertex->maker;
    }
    for (size_t i = 0; i < count; i++) {
        parts[i]->entries = arena_new0(splitter->arena, const Entry *, sizes[i]);
        parts[i]->title = part_title(splitter, i, first[i], last[i]);
    }
    for (size_t i = 0; i < splitter->whole->entry_count; i++) {
        const Entry *entry = splitter->whole->entries[i];
        Plate *part = parts[splitter->vertices[splitter->places[entry->index]].part];
        part->entries[part->entry_count++] = entry;
    }
}

static void add_exit(const Splitter *splitter, Plate **parts, const SplitEdge *edge, size_t inside,
                     size_t outside)
{
    const Vertex *member = &splitter->vertices[inside];
    const Vertex *beyond = &splitter->vertices[outside];
    Plate *part = parts[member->part];
    part->exits[part->exit_count++] = (PlateExit){
        .from = splitter->vertices[edge->from].entry,
        .to = splitter->vertices[edge->to].entry,
        .slot = edge->slot,
        .count = edge->count,
        .member = member->entry,
        .part = parts[beyond->part],
    };
}

static void fill_exits(const Splitter *splitter, Plate **parts)
{
    size_t *sizes = arena_new0(splitter->scratch, size_t, splitter->part);
    for (int filling = 0; filling < 2; filling++) {
        for (guint i = 0; i < splitter->edges->len; i++) {
            const SplitEdge *edge = &g_array_index(splitter->edges, SplitEdge, i);
            const size_t from = splitter->vertices[edge->from].part;
            const size_t to = splitter->vertices[edge->to].part;
            if (from == to)
                continue;
            if (filling) {
                add_exit(splitter, parts, edge, edge->from, edge->to);
                add_exit(splitter, parts, edge, edge->to, edge->from);
            }
            sizes[from]++;
            sizes[to]++;
        }
        for (size_t i = 0; i < splitter->part && !filling; i++)
            parts[i]->exits = arena_new0(splitter->arena, PlateExit, sizes[i] + 1);
    }
}

static void report(const Splitter *splitter, Diagnostics *diags)
{
    const Plate *whole = splitter->whole;
    Diagnostic *d = diag_report(
        diags, DIAG_LAYOUT_TOO_LARGE, whole->diagram->span,
        "diagram '%s' has %zu entries and %u relations, more than one picture shows (%d and %d): "
        "it is drawn in %zu parts",
        whole->name, splitter->count, splitter->edges->len, PICTURE_NODES_MAX, PICTURE_EDGES_MAX,
        splitter->part);
    diag_hint(d, "for one picture, select less");
}

static bool is_too_large(const Splitter *splitter)
{
    return splitter->count > PICTURE_NODES_MAX || splitter->edges->len > PICTURE_EDGES_MAX;
}

static void split(Splitter *splitter, Plate *whole, Diagnostics *diags)
{
    collect_vertices(splitter);
    collect_edges(splitter);
    if (!is_too_large(splitter))
        return;
    place_all(splitter);
    whole->part_count = splitter->part;
    whole->parts = arena_new0(splitter->arena, Plate *, splitter->part);
    for (size_t i = 0; i < splitter->part; i++)
        whole->parts[i] = new_part(splitter, i);
    fill_members(splitter, whole->parts);
    fill_exits(splitter, whole->parts);
    report(splitter, diags);
}

void plate_split(const Kb *kb, const Words *const *words, Plate *whole, Arena *arena,
                 Diagnostics *diags)
{
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(SplitEdge));
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GPtrArray) makers = g_ptr_array_new();
    g_autoptr(Arena) scratch = arena_new();
    Splitter splitter = {
        .kb = kb,
        .words = words,
        .arena = arena,
        .scratch = scratch,
        .whole = whole,
        .vertices = arena_new0(scratch, Vertex, whole->entry_count),
        .places = arena_new0(scratch, size_t, kb->entry_count),
        .edges = edges,
        .makers = makers,
        .queue = queue,
    };
    split(&splitter, whole, diags);
}
