/* A class's index: its entries in a table, with the slots that matter most as columns. */
#include "find/findings.h"
#include "page/pages.h"
#include "page/statement.h"

#include <string.h>

enum { COLUMNS_MAX = 5 };

/* What every entry has, or what is too long for a cell (design section 3.3). */
static const char *const PASSED_OVER[] = {"id",         "name",       "title",   "aliases",
                                          "summary",    "body",       "tags",    "source",
                                          "milestones", "former_ids", "figures", "draft"};

static bool is_column(const Slot *slot)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
        if (strcmp(slot->name, PASSED_OVER[i]) == 0)
            return false;
    return slot->range != RANGE_MARKDOWN && slot->range != RANGE_URI &&
           !(slot->range == RANGE_TEXT && slot->multivalued);
}

/* Required slots first, then recommended ones, then those with one value, then the others. */
static unsigned slot_weight(const Slot *slot)
{
    if (slot->required)
        return 0;
    if (slot->recommended)
        return 1;
    return slot->multivalued ? 3 : 2;
}

typedef struct ClassColumns {
    const Slot *slots[COLUMNS_MAX]; /* in the schema's order */
    size_t count;
} ClassColumns;

static void count_uses(const SiteClass *class, size_t *uses)
{
    const Class *schema = class->class;
    for (size_t i = 0; i < class->count; i++) {
        const Object *object = &class->entries[i]->object;
        /* Both lists are in the schema's order. */
        for (size_t k = 0, s = 0; k < object->slot_count && s < schema->slot_count; s++)
            if (schema->slots[s] == object->slots[k].slot) {
                uses[s]++;
                k++;
            }
    }
}

/* Among slots of one weight, those that more entries fill say more. */
static ClassColumns choose_columns(PageContext *page, const SiteClass *class)
{
    const Class *schema = class->class;
    size_t *uses = arena_new0(page->arena, size_t, schema->slot_count);
    bool *chosen = arena_new0(page->arena, bool, schema->slot_count);
    count_uses(class, uses);
    size_t left = COLUMNS_MAX;
    for (unsigned weight = 0; weight <= 3; weight++)
        while (left > 0) {
            size_t best = schema->slot_count;
            for (size_t s = 0; s < schema->slot_count; s++)
                if (!chosen[s] && uses[s] > 0 && slot_weight(schema->slots[s]) == weight &&
                    is_column(schema->slots[s]) &&
                    (best == schema->slot_count || uses[s] > uses[best]))
                    best = s;
            if (best == schema->slot_count)
                break;
            chosen[best] = true;
            left--;
        }
    ClassColumns columns = {0};
    for (size_t s = 0; s < schema->slot_count; s++)
        if (chosen[s])
            columns.slots[columns.count++] = schema->slots[s];
    return columns;
}

static void put_columns(PageContext *page, const ClassColumns *columns)
{
    View *list = view_put_list(page->arena, page->root, "columns");
    for (size_t i = 0; i < columns->count; i++) {
        View *column = view_append_map(page->arena, list);
        view_put_text(page->arena, column, "title",
                      page_context_get(page, &columns->slots[i]->title));
        view_put_bool(page->arena, column, "numeric", columns->slots[i]->range == RANGE_QUANTITY);
    }
}

static void append_cell(PageContext *page, View *cells, const Object *object, const Slot *slot)
{
    View *cell = view_append_map(page->arena, cells);
    View *values = view_put_list(page->arena, cell, "values");
    const Claims *claims = object_find(object, slot->name);
    const Claim *best = claims != NULL ? statement_append_brief(page, values, claims) : NULL;
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    view_put_bool(page->arena, cell, "conflict",
                  claims != NULL && conflicts_have_slot(conflicts, claims));
    statement_put_separator(page, cell, slot);
    statement_put_status(page, cell, best != NULL ? best->status : STATUS_ACTUAL);
    view_put_bool(page->arena, cell, "numeric", slot->range == RANGE_QUANTITY);
}

static void put_milestone(PageContext *page, View *row, const Entry *entry)
{
    View *list = view_put_list(page->arena, row, "milestone");
    const Plan *latest = events_latest(&page->site->kb->findings->plans, entry);
    if (latest != NULL)
        page_append_event(page, list, latest);
}

static bool has_milestones(const SiteClass *class)
{
    for (size_t i = 0; i < class->count; i++)
        if (class->entries[i]->milestone_count > 0)
            return true;
    return false;
}

static void put_rows(PageContext *page, const SiteClass *class, const ClassColumns *columns)
{
    View *rows = view_put_list(page->arena, page->root, "rows");
    for (size_t i = 0; i < class->count; i++) {
        const Entry *entry = class->entries[i];
        View *row = view_append_map(page->arena, rows);
        page_context_put_entry(page, row, entry);
        View *cells = view_put_list(page->arena, row, "cells");
        for (size_t c = 0; c < columns->count; c++)
            append_cell(page, cells, &entry->object, columns->slots[c]);
        put_milestone(page, row, entry);
    }
}

const char *page_class_path(const PageContext *page, const Class *class)
{
    return class->folder != NULL ? arena_concat(page->arena, class->folder, "/index") : NULL;
}

void page_fill_class(PageContext *page, const void *subject)
{
    const SiteClass *class = subject;
    const char *description = page_context_own(page, &class->class->description);
    page_context_begin(page, &(PageHead){.self = page_class_path(page, class->class),
                                         .heading = page_context_get(page, &class->class->plural),
                                         .description = description,
                                         .listed = page_class_path(page, class->class)});
    reads_note_whole(page->site->reads, READ_LIST);
    for (size_t i = 0; i < class->count; i++)
        reads_note(page->site->reads, class->entries[i], READ_ENTRY);
    view_put_text(page->arena, page->root, "lead", description);
    view_put_text(page->arena, page->root, "count", page_context_number(page, class->count));
    view_put_bool(page->arena, page->root, "has_milestones", has_milestones(class));
    const ClassColumns columns = choose_columns(page, class);
    put_columns(page, &columns);
    put_rows(page, class, &columns);
}
