#include "select/reach.h"

#include "select/relation.h"

/* How far out entries are, by their index: selected ones 1, 0 are those not reached. */
typedef struct Reach {
    unsigned *distances;
    unsigned distance; /* of those from which relations are followed now */
    const Entry *from;
    size_t count; /* of entries reached */
} Reach;

static void follow(Reach *reach, const Entry *from, const Entry *to)
{
    if (reach->distances[from->index] != reach->distance || reach->distances[to->index] != 0)
        return;
    reach->distances[to->index] = reach->distance + 1;
    reach->count++;
}

static void follow_both_ways(const Entry *to, const Slot *slot, int64_t count, void *user)
{
    (void)slot, (void)count;
    Reach *reach = user;
    if (to->draft)
        return;
    follow(reach, reach->from, to);
    follow(reach, to, reach->from);
}

/* One step further. Returns whether that led to anything new. */
static bool go_on(Reach *reach, const Kb *kb)
{
    const size_t before = reach->count;
    for (size_t i = 0; i < kb->entry_count; i++) {
        reach->from = kb->entries[i];
        if (!reach->from->draft)
            relations_visit(reach->from, follow_both_ways, reach);
    }
    return reach->count > before;
}

static void select_reached(const Kb *kb, const Reach *reach, Diagram *diagram, Arena *arena)
{
    diagram->class_count = 0; /* what is near may be of any class */
    diagram->where_count = 0;
    diagram->has_ids = true;
    diagram->id_count = 0;
    diagram->ids = arena_new0(arena, EntryName, reach->count + 1);
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        if (reach->distances[entry->index] != 0)
            diagram->ids[diagram->id_count++] =
                (EntryName){.id = entry->id, .entry = entry, .span = diagram->span};
    }
    diagram_sort_ids(diagram);
}

static void reach_out(const Kb *kb, Diagram *diagram, Arena *arena)
{
    Reach reach = {.distances = g_new0(unsigned, kb->entry_count + 1)};
    for (size_t i = 0; i < kb->entry_count; i++)
        if (diagram_selects(diagram, kb->entries[i])) {
            reach.distances[kb->entries[i]->index] = 1;
            reach.count++;
        }
    for (reach.distance = 1; reach.distance <= diagram->depth; reach.distance++)
        if (!go_on(&reach, kb))
            break;
    select_reached(kb, &reach, diagram, arena);
    g_free(reach.distances);
}

void diagrams_reach(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (kb->diagrams[i]->depth > 0)
            reach_out(kb, kb->diagrams[i], arena);
}
