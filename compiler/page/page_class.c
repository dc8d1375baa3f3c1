/* A class's index: its entries in a table, with the slots that matter most as columns. */
#include "find/findings.h"
#include "page/feeds.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/statement.h"

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

/* CSS classes; FALSE: none. */
static void put_look(PageContext *page, View *cell, const Slot *slot, const Claim *best)
{
    const bool is_number = slot->range == RANGE_QUANTITY;
    const bool is_of_base = best != NULL && claim_details(best)->rests_on_base;
    view_put_text(page->arena, cell, "look",
                  is_number && is_of_base ? "number inherited"
                  : is_number             ? "number"
                  : is_of_base            ? "inherited"
                                          : NULL);
}

static void append_cell(PageContext *page, View *cells, const Object *object, const Slot *slot)
{
    View *cell = view_append_map(page->arena, cells);
    View *values = view_put_list(page->arena, cell, "values");
    const Claims *claims = object_find(object, slot->name);
    const Claim *best = claims != NULL ? statement_append_brief(page, values, claims) : NULL;
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    statement_put_conflict(page, cell,
                           claims != NULL ? conflicts_of_slot(conflicts, claims) : NULL);
    statement_put_condition(page, cell, slot->multivalued ? NULL : best);
    put_look(page, cell, slot, best);
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

static void put_rows(PageContext *page, const SiteClass *class, const ListPart *part)
{
    View *rows = view_put_list(page->arena, page->root, "rows");
    for (size_t i = part->first_row; i < part->end; i++) {
        const Entry *entry = class->by_name[page->language][i];
        View *row = view_append_map(page->arena, rows);
        reads_note(page->site->reads, entry, READ_ENTRY);
        page_context_put_entry(page, row, entry);
        view_put_bool(page->arena, row, "variant", site_stands_under_base(entry));
        View *cells = view_put_list(page->arena, row, "cells");
        for (size_t c = 0; c < class->columns.count; c++)
            append_cell(page, cells, &entry->object, class->columns.slots[c]);
        put_milestone(page, row, entry);
    }
}

const char *page_class_path(const PageContext *page, const Class *class)
{
    return class->folder != NULL ? arena_concat(page->arena, class->folder, "/index") : NULL;
}

static const char *range_of_names(const PageContext *page, const ListPart *part)
{
    const SiteClass *class = part->list;
    const Entry *const *entries = (const Entry *const *)class->by_name[page->language];
    const Site *site = page->site;
    return pager_range(page, site_title(site, entries[part->first_row], page->language),
                       site_title(site, entries[part->end - 1], page->language));
}

/* The first page says how many there are: the others would change with every new one. */
static void put_lead(PageContext *page, const SiteClass *class, const char *lead)
{
    view_put_text(page->arena, page->root, "lead", lead);
    view_put_text(page->arena, page->root, "count", page_context_count(page, class->product_count));
}

void page_fill_class(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const SiteClass *class = part->list;
    const char *description = page_context_own(page, &class->class->description);
    reads_note_whole(page->site->reads, READ_ORDER);
    reads_note_whole(page->site->reads, READ_COLUMNS);
    pager_begin(page, part,
                &(PageHead){.heading = page_context_get(page, &class->class->plural),
                            .description = description},
                range_of_names);
    feeds_put_class(page, class);
    if (part->number == 0)
        put_lead(page, class, description);
    view_put_bool(page->arena, page->root, "has_milestones", class->columns.has_milestones);
    put_columns(page, &class->columns);
    put_rows(page, class, part);
}
