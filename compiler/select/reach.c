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

static void follow_both_ways(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                             void *user)
{
    (void)slot, (void)count, (void)claim;
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

static void show_reached(const Kb *kb, const Reach *reach, Plate *plate, Arena *arena)
{
    g_autoptr(GPtrArray) reached = g_ptr_array_new();
    for (size_t i = 0; i < kb->entry_count; i++)
        if (reach->distances[i] != 0)
            g_ptr_array_add(reached, kb->entries[i]);
    plate_set_entries(plate, reached, arena);
}

void plate_reach_out(const Kb *kb, Plate *plate, Arena *arena)
{
    Reach reach = {.distances = g_new0(unsigned, kb->entry_count + 1), .count = plate->entry_count};
    for (size_t i = 0; i < plate->entry_count; i++)
        reach.distances[plate->entries[i]->index] = 1;
    for (reach.distance = 1; reach.distance <= plate->diagram->depth; reach.distance++)
        if (!go_on(&reach, kb))
            break;
    show_reached(kb, &reach, plate, arena);
    g_free(reach.distances);
}
