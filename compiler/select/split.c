/*
 * Entries are taken group by group if the diagram names a slot for that or has boxes, else they are
 * one group. A group whose entries fit into what is left of the part goes there as a whole; else
 * its pieces do (families.h): large ones have a part each, small ones share some with others of
 * their kind. A part counts all relations that touch its entries, so that those that lead out can
 * be drawn, too. Linear in entries and relations.
 */
#include "select/split.h"

#include "select/families.h"
#include "words/claim_describe.h"
#include "words/number_words.h"

#include <string.h>

/* What a part has of a piece. */
typedef struct SplitRun {
    size_t part;
    const SplitPiece *piece;
    size_t root; /* the member that most others are built on */
    size_t size;
} SplitRun;

typedef struct Splitter {
    const Kb *kb;
    const Words *const *words; /* by language */
    Arena *arena;              /* for what stays */
    Arena *scratch;            /* for what does not */
    const Plate *whole;
    const SplitGraph *graph;
    const SplitPieces *pieces;
    size_t *runs; /* of each vertex, the index of its run; SPLIT_NOWHERE: none yet */
    GArray *all;  /* of SplitRun, part by part */
    size_t part;  /* being filled */
    size_t part_entries;
    size_t part_touched;
    size_t part_inner;
} Splitter;

static SplitRun *run_at(const Splitter *splitter, size_t index)
{
    return &g_array_index(splitter->all, SplitRun, index);
}

static size_t part_of(const Splitter *splitter, size_t vertex)
{
    const size_t run = splitter->runs[vertex];
    return run != SPLIT_NOWHERE ? run_at(splitter, run)->part : SPLIT_NOWHERE;
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
    return splitter->part_entries == 0 || all <= PART_ENTRIES_FEW ||
           (all <= PART_ENTRIES_MAX && splitter->part_touched + touched <= PART_TOUCHED_MAX);
}

/* How many edges the vertex would bring into the part of the moment. */
static size_t new_edges(const Splitter *splitter, size_t vertex)
{
    size_t count = 0;
    for (size_t i = 0; i < splitter->graph->vertices[vertex].edge_count; i++)
        count +=
            part_of(splitter, split_graph_other_end(splitter->graph, vertex, i)) != splitter->part;
    return count;
}

/* The run that the vertex of the piece goes to, which may be a new one. */
static size_t find_run(Splitter *splitter, const SplitPiece *piece, size_t vertex)
{
    const guint count = splitter->all->len;
    if (count > 0 && run_at(splitter, count - 1)->part == splitter->part &&
        run_at(splitter, count - 1)->piece == piece)
        return count - 1;
    const SplitRun run = {splitter->part, piece, vertex, 0};
    g_array_append_val(splitter->all, run);
    return count;
}

static void place(Splitter *splitter, const SplitPiece *piece, size_t vertex)
{
    const size_t degree = splitter->graph->vertices[vertex].edge_count;
    size_t outer = new_edges(splitter, vertex);
    if (!piece->is_whole &&
        (!has_room(splitter, 1, outer) || splitter->part_inner + degree - outer > PART_INNER_MAX)) {
        close_part(splitter);
        outer = new_edges(splitter, vertex); /* of the part that it is now */
    }
    splitter->runs[vertex] = find_run(splitter, piece, vertex);
    run_at(splitter, splitter->runs[vertex])->size++;
    splitter->part_entries++;
    splitter->part_touched += outer;
    splitter->part_inner += degree - outer;
}

/* Do two small pieces stand in one part, one after the other? */
static bool may_share(const SplitPiece *one, const SplitPiece *other)
{
    return !one->is_large && !other->is_large && one->group == other->group &&
           one->nature == other->nature &&
           (one->nature != PIECE_BRANCH || one->family == other->family);
}

