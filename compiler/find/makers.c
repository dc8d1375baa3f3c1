#include "find/makers.h"

#include <stdlib.h>
#include <string.h>

/* The maker at work. */
typedef struct MakerDraft {
    GPtrArray *makes;  /* of const Entry */
    size_t *taken_for; /* by entry's index: for which maker it was taken last, counted from 1 */
    size_t number;
} MakerDraft;

static void take(MakerDraft *draft, const Entry *entry)
{
    if (entry->draft || draft->taken_for[entry->index] == draft->number)
        return;
    draft->taken_for[entry->index] = draft->number;
    g_ptr_array_add(draft->makes, (gpointer)entry);
}

/* From what a variant has of its base no backlink leads. */
static void take_products(MakerDraft *draft, const Entry *entry)
{
    for (size_t i = 0; i < entry->backlink_count; i++) {
        const Backlink *link = &entry->backlinks[i];
        if (link->slot->known != SLOT_MAKER)
            continue;
        take(draft, link->from);
        for (size_t k = 0; k < link->from->variant_count; k++)
            take(draft, link->from->variants[k]);
    }
}

static Maker finish(const MakerDraft *draft, const Entry *entry, Arena *arena)
{
    const size_t count = draft->makes->len;
    Maker maker = {entry, arena_new0(arena, const Entry *, count), count};
    memcpy(maker.makes, draft->makes->pdata, count * sizeof *maker.makes);
    return maker;
}

Makers makers_find(const Kb *kb, Arena *arena)
{
    Makers makers = {.items = arena_new0(arena, Maker, kb->entry_count)};
    g_autoptr(GPtrArray) makes = g_ptr_array_new();
    size_t *taken_for = arena_new0(arena, size_t, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        MakerDraft draft = {makes, taken_for, i + 1};
        if (entry->draft)
            continue;
        g_ptr_array_set_size(makes, 0);
        take(&draft, entry);
        take_products(&draft, entry);
        if (makes->len > 1)
            makers.items[makers.count++] = finish(&draft, entry, arena);
    }
    return makers;
}

static int compare_index(const void *index, const void *maker)
{
    const size_t a = *(const size_t *)index;
    const size_t b = ((const Maker *)maker)->entry->index;
    return a < b ? -1 : a > b;
}

const Maker *makers_get(const Makers *makers, const Entry *entry)
{
    return makers->count > 0
               ? bsearch(&entry->index, makers->items, makers->count, sizeof(Maker), compare_index)
               : NULL;
}
