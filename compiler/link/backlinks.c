#include "link/linker.h"

#include "model/walk.h"

#include <string.h>

/* What is found while all claims are looked at once. */
typedef struct BacklinkCollector {
    GArray **backlinks;   /* of Backlink, by entry; NULL: none yet */
    GPtrArray **cited_by; /* of Entry, by entry; NULL: none yet */
    const Slot *slot;     /* at the top of the entry */
} BacklinkCollector;

static bool is_in_force(const Claim *claim)
{
    while (claim != NULL && claim_is_in_force(claim))
        claim = claim->enclosing;
    return claim == NULL;
}

static const Claim *outermost(const Claim *claim)
{
    while (claim->enclosing != NULL)
        claim = claim->enclosing;
    return claim;
}

static void add_backlink(BacklinkCollector *collector, Entry *from, const Claim *claim)
{
    const Entry *to = claim->value.entry;
    GArray **list = &collector->backlinks[to->index];
    if (*list == NULL)
        *list = g_array_new(FALSE, FALSE, sizeof(Backlink));
    const Backlink backlink = {from, collector->slot, claim};
    /* One claim may name an entry twice (in several of its slots). */
    if ((*list)->len > 0 &&
        outermost(g_array_index(*list, Backlink, (*list)->len - 1).claim) == outermost(claim))
        return;
    g_array_append_val(*list, backlink);
}

static void add_citation(BacklinkCollector *collector, Entry *from, const Entry *source)
{
    GPtrArray **list = &collector->cited_by[source->index];
    if (*list == NULL)
        *list = g_ptr_array_new();
    /* Entries come one after the other: a repeated one is the last. */
    if ((*list)->len == 0 || (*list)->pdata[(*list)->len - 1] != from)
        g_ptr_array_add(*list, from);
}

static void collect_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    BacklinkCollector *collector = user;
    if (claim->value.kind == VALUE_REFERENCE && claim->value.entry != NULL && is_in_force(claim))
        add_backlink(collector, entry, claim);
    for (size_t i = 0; i < claim->citation_count; i++)
        if (claim->citations[i].source != NULL)
            add_citation(collector, entry, claim->citations[i].source);
    const Withdrawal *withdrawal = claim_details(claim)->withdrawal;
    if (withdrawal != NULL && withdrawal->by->source != NULL)
        add_citation(collector, entry, withdrawal->by->source);
}

static void collect_entry(BacklinkCollector *collector, Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        Claims *claims = &entry->object.slots[i];
        collector->slot = claims->slot;
        for (size_t k = 0; k < claims->count; k++)
            claim_visit(entry, claims->slot, &claims->items[k], collect_claim, collector);
    }
    for (size_t i = 0; i < entry->citation_count; i++)
        if (entry->citations[i].source != NULL)
            add_citation(collector, entry, entry->citations[i].source);
}

static int compare_backlinks(gconstpointer left, gconstpointer right, gpointer kb)
{
    const Backlink *a = left;
    const Backlink *b = right;
    if (a->slot->rank != b->slot->rank)
        return a->slot->rank < b->slot->rank ? -1 : 1;
    const int order = strcmp(a->slot->name, b->slot->name);
    if (order != 0)
        return order;
    return kb_compare_names(kb, a->from, b->from, 0);
}

static void store(const Kb *kb, Entry *entry, GArray *backlinks, GPtrArray *cited_by, Arena *arena)
{
    if (backlinks != NULL) {
        g_array_sort_with_data(backlinks, compare_backlinks, (gpointer)kb);
        entry->backlink_count = backlinks->len;
        entry->backlinks = arena_new0(arena, Backlink, backlinks->len);
        memcpy(entry->backlinks, backlinks->data, backlinks->len * sizeof(Backlink));
        g_array_unref(backlinks);
    }
    if (cited_by != NULL) {
        entry->cited_by_count = cited_by->len;
        entry->cited_by = arena_new0(arena, Entry *, cited_by->len);
        memcpy(entry->cited_by, cited_by->pdata, cited_by->len * sizeof(Entry *));
        kb_sort_by_name(kb, (const Entry **)entry->cited_by, cited_by->len, 0);
        g_ptr_array_unref(cited_by);
    }
}

void link_backlinks(Kb *kb, Arena *arena)
{
    BacklinkCollector collector = {
        .backlinks = g_new0(GArray *, kb->entry_count),
        .cited_by = g_new0(GPtrArray *, kb->entry_count),
    };
    for (size_t i = 0; i < kb->entry_count; i++)
        collect_entry(&collector, kb->entries[i]);
    for (size_t i = 0; i < kb->entry_count; i++)
        store(kb, kb->entries[i], collector.backlinks[i], collector.cited_by[i], arena);
    g_free(collector.backlinks);
    g_free(collector.cited_by);
}