static void place_piece(Splitter *splitter, const SplitPiece *piece, bool by_itself)
{
    const SplitRun *last = splitter->all->len > 0 ? run_at(splitter, splitter->all->len - 1) : NULL;
    if (by_itself && ((last != NULL && !may_share(last->piece, piece)) ||
                      !has_room(splitter, piece->member_count, piece->touched)))
        close_part(splitter);
    for (size_t i = 0; i < piece->member_count; i++)
        place(splitter, piece, piece->members[i]);
}

static const SplitPiece *piece_at(const Splitter *splitter, size_t index)
{
    return &g_array_index(splitter->pieces->items, SplitPiece, index);
}

/* Returns the piece behind the last of the group's. */
static size_t group_end(const Splitter *splitter, size_t start, size_t *entries, size_t *touched)
{
    size_t end = start;
    *entries = *touched = 0;
    for (; end < splitter->pieces->items->len &&
           piece_at(splitter, end)->group == piece_at(splitter, start)->group;
         end++) {
        *entries += piece_at(splitter, end)->member_count;
        *touched += piece_at(splitter, end)->touched;
    }
    return end;
}

static void place_all(Splitter *splitter)
{
    bool is_open = false; /* may the part take another group? Never to a piece of one. */
    for (size_t start = 0, end; start < splitter->pieces->items->len; start = end) {
        size_t entries;
        size_t touched;
        end = group_end(splitter, start, &entries, &touched);
        if (!is_open || !has_room(splitter, entries, touched))
            close_part(splitter);
        is_open = splitter->graph->slot != NULL &&
                  (entries <= PART_ENTRIES_FEW ||
                   (entries <= PART_ENTRIES_MAX && touched <= PART_TOUCHED_MAX));
        for (size_t i = start; i < end; i++)
            place_piece(splitter, piece_at(splitter, i), !is_open);
    }
    close_part(splitter);
}

/* --- what parts are called --- */

static void find_roots(const Splitter *splitter)
{
    const size_t *weights =
        split_pieces_weigh(splitter->pieces, splitter->graph, splitter->runs, splitter->scratch);
    for (size_t i = 0; i < splitter->graph->count; i++) {
        SplitRun *run = run_at(splitter, splitter->runs[i]);
        if (weights[i] > weights[run->root] || (i < run->root && weights[i] == weights[run->root]))
            run->root = i;
    }
}

/* The runs of a part. */
typedef struct PartRuns {
    size_t first;
    size_t last;
    size_t size; /* entries of all */
} PartRuns;

static const char *group_name(const Splitter *splitter, size_t group, size_t language)
{
    const Claim *claim = splitter->graph->groups->pdata[group];
    const Words *words = splitter->words[language];
    return claim != NULL ? claim_describe(splitter->arena, claim, language, words)
                         : words_get(words, "picture.other_lane");
}

static const char *root_name(const Splitter *splitter, const SplitRun *run, size_t language)
{
    return localised_get(splitter->graph->vertices[run->root].entry->label, language);
}

static void append_range(GString *text, const char *first, const char *last)
{
    g_string_append(text, first);
    if (strcmp(first, last) != 0)
        g_string_append_printf(text, " – %s", last);
}

/* "Debian, 221" or "Absolute – Zenwalk, 45" */
static void append_family(const Splitter *splitter, const PartRuns *runs, size_t language,
                          GString *text)
{
    const Words *words = splitter->words[language];
    g_autoptr(GString) name = g_string_new(NULL);
    append_range(name, root_name(splitter, run_at(splitter, runs->first), language),
                 root_name(splitter, run_at(splitter, runs->last), language));
    g_string_append(text, words_fill_two(words, "picture.family_size", name->str,
                                         number_of(splitter->scratch, words, runs->size),
                                         splitter->scratch));
}

/* Does the part have all of its groups? */
static bool has_whole_groups(const Splitter *splitter, const PartRuns *runs)
{
    const size_t first = run_at(splitter, runs->first)->piece->group;
    const size_t last = run_at(splitter, runs->last)->piece->group;
    const size_t before =
        runs->first > 0 ? run_at(splitter, runs->first - 1)->piece->group : SPLIT_NOWHERE;
    const size_t after = runs->last + 1 < splitter->all->len
                             ? run_at(splitter, runs->last + 1)->piece->group
                             : SPLIT_NOWHERE;
    return splitter->graph->slot != NULL && before != first && after != last;
}

