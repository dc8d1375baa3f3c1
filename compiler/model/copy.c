#include "model/copy.h"

#include "base/parallel.h"

#include <string.h>

/* An entry at work. */
typedef struct Copier {
    Arena *arena;
    const Entry *from;
    const Entry *to;
} Copier;

static Citation *copy_array(const Copier *copier, const Citation *citations, size_t count)
{
    Citation *copy = arena_new0(copier->arena, Citation, count);
    if (count > 0)
        memcpy(copy, citations, count * sizeof *citations);
    return copy;
}

/* Claims share the citations of the claim around them or of the entry: so do their copies. */
static Citation *copy_citations(const Copier *copier, const Claim *from, const Claim *enclosing)
{
    if (enclosing != NULL && from->citations == from->enclosing->citations)
        return enclosing->citations;
    if (from->citations == copier->from->citations)
        return copier->to->citations;
    return copy_array(copier, from->citations, from->citation_count);
}

/* Objects nest as deep as their YAML: at most 64. */
static void copy_object(const Copier *copier, const Object *from, const Claim *enclosing,
                        Object *to);

static void copy_claim(const Copier *copier, const Claim *from, const Claim *enclosing, Claim *to)
{
    *to = *from;
    to->enclosing = enclosing;
    to->citations = copy_citations(copier, from, enclosing);
    if (from->value.kind != VALUE_OBJECT)
        return;
    to->value.object = arena_new0(copier->arena, Object, 1);
    copy_object(copier, from->value.object, to, to->value.object);
}

static void copy_object(const Copier *copier, const Object *from, const Claim *enclosing,
                        Object *to)
{
    *to = *from;
    to->slots = arena_new0(copier->arena, Claims, from->slot_count);
    for (size_t i = 0; i < from->slot_count; i++) {
        const Claims *claims = &from->slots[i];
        to->slots[i] = *claims;
        to->slots[i].items = arena_new0(copier->arena, Claim, claims->count);
        for (size_t k = 0; k < claims->count; k++)
            copy_claim(copier, &claims->items[k], enclosing, &to->slots[i].items[k]);
    }
}

static Entry *copy_entry(const Entry *from, Arena *arena)
{
    Entry *to = arena_new0(arena, Entry, 1);
    *to = *from;
    const Copier copier = {arena, from, to};
    to->citations = copy_array(&copier, from->citations, from->citation_count);
    copy_object(&copier, &from->object, NULL, &to->object);
    return to;
}

static Diagram *copy_diagram(const Diagram *from, Arena *arena)
{
    Diagram *to = arena_new0(arena, Diagram, 1);
    *to = *from;
    to->ids = arena_new0(arena, EntryName, from->id_count);
    if (from->id_count > 0)
        memcpy(to->ids, from->ids, from->id_count * sizeof *from->ids);
    return to;
}

/* All entries, on several threads. */
typedef struct EntryCopies {
    Entry *const *from;
    Entry **to;
    Arena **arenas; /* by worker */
} EntryCopies;

static void copy_turn(size_t index, unsigned worker, void *user)
{
    const EntryCopies *copies = user;
    copies->to[index] = copy_entry(copies->from[index], copies->arenas[worker]);
}

static void copy_entries(const Kb *decoded, Entry **to, unsigned workers, Arena *arena)
{
    g_autofree Arena **arenas = g_new(Arena *, workers);
    for (unsigned i = 0; i < workers; i++)
        arenas[i] = arena_new();
    parallel_for(decoded->entry_count, workers, copy_turn,
                 &(EntryCopies){decoded->entries, to, arenas});
    for (unsigned i = 0; i < workers; i++)
        arena_adopt(arena, arenas[i]);
}

Kb *kb_copy(const Kb *decoded, unsigned workers, Arena *arena)
{
    Kb *kb = arena_new0(arena, Kb, 1);
    *kb = *decoded;
    kb->entries_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    kb->former_ids = g_hash_table_new(g_str_hash, g_str_equal);
    kb->damaged_ids = g_hash_table_ref(decoded->damaged_ids);
    kb->entries = arena_new0(arena, Entry *, decoded->entry_count);
    copy_entries(decoded, kb->entries, workers, arena);
    kb->diagrams = arena_new0(arena, Diagram *, decoded->diagram_count);
    for (size_t i = 0; i < decoded->diagram_count; i++)
        kb->diagrams[i] = copy_diagram(decoded->diagrams[i], arena);
    return kb;
}
