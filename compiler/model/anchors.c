#include "model/anchors.h"

#include "value/prose.h"

#include <string.h>

enum { SOURCES_MAX = 99, REMARKS_MAX = 26 }; /* whose names headings keep clear of */

static void add(GHashTable *ids, const char *name)
{
    g_hash_table_add(ids, g_strdup(name));
}

const char *anchors_milestone(const Milestone *milestone)
{
    return milestone->id + strlen(milestone->subject->id) + 1;
}

/* The numbered notes, which every page may have. */
static void add_notes(GHashTable *ids)
{
    for (unsigned i = 1; i <= SOURCES_MAX; i++)
        g_hash_table_add(ids, g_strdup_printf("source-%u", i));
    for (int i = 0; i < REMARKS_MAX; i++)
        g_hash_table_add(ids, g_strdup_printf("remark-%c", 'a' + i));
}

GHashTable *anchors_of_page(const Entry *entry)
{
    static const char *const always[] = {"content", "entry-facts", "entry-track", "entry-related",
                                         "entry-sources"};
    GHashTable *ids = prose_ids_new();
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        add(ids, always[i]);
    for (size_t i = 0; i < entry->object.slot_count; i++)
        add(ids, entry->object.slots[i].slot->name);
    if (entry->milestone_count > 0)
        add(ids, "milestones");
    if (entry->figure_count > 0)
        add(ids, "figures");
    for (size_t i = 0; i < entry->milestone_count; i++)
        g_hash_table_add(ids,
                         g_strconcat("milestone-", anchors_milestone(entry->milestones[i]), NULL));
    add_notes(ids);
    return ids;
}

GHashTable *anchors_of_entry(const Entry *entry, size_t language)
{
    GHashTable *ids = anchors_of_page(entry);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        const Claim *claim = claims_best(claims);
        if (claims->slot->range == RANGE_MARKDOWN && claim != NULL &&
            claim->value.kind == VALUE_TEXT)
            prose_ids_read(ids, localised_get(claim->value.localised, language));
    }
    return ids;
}