/* "Acme – Zenith", "Debian, 221" or "Acme: Debian, 221" */
static void append_name(const Splitter *splitter, const PartRuns *runs, size_t language,
                        GString *text)
{
    const size_t first = run_at(splitter, runs->first)->piece->group;
    const size_t last = run_at(splitter, runs->last)->piece->group;
    if (splitter->graph->slot != NULL)
        append_range(text, group_name(splitter, first, language),
                     group_name(splitter, last, language));
    if (has_whole_groups(splitter, runs))
        return;
    if (splitter->graph->slot != NULL)
        g_string_append(text, words_get(splitter->words[language], "title.colon"));
    append_family(splitter, runs, language, text);
}

/* "Lineage: Debian, 221"; with the part's number if another one is called the same. */
static const Localised *part_title(const Splitter *splitter, size_t part, const PartRuns *runs,
                                   GHashTable *taken)
{
    Arena *arena = splitter->arena;
    Localised *title = arena_new0(arena, Localised, 1);
    const char *number = arena_printf(arena, "%zu/%zu", part + 1, splitter->part);
    for (size_t i = 0; i < splitter->kb->language_count; i++) {
        const Words *words = splitter->words[i];
        g_autoptr(GString) text = g_string_new(localised_get(splitter->whole->title, i));
        g_string_append(text, words_get(words, "title.colon"));
        append_name(splitter, runs, i, text);
        char *key = arena_printf(splitter->scratch, "%zu\n%s", i, text->str);
        if (!g_hash_table_add(taken, key))
            g_string_append(text, words_fill(words, "title.bracketed", number, arena));
        title->texts[i] = arena_strdup(arena, text->str);
    }
    return title;
}

/* --- parts become plates --- */

/* "Family", "Branch of Debian" */
static const char *nature_text(const Splitter *splitter, const PartRuns *runs, size_t language)
{
    const SplitRun *first = run_at(splitter, runs->first);
    const Words *words = splitter->words[language];
    const bool is_one = runs->first == runs->last;
    if (first->piece->nature == PIECE_LONER)
        return words_get(words, "picture.unrelated");
    if (first->piece->nature == PIECE_FAMILY)
        return words_get(words, is_one ? "picture.family" : "picture.families");
    const SplitRun *stem = run_at(splitter, splitter->runs[first->piece->stem]);
    return words_fill(words, is_one ? "picture.branch" : "picture.branches",
                      root_name(splitter, stem, language), splitter->arena);
}

/* What a part is, if its name says how large it is. */
static const Localised *part_nature(const Splitter *splitter, const PartRuns *runs)
{
    if (has_whole_groups(splitter, runs))
        return NULL;
    Localised *nature = arena_new0(splitter->arena, Localised, 1);
    for (size_t i = 0; i < splitter->kb->language_count; i++)
        nature->texts[i] = nature_text(splitter, runs, i);
    return nature;
}

static PartRuns find_runs(const Splitter *splitter, size_t first)
{
    PartRuns runs = {first, first, 0};
    const size_t part = run_at(splitter, first)->part;
    for (size_t i = first; i < splitter->all->len && run_at(splitter, i)->part == part; i++) {
        runs.last = i;
        runs.size += run_at(splitter, i)->size;
    }
    return runs;
}

/* --- parts become plates --- */

