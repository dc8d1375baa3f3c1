#include "find/amounts.h"

#include "model/walk.h"

#include <string.h>

typedef struct AmountFinder {
    GHashTable *figures; /* Claim -> its Figure */
    GArray *found;       /* of FigureAmount */
} AmountFinder;

static void look_at_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    AmountFinder *finder = user;
    if (slot->known != SLOT_AMOUNT)
        return;
    const Figure *figure = g_hash_table_lookup(finder->figures, claim);
    if (figure == NULL)
        return;
    const Claim *around = claim->enclosing;
    const FigureAmount amount = {figure, claim, entry,
                                 around != NULL ? around->value.object : &entry->object};
    g_array_append_val(finder->found, amount);
}

FigureAmounts figure_amounts_find(const Kb *kb, Arena *arena)
{
    g_autoptr(GHashTable) figures = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(FigureAmount));
    for (size_t i = 0; i < kb->figure_count; i++)
        for (size_t k = 0; k < kb->figures[i]->amount_count; k++)
            g_hash_table_insert(figures, (gpointer)kb->figures[i]->amounts[k], kb->figures[i]);
    AmountFinder finder = {figures, found};
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], look_at_claim, &finder);
    const FigureAmounts amounts = {arena_new0(arena, FigureAmount, found->len), found->len};
    if (found->len > 0)
        memcpy(amounts.items, found->data, found->len * sizeof(FigureAmount));
    return amounts;
}
