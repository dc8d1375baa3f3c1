#include "page/related.h"

#include "page/class_cells.h"
#include "page/statement.h"

#include <string.h>

enum {
    ENTRIES_MAX = 100, /* shown in one group; the rest is counted */
    TABLE_FROM = 9,    /* so many of one class are a table */
    TABLE_COLUMNS = 5,
    OBJECT_DEPTH_MAX = 6, /* references in objects in objects */
};

/* Where groups are put. */
typedef struct Lists {
    View *groups;
    View *tables;
} Lists;

/* One group while it grows. Neighbours are equal where one entry refers twice. */
typedef struct Group {
    PageContext *page;
    const char *title;
    const Slot *slot;    /* by which they refer to here; NULL: several, or they are referred to */
    const Entry **shown; /* the first ENTRIES_MAX; NULL: nothing was added yet */
    GHashTable *claims;  /* Entry -> Claim: the reference to it, or from it; the firmest */
    const Entry *last;
    size_t count;
} Group;

static size_t group_shown_count(const Group *group)
{
    return MIN(group->count, ENTRIES_MAX);
}

static bool group_holds(const Group *group, const Entry *entry)
{
    if (group->last == entry)
        return true;
    for (size_t i = group->shown != NULL ? group_shown_count(group) : 0; i > 0; i--)
        if (group->shown[i - 1] == entry)
            return true;
    return false;
}

static Group group_new(PageContext *page, const char *title, const Slot *slot)
{
    return (Group){
        .page = page, .title = title, .slot = slot, .claims = g_hash_table_new(NULL, NULL)};
}

static void group_weigh(const Group *group, const Entry *entry, const Claim *claim)
{
    const Claim *known = g_hash_table_lookup(group->claims, entry);
    if (known == NULL || claim_is_firmer(claim, known))
        g_hash_table_insert(group->claims, (gpointer)entry, (gpointer)claim);
}

/* What nobody weighed is a fact. */
static Status group_status(const Group *group, const Entry *entry)
{
    const Claim *claim = g_hash_table_lookup(group->claims, entry);
    return claim != NULL ? claim->status : STATUS_ACTUAL;
}

static void group_add(Group *group, const Entry *entry)
{
    if (site_path(group->page->site, entry) == NULL || group_holds(group, entry))
        return;
    if (group->shown == NULL)
        group->shown = arena_new0(group->page->arena, const Entry *, ENTRIES_MAX);
    if (group->count < ENTRIES_MAX)
        group->shown[group->count] = entry;
    group->last = entry;
    group->count++;
}

static void group_put_more(const Group *group, View *map)
{
    view_put_text(group->page->arena, map, "more",
                  group->count > ENTRIES_MAX
                      ? page_context_count(group->page, group->count - ENTRIES_MAX)
                      : NULL);
}

static void group_put_list(const Group *group, View *groups)
{
    Arena *arena = group->page->arena;
    View *map = view_append_map(arena, groups);
    view_put_text(arena, map, "title", group->title);
    View *entries = view_put_list(arena, map, "entries");
    for (size_t i = 0; i < group_shown_count(group); i++) {
        View *item = view_append_map(arena, entries);
        page_context_put_entry(group->page, item, group->shown[i]);
        statement_put_status(group->page, item, group_status(group, group->shown[i]));
        view_put_bool(arena, item, "last", i + 1 == group_shown_count(group));
    }
    group_put_more(group, map);
}

/* Many of one class are a table. NULL: they are not. */
static const SiteClass *group_class(const Group *group)
{
    const Site *site = group->page->site;
    if (group->count < TABLE_FROM)
        return NULL;
    for (size_t i = 1; i < group_shown_count(group); i++)
        if (group->shown[i]->object.class != group->shown[0]->object.class)
            return NULL;
    for (size_t i = 0; i < site->class_count; i++)
        if (site->classes[i].class == group->shown[0]->object.class)
            return &site->classes[i];
    return NULL;
}

/* The first columns of their index in which one of them has something, but for the slot that they
 * have in common. */
static ClassColumns group_columns(const Group *group, const SiteClass *class)
{
    const Plans *plans = &group->page->site->kb->findings->plans;
    ClassColumns columns = {0};
    for (size_t i = 0; i < class->columns.count && columns.count < TABLE_COLUMNS; i++) {
        const ClassColumn *column = &class->columns.items[i];
        const bool is_common = group->slot != NULL && column->slot != NULL &&
                               strcmp(column->slot->name, group->slot->name) == 0;
        if (!is_common &&
            class_column_is_used(column, group->shown, group_shown_count(group), plans))
            columns.items[columns.count++] = *column;
    }
    return columns;
}