static Plate *new_part(const Splitter *splitter, size_t part, const PartRuns *runs,
                       GHashTable *taken)
{
    Plate *plate = arena_new0(splitter->arena, Plate, 1);
    *plate = (Plate){
        .diagram = splitter->whole->diagram,
        /* No file's name has a dot, so this is nobody else's. */
        .name = arena_printf(splitter->arena, "%s.%zu", splitter->whole->name, part + 1),
        .title = part_title(splitter, part, runs, taken),
        .nature = part_nature(splitter, runs),
        .entries = arena_new0(splitter->arena, const Entry *, runs->size),
        .whole = splitter->whole,
        .colors = splitter->whole->colors,
        .color_count = splitter->whole->color_count,
    };
    return plate;
}

static void make_parts(const Splitter *splitter, Plate **parts)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t part = 0, run = 0; part < splitter->part; part++) {
        const PartRuns runs = find_runs(splitter, run);
        parts[part] = new_part(splitter, part, &runs, taken);
        run = runs.last + 1;
    }
}

static void fill_members(const Splitter *splitter, Plate **parts)
{
    for (size_t i = 0; i < splitter->whole->entry_count; i++) {
        const Entry *entry = splitter->whole->entries[i];
        Plate *part = parts[part_of(splitter, splitter->graph->places[entry->index])];
        part->entries[part->entry_count++] = entry;
    }
}

static void add_exit(const Splitter *splitter, Plate **parts, const SplitEdge *edge, size_t inside,
                     size_t outside)
{
    const SplitVertex *vertices = splitter->graph->vertices;
    Plate *part = parts[part_of(splitter, inside)];
    part->exits[part->exit_count++] = (PlateExit){
        .from = vertices[edge->from].entry,
        .to = vertices[edge->to].entry,
        .slot = edge->slot,
        .count = edge->count,
        .claim = edge->claim,
        .member = vertices[inside].entry,
        .part = parts[part_of(splitter, outside)],
    };
}

static void fill_exits(const Splitter *splitter, Plate **parts)
{
    size_t *sizes = arena_new0(splitter->scratch, size_t, splitter->part);
    for (int filling = 0; filling < 2; filling++) {
        for (guint i = 0; i < splitter->graph->edges->len; i++) {
            const SplitEdge *edge = split_graph_edge(splitter->graph, i);
            const size_t from = part_of(splitter, edge->from);
            const size_t to = part_of(splitter, edge->to);
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
        whole->name, splitter->graph->count, splitter->graph->edges->len, PICTURE_NODES_MAX,
        PICTURE_EDGES_MAX, splitter->part);
    diag_hint(d, "for one picture, select less");
}

static void split(Splitter *splitter, Plate *whole, Diagnostics *diags)
{
    for (size_t i = 0; i < splitter->graph->count; i++)
        splitter->runs[i] = SPLIT_NOWHERE;
    place_all(splitter);
    find_roots(splitter);
    whole->part_count = splitter->part;
    whole->parts = arena_new0(splitter->arena, Plate *, splitter->part);
    make_parts(splitter, whole->parts);
    fill_members(splitter, whole->parts);
    fill_exits(splitter, whole->parts);
    report(splitter, diags);
}

static bool is_too_large(const SplitGraph *graph)
{
    return graph->count > PICTURE_NODES_MAX || graph->edges->len > PICTURE_EDGES_MAX;
}

void plate_split(const Kb *kb, const Words *const *words, Plate *whole, Arena *arena,
                 Diagnostics *diags)
{
    const Diagram *diagram = whole->diagram;
    g_autoptr(Arena) scratch = arena_new();
    g_auto(SplitGraph) graph = {0};
    split_graph_init(&graph, kb, whole,
                     diagram->split_by != NULL ? diagram->split_by : diagram->cluster, scratch);
    if (!is_too_large(&graph))
        return;
    g_auto(SplitPieces) pieces = {0};
    split_pieces_init(&pieces, &graph, scratch);
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(SplitRun));
    Splitter splitter = {
        .kb = kb,
        .words = words,
        .arena = arena,
        .scratch = scratch,
        .whole = whole,
        .graph = &graph,
        .pieces = &pieces,
        .runs = arena_new0(scratch, size_t, graph.count),
        .all = runs,
    };
    split(&splitter, whole, diags);
}
