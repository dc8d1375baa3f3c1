#include "page/variants.h"

#include "find/findings.h"
#include "model/place.h"
#include "page/statement.h"

#include <string.h>

enum {
    COLUMNS_MAX = 12, /* beside the product's own */
    SIBLINGS_MAX = 20,
};

/* --- of a variant --- */

static void append_sibling(PageContext *page, View *list, const Entry *entry)
{
    page_context_put_entry(page, view_append_map(page->arena, list), entry);
}

static void put_siblings(PageContext *page, View *map, const Entry *entry)
{
    const Entry *base = entry->base;
    View *others = view_put_list(page->arena, map, "others");
    size_t count = 0;
    for (size_t i = 0; i < base->variant_count; i++)
        if (base->variants[i] != entry && count++ < SIBLINGS_MAX)
            append_sibling(page, others, base->variants[i]);
    view_mark_last(page->arena, others);
    view_put_bool(page->arena, map, "has_others", others->first != NULL);
    view_put_text(page->arena, map, "more",
                  count > SIBLINGS_MAX ? page_context_count(page, count - SIBLINGS_MAX) : NULL);
}

static void put_base(PageContext *page, const Entry *entry)
{
    if (entry->base == NULL) {
        view_put_bool(page->arena, page->root, "variant_of", false);
        return;
    }
    View *map = view_put_map(page->arena, page->root, "variant_of");
    reads_note(page->site->reads, entry->base, READ_ENTRY);
    page_context_put_entry(page, map, entry->base);
    put_siblings(page, map, entry);
}

/* --- of a product with variants --- */

static const char *best_text(const Claims *claims)
{
    const Claim *best = claims != NULL ? claims_best(claims) : NULL;
    if (best == NULL)
        return NULL;
    return best->value.kind == VALUE_TEXT ? localised_get(best->value.localised, 0)
                                          : best->value.text;
}

/* Does the variant have something else in the slot, by what it states itself? */
static bool differs_in(const Entry *variant, const Slot *slot)
{
    const Claims *own = object_find(&variant->object, slot->name);
    if (own == NULL || claim_details(&own->items[0])->rests_on_base)
        return false;
    const Claims *stated = object_find(&variant->base->object, slot->name);
    return own->count != 1 || stated == NULL || stated->count != 1 || best_text(own) == NULL ||
           g_strcmp0(best_text(own), best_text(stated)) != 0;
}

static bool any_differs_in(const Entry *base, const Slot *slot)
{
    for (size_t i = 0; i < base->variant_count; i++)
        if (differs_in(base->variants[i], slot))
            return true;
    return false;
}

static bool is_compared(const Slot *slot)
{
    return place_of_slot(slot) == PLACE_TABLE && slot->known != SLOT_VARIANT_OF &&
           slot->known != SLOT_VARIES_BY;
}

/* Of const Slot: those of `varies_by`, as it names them, else those in which variants differ.
 * Caller frees. */
static GPtrArray *compared_slots(const Entry *base)
{
    GPtrArray *slots = g_ptr_array_new();
    const Class *class = base->object.class;
    const Claims *named = object_claims(&base->object, SLOT_VARIES_BY);
    for (size_t i = 0; named != NULL && i < named->count; i++) {
        const Value *value = &named->items[i].value;
        const Slot *slot = value->kind == VALUE_STRING ? class_find_slot(class, value->text) : NULL;
        if (slot != NULL && is_compared(slot))
            g_ptr_array_add(slots, (gpointer)slot);
    }
    for (size_t i = 0; named == NULL && i < class->slot_count; i++)
        if (is_compared(class->slots[i]) && any_differs_in(base, class->slots[i]))
            g_ptr_array_add(slots, (gpointer) class->slots[i]);
    return slots;
}

static void append_cell(PageContext *page, View *cells, const Entry *entry, const Slot *slot)
{
    View *cell = view_append_map(page->arena, cells);
    View *statements = view_put_list(page->arena, cell, "statements");
    const Claims *claims = object_find(&entry->object, slot->name);
    if (claims != NULL)
        statement_append_claims(page, statements, claims);
    view_put_bool(page->arena, cell, "inherited",
                  claims != NULL && claim_details(&claims->items[0])->rests_on_base);
    statement_put_shared_conflict(page, cell, claims);
}

static void put_columns(PageContext *page, View *map, const Entry *base, size_t count)
{
    View *columns = view_put_list(page->arena, map, "columns");
    View *own = view_append_map(page->arena, columns);
    view_put_text(page->arena, own, "title", site_title(page->site, base, page->language));
    view_put_bool(page->arena, own, "path", false);
    for (size_t i = 0; i < count; i++) {
        reads_note(page->site->reads, base->variants[i], READ_ENTRY);
        page_context_put_entry(page, view_append_map(page->arena, columns), base->variants[i]);
    }
    const char *left = page_context_count(page, base->variant_count - count);
    view_put_text(page->arena, map, "more",
                  base->variant_count > count
                      ? words_fill(page->words, "entry.more_variants", left, page->arena)
                      : NULL);
}

/* A row of a variant's slot is the one of its own class: they may differ. */
static void append_row(PageContext *page, View *rows, const Entry *base, const Slot *slot,
                       size_t count)
{
    View *row = view_append_map(page->arena, rows);
    view_put_text(page->arena, row, "slot", slot->name);
    view_put_text(page->arena, row, "title", page_context_get(page, &slot->title));
    View *cells = view_put_list(page->arena, row, "cells");
    append_cell(page, cells, base, slot);
    for (size_t i = 0; i < count; i++)
        append_cell(page, cells, base->variants[i], slot);
}

static void put_comparison(PageContext *page, const Entry *base)
{
    if (base->variant_count == 0) {
        view_put_bool(page->arena, page->root, "variants", false);
        return;
    }
    View *map = view_put_map(page->arena, page->root, "variants");
    const size_t count = MIN(base->variant_count, COLUMNS_MAX);
    put_columns(page, map, base, count);
    View *rows = view_put_list(page->arena, map, "rows");
    g_autoptr(GPtrArray) slots = compared_slots(base);
    for (guint i = 0; i < slots->len; i++)
        append_row(page, rows, base, slots->pdata[i], count);
    view_put_bool(page->arena, map, "has_rows", rows->first != NULL);
}

void variants_put(PageContext *page, const Entry *entry)
{
    put_base(page, entry);
    put_comparison(page, entry);
}
