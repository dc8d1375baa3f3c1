#include "page/class_cells.h"

#include "find/findings.h"
#include "page/pages.h"
#include "page/sort_keys.h"
#include "page/statement.h"
#include "words/quantity_describe.h"

#include <string.h>

/* What programs can do with a column. */
static const char *column_kind(const ClassColumn *column)
{
    static const char *const kinds[] = {
        [RANGE_INTEGER] = "number", [RANGE_QUANTITY] = "number",  [RANGE_EDTF] = "date",
        [RANGE_ENUM] = "choice",    [RANGE_REFERENCE] = "choice", [RANGE_BOOLEAN] = "choice",
        [RANGE_STRING] = "text",    [RANGE_TEXT] = "text",        [RANGE_MARKDOWN] = "text",
        [RANGE_URI] = "text",       [RANGE_OBJECT] = "text",
    };
    return column->kind == COLUMN_SLOT ? kinds[column->slot->range] : "date";
}

static const char *column_title(const PageContext *page, const ClassColumn *column)
{
    if (column->kind == COLUMN_SLOT)
        return page_context_get(page, &column->slot->title);
    return page_context_word(page, column->kind == COLUMN_NEXT ? "class.next" : "class.milestone");
}

/* The unit of a column's sort keys; NULL: none to speak of. */
static const char *column_unit(const PageContext *page, const ClassColumn *column)
{
    const Unit *unit = column->kind == COLUMN_SLOT ? column->slot->unit : NULL;
    return unit != NULL && strcmp(unit_symbol(unit), "count") != 0
               ? quantity_describe_unit(page->arena, page->words, unit_symbol(unit), 0)
               : NULL;
}

static bool is_quantity(const ClassColumn *column)
{
    return column->kind == COLUMN_SLOT && column->slot->range == RANGE_QUANTITY;
}

void class_cells_put_columns(PageContext *page, View *map, const ClassColumns *columns)
{
    View *list = view_put_list(page->arena, map, "columns");
    for (size_t i = 0; i < columns->count; i++) {
        const ClassColumn *column = &columns->items[i];
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "title", column_title(page, column));
        view_put_text(page->arena, item, "name", class_column_name(column));
        view_put_text(page->arena, item, "kind", column_kind(column));
        view_put_text(page->arena, item, "unit", column_unit(page, column));
        view_put_bool(page->arena, item, "numeric", is_quantity(column));
    }
}

static void put_sort_keys(PageContext *page, View *cell, SortKeys keys)
{
    view_put_text(page->arena, cell, "low", keys.low);
    view_put_text(page->arena, cell, "high", keys.high);
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

static void put_slot(PageContext *page, View *cell, const Object *object, const Slot *slot)
{
    View *values = view_put_list(page->arena, cell, "values");
    const Claims *claims = object_find(object, slot->name);
    const Claim *best = claims != NULL ? statement_append_brief(page, values, claims) : NULL;
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    view_put_bool(page->arena, cell, "event", false);
    const bool is_one = best != NULL && !slot->multivalued;
    statement_put_conflict(page, cell,
                           is_one           ? conflicts_of_claim(conflicts, claim_original(best))
                           : claims != NULL ? conflicts_of_slot(conflicts, claims)
                                            : NULL);
    statement_put_condition(page, cell, slot->multivalued ? NULL : best);
    put_look(page, cell, slot, best);
    put_sort_keys(page, cell,
                  best != NULL ? sort_keys_of_value(page->arena, &best->value)
                               : (SortKeys){NULL, NULL});
    statement_put_separator(page, cell, slot);
    statement_put_status(page, cell, best != NULL ? best->status : STATUS_ACTUAL);
}

static void put_event(PageContext *page, View *cell, const ClassColumn *column, const Entry *entry)
{
    const Plan *plan = class_column_event(column, &page->site->kb->findings->plans, entry);
    const Edtf *date =
        plan != NULL && plan->word->value.kind == VALUE_DATE ? plan->word->value.date : NULL;
    View *list = view_put_list(page->arena, cell, "event");
    if (plan != NULL) {
        page_append_event(page, list, plan);
        view_put_text(page->arena, list->first, "facet", plan->milestone->event->name);
    }
    view_put_bool(page->arena, cell, "values", false);
    statement_put_conflict(page, cell, NULL);
    statement_put_condition(page, cell, NULL);
    statement_put_status(page, cell, STATUS_ACTUAL); /* the event says its own */
    view_put_text(page->arena, cell, "look", "event");
    put_sort_keys(page, cell,
                  date != NULL ? sort_keys_of_date(page->arena, date) : (SortKeys){NULL, NULL});
}

static void append_cell(PageContext *page, View *cells, const ClassColumn *column,
                        const Entry *entry)
{
    View *cell = view_append_map(page->arena, cells);
    if (column->kind == COLUMN_SLOT)
        put_slot(page, cell, &entry->object, column->slot);
    else
        put_event(page, cell, column, entry);
}

View *class_cells_append_row(PageContext *page, View *rows, const Entry *entry,
                             const ClassColumns *columns, bool is_under_base)
{
    View *row = view_append_map(page->arena, rows);
    reads_note(page->site->reads, entry, READ_ENTRY);
    page_context_put_entry(page, row, entry);
    view_put_bool(page->arena, row, "variant", is_under_base);
    View *cells = view_put_list(page->arena, row, "cells");
    for (size_t i = 0; i < columns->count; i++)
        append_cell(page, cells, &columns->items[i], entry);
    return row;
}
