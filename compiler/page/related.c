#include "page/related.h"

#include <string.h>

enum {
    ENTRIES_MAX = 100,    /* shown in one group; the rest is counted */
    OBJECT_DEPTH_MAX = 6, /* references in objects in objects */
};

/* One group while it grows. Neighbours are equal where one entry refers twice. */
typedef struct Group {
    PageContext *page;
    const char *title;
    View *entries; /* NULL: nothing was added yet */
    const Entry *last;
    size_t count;
} Group;

static View *group_begin(Group *group, View *groups)
{
    View *map = view_append_map(group->page->arena, groups);
    view_put_text(group->page->arena, map, "title", group->title);
    group->entries = view_put_list(group->page->arena, map, "entries");
    return map;
}

static bool group_holds(const Group *group, const Entry *entry)
{
    if (group->last == entry)
        return true;
    const char *path = site_path(group->page->site, entry);
    if (group->entries == NULL || group->count > ENTRIES_MAX)
        return false;
    for (const View *item = group->entries->first; item != NULL; item = item->next)
        if (view_get(item, "path")->text == path) /* the site's own text: one an entry */
            return true;
    return false;
}

static void group_add(Group *group, View *groups, const Entry *entry)
{
    if (site_path(group->page->site, entry) == NULL || group_holds(group, entry))
        return;
    if (group->entries == NULL)
        group_begin(group, groups);
    group->last = entry;
    if (group->count++ < ENTRIES_MAX)
        page_context_put_entry(group->page, view_append_map(group->page->arena, group->entries),
                               entry);
}

/* Completes the group that stands last in `groups`. */
static void group_end(const Group *group, View *groups)
{
    if (group->entries == NULL)
        return;
    Arena *arena = group->page->arena;
    for (View *item = group->entries->first; item != NULL; item = item->next)
        view_put_bool(arena, item, "last", item->next == NULL);
    view_put_text(arena, groups->last, "more",
                  group->count > ENTRIES_MAX
                      ? page_context_count(group->page, group->count - ENTRIES_MAX)
                      : NULL);
}

/* References from here. */

static void add_references(Group *group, View *groups, const Claims *claims, unsigned depth)
{
    for (size_t i = 0; i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        if (value->kind == VALUE_REFERENCE && value->entry != NULL)
            group_add(group, groups, value->entry);
        if (value->kind != VALUE_OBJECT || depth >= OBJECT_DEPTH_MAX)
            continue;
        for (size_t k = 0; k < value->object->slot_count; k++)
            add_references(group, groups, &value->object->slots[k], depth + 1);
    }
}

/* Sources are numbered notes already. */
static bool is_citation(const Slot *slot)
{
    return slot->known == SLOT_CITED;
}

static void append_references(PageContext *page, View *groups, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        if (is_citation(claims->slot))
            continue;
        Group group = {.page = page, .title = page_context_get(page, &claims->slot->title)};
        add_references(&group, groups, claims, 0);
        group_end(&group, groups);
    }
}

/* References to here. */

static const char *backward_title(const PageContext *page, const Slot *slot)
{
    const char *title = page_context_get(page, &slot->inverse_title);
    if (*title != '\0')
        return title;
    return words_fill(page->words, "related.reverse", page_context_get(page, &slot->title),
                      page->arena);
}

/* Is it a milestone of this entry, and so in the table of milestones? */
static bool is_own_milestone(const PageContext *page, const Backlink *link)
{
    const Class *milestone = page->site->kb->schema->known[CLASS_MILESTONE];
    return milestone != NULL && class_is_a(link->from->object.class, milestone) &&
           link->slot->known == SLOT_SUBJECT;
}

/* What refers to here, in the order of the page's language. */
static void group_add_sorted(Group *group, View *groups, GPtrArray *entries)
{
    const PageContext *page = group->page;
    kb_sort_by_name(page->site->kb, (const Entry **)entries->pdata, entries->len, page->language);
    for (guint i = 0; i < entries->len; i++)
        group_add(group, groups, entries->pdata[i]);
    group_end(group, groups);
}

static void append_backlinks(PageContext *page, View *groups, const Entry *entry)
{
    for (size_t i = 0; i < entry->backlink_count;) {
        const char *name = entry->backlinks[i].slot->name;
        Group group = {.page = page, .title = backward_title(page, entry->backlinks[i].slot)};
        g_autoptr(GPtrArray) from = g_ptr_array_new();
        for (; i < entry->backlink_count && strcmp(entry->backlinks[i].slot->name, name) == 0; i++)
            if (!is_citation(entry->backlinks[i].slot) &&
                !is_own_milestone(page, &entry->backlinks[i]))
                g_ptr_array_add(from, entry->backlinks[i].from);
        group_add_sorted(&group, groups, from);
    }
}

static void append_citing(PageContext *page, View *groups, const Entry *entry)
{
    Group group = {.page = page, .title = page_context_word(page, "related.citing")};
    g_autoptr(GPtrArray) citing = g_ptr_array_new();
    for (size_t i = 0; i < entry->cited_by_count; i++)
        g_ptr_array_add(citing, entry->cited_by[i]);
    group_add_sorted(&group, groups, citing);
}

void related_put(PageContext *page, const Entry *entry)
{
    View *groups = view_put_list(page->arena, page->root, "related");
    append_references(page, groups, entry);
    append_backlinks(page, groups, entry);
    if (page->site->cited[entry->index] == NULL) /* else they stand with their claims */
        append_citing(page, groups, entry);
    view_put_bool(page->arena, page->root, "has_related", groups->first != NULL);
}