/* Its cells have statuses of their own. */
static void put_row_status(const Group *group, View *row, const Entry *entry)
{
    View *said = view_put_map(group->page->arena, row, "reference");
    statement_put_status(group->page, said, group_status(group, entry));
}

static void group_put_table(const Group *group, View *tables, const SiteClass *class)
{
    PageContext *page = group->page;
    View *table = view_append_map(page->arena, tables);
    for (size_t i = 0; i < group_shown_count(group); i++)
        reads_note(page->site->reads, group->shown[i], READ_ENTRY);
    reads_note_whole(page->site->reads, READ_COLUMNS);
    const ClassColumns columns = group_columns(group, class);
    view_put_text(page->arena, table, "title", group->title);
    view_put_text(page->arena, table, "count", page_context_count(page, group->count));
    class_cells_put_columns(page, table, &columns);
    View *rows = view_put_list(page->arena, table, "rows");
    for (size_t i = 0; i < group_shown_count(group); i++) {
        View *row = class_cells_append_row(page, rows, group->shown[i], &columns, false);
        view_put_bool(page->arena, row, "pick", false);
        put_row_status(group, row, group->shown[i]);
    }
    group_put_more(group, table);
}

/* Takes the group. */
static void group_end(const Group *group, const Lists *lists)
{
    const SiteClass *class = group_class(group);
    if (class != NULL)
        group_put_table(group, lists->tables, class);
    else if (group->count > 0)
        group_put_list(group, lists->groups);
    g_hash_table_unref(group->claims);
}

/* References from here. */

static void group_add_reference(Group *group, const Claim *claim, const Entry *entry)
{
    group_weigh(group, entry, claim);
    group_add(group, entry);
}

static void add_references(Group *group, const Claims *claims, unsigned depth)
{
    for (size_t i = 0; i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        if (value->kind == VALUE_REFERENCE && value->entry != NULL)
            group_add_reference(group, &claims->items[i], value->entry);
        if (value->kind != VALUE_OBJECT || depth >= OBJECT_DEPTH_MAX)
            continue;
        for (size_t k = 0; k < value->object->slot_count; k++)
            add_references(group, &value->object->slots[k], depth + 1);
    }
}

/* Sources are numbered notes already. */
static bool is_citation(const Slot *slot)
{
    return slot->known == SLOT_CITED;
}

static void append_references(PageContext *page, const Lists *lists, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        if (is_citation(claims->slot))
            continue;
        Group group = group_new(page, page_context_get(page, &claims->slot->title), NULL);
        add_references(&group, claims, 0);
        group_end(&group, lists);
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
static void group_add_sorted(Group *group, const Lists *lists, GPtrArray *entries)
{
    const PageContext *page = group->page;
    kb_sort_by_name(page->site->kb, (const Entry **)entries->pdata, entries->len, page->language);
    for (guint i = 0; i < entries->len; i++)
        group_add(group, entries->pdata[i]);
    group_end(group, lists);
}

static void take_backlink(const Group *group, const Backlink *link, GPtrArray *from)
{
    if (is_citation(link->slot) || is_own_milestone(group->page, link))
        return;
    group_weigh(group, link->from, link->claim);
    g_ptr_array_add(from, link->from);
}

static void append_backlinks(PageContext *page, const Lists *lists, const Entry *entry)
{
    for (size_t i = 0; i < entry->backlink_count;) {
        const Slot *slot = entry->backlinks[i].slot;
        Group group = group_new(page, backward_title(page, slot), slot);
        g_autoptr(GPtrArray) from = g_ptr_array_new();
        for (; i < entry->backlink_count && strcmp(entry->backlinks[i].slot->name, slot->name) == 0;
             i++)
            take_backlink(&group, &entry->backlinks[i], from);
        group_add_sorted(&group, lists, from);
    }
}

static void append_citing(PageContext *page, const Lists *lists, const Entry *entry)
{
    Group group = group_new(page, page_context_word(page, "related.citing"), NULL);
    g_autoptr(GPtrArray) citing = g_ptr_array_new();
    for (size_t i = 0; i < entry->cited_by_count; i++)
        g_ptr_array_add(citing, entry->cited_by[i]);
    group_add_sorted(&group, lists, citing);
}

void related_put(PageContext *page, const Entry *entry)
{
    const Lists lists = {view_put_list(page->arena, page->root, "related"),
                         view_put_list(page->arena, page->root, "related_tables")};
    append_references(page, &lists, entry);
    append_backlinks(page, &lists, entry);
    if (page->site->cited[entry->index] == NULL) /* else they stand with their claims */
        append_citing(page, &lists, entry);
    view_put_bool(page->arena, page->root, "has_related",
                  lists.groups->first != NULL || lists.tables->first != NULL);
    view_put_bool(page->arena, page->root, "has_groups_of_related", lists.groups->first != NULL);
}
