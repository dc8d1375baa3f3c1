#include "model/anchors.h"

#include "model/place.h"
#include "value/prose.h"

#include <string.h>

enum { SOURCES_MAX = 99, REMARKS_MAX = 26 }; /* whose names headings keep clear of */

static void add(GHashTable *ids, const char *name)
{
    g_hash_table_add(ids, g_strdup(name));
}

#define MILESTONE "milestone-"

/* Its id without the subject's. */
static const char *milestone_name(const Milestone *milestone)
{
    return milestone->id + strlen(milestone->subject->id) + 1;
}

const char *anchors_milestone(Arena *arena, const Milestone *milestone)
{
    return arena_concat(arena, MILESTONE, milestone_name(milestone));
}

bool anchors_is_milestone(const char *anchor, const Milestone *milestone)
{
    return g_str_has_prefix(anchor, MILESTONE) &&
           strcmp(anchor + strlen(MILESTONE), milestone_name(milestone)) == 0;
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

/* Equal values of a slot that takes several share a statement: how many there are, the page knows.
 */
static void add_slot(GHashTable *ids, const Claims *claims)
{
    const Slot *slot = claims->slot;
    const PagePlace place = place_of_slot(slot);
    if (place == PLACE_NOWHERE)
        return;
    if (place == PLACE_OBJECTS)
        g_hash_table_add(ids, g_strconcat(slot->name, "~1", NULL));
    add_all(ids, slot->name, slot->multivalued && place != PLACE_OBJECTS ? 1 : claims->count);
}

/* Milestones and figures: a row each, whatever slots hold them. */
static void add_rows(GHashTable *ids, const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < entry->milestone_count; i++)
        add_all(ids, anchors_milestone(arena, entry->milestones[i]),
                entry->milestones[i]->date_count);
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

/* What is there on each page, and what search.js puts there. */
GHashTable *anchors_of_frame(void)
{
    GHashTable *ids = prose_ids_new();
    add(ids, "content");
    add(ids, "search-list");
    return ids;
}

GHashTable *anchors_of_page(const Entry *entry)
{
    static const char *const always[] = {"entry-facts",   "entry-variants", "entry-track",
                                         "entry-related", "entry-sources",  "entry-cited",
                                         "entry-cite"};
    GHashTable *ids = anchors_of_frame();
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        add(ids, always[i]);
    for (size_t i = 0; i < entry->object.slot_count; i++)
        add_slot(ids, &entry->object.slots[i]);
    if (entry->milestone_count > 0)
        add(ids, "milestones");
    if (entry->figure_count > 0)
        add(ids, "figures");
    add_rows(ids, entry);
    add_notes(ids);
    return ids;
}

GHashTable *anchors_of_entry(const Entry *entry, size_t language)
{
    GHashTable *ids = anchors_of_page(entry);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        const Claim *claim = claims_best(claims);
        if (place_of_slot(claims->slot) == PLACE_PROSE && claim != NULL &&
            claim->value.kind == VALUE_TEXT)
            prose_ids_read(ids, localised_get(claim->value.localised, language));
    }
    return ids;
}
