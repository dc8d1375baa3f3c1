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

const char *anchors_figure(Arena *arena, const Figure *figure)
{
    char *name = arena_printf(arena, "figure-%s", figure->id + strlen(figure->subject->id) + 1);
    static const char from[] = "/?%";
    static const char to[] = "_!*";
    for (char *at = name; *at != '\0'; at++) {
        const char *found = strchr(from, *at);
        if (found != NULL)
            *at = to[found - from];
    }
    return name;
}

const char *anchors_nth(Arena *arena, const char *name, size_t number)
{
    return number > 1 ? anchors_row(arena, name, number) : name;
}

const char *anchors_row(Arena *arena, const char *name, size_t number)
{
    return arena_printf(arena, "%s~%zu", name, number);
}

/* A part that several statements share: each has a name. */
static void add_all(GHashTable *ids, const char *name, size_t count)
{
    add(ids, name);
    for (size_t i = 2; i <= count; i++)
        g_hash_table_add(ids, g_strdup_printf("%s~%zu", name, i));
}

/* Has the slot a table of its own, a row an object (page/place.h)? */
static bool is_table(const Slot *slot)
{
    return slot->range == RANGE_OBJECT && class_find_known(slot->range_class, SLOT_PART) == NULL;
}

/* Equal values of a slot that takes several share a statement: how many there are, the page knows.
 */
static void add_slot(GHashTable *ids, const Claims *claims)
{
    const Slot *slot = claims->slot;
    if (is_table(slot))
        g_hash_table_add(ids, g_strconcat(slot->name, "~1", NULL));
    add_all(ids, slot->name, slot->multivalued && !is_table(slot) ? 1 : claims->count);
}

static void add_milestone(GHashTable *ids, const Milestone *milestone)
{
    g_autofree char *name = g_strconcat("milestone-", anchors_milestone(milestone), NULL);
    add_all(ids, name, milestone->date_count);
}

static void add_figures(GHashTable *ids, const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < entry->figure_count; i++)
        add_all(ids, anchors_figure(arena, entry->figures[i]), entry->figures[i]->amount_count);
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
    static const char *const always[] = {"content",       "entry-facts",   "entry-track",
                                         "entry-related", "entry-sources", "entry-cited",
                                         "entry-cite"};
    GHashTable *ids = prose_ids_new();
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        add(ids, always[i]);
    for (size_t i = 0; i < entry->object.slot_count; i++)
        add_slot(ids, &entry->object.slots[i]);
    if (entry->milestone_count > 0)
        add(ids, "milestones");
    if (entry->figure_count > 0)
        add(ids, "figures");
    for (size_t i = 0; i < entry->milestone_count; i++)
        add_milestone(ids, entry->milestones[i]);
    add_figures(ids, entry);
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
