/* Entries side by side: a page for each comparison that is known beforehand, and a list of them. */
#include "page/compared.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/slot_groups.h"

#include <string.h>

static const char *comparison_title(const PageContext *page, const ReadyComparison *comparison)
{
    static const char *const keys[COMPARISON_KIND_COUNT] = {
        [COMPARISON_VARIANTS] = "compare.variants",
        [COMPARISON_CHAIN] = "compare.chain",
        [COMPARISON_MEMBERS] = "compare.members",
    };
    return words_fill(page->words, keys[comparison->kind],
                      site_title(page->site, comparison->subject, page->language), page->arena);
}

/* --- rows --- */

/* Those of all entries, each once. */
static GArray *all_rows(const PageContext *page, const ReadyComparison *comparison)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ComparedRow));
    for (size_t i = 0; i < comparison->count; i++)
        compared_append_rows(page, comparison->entries[i], rows);
    GArray *once = g_array_new(FALSE, FALSE, sizeof(ComparedRow));
    for (guint i = 0; i < rows->len; i++) {
        const ComparedRow *row = &g_array_index(rows, ComparedRow, i);
        if (i == 0 || strcmp(row->name, (row - 1)->name) != 0)
            g_array_append_val(once, *row);
    }
    return once;
}

/* Returns whether two cells that say something say different things. */
static bool put_cells(PageContext *page, View *row, const ReadyComparison *comparison,
                      const ComparedRow *compared)
{
    View *cells = view_put_list(page->arena, row, "cells");
    const char *said = "";
    bool differs = false;
    for (size_t i = 0; i < comparison->count; i++) {
        const char *key = compared_put_cell(page, view_append_map(page->arena, cells),
                                            comparison->entries[i], compared);
        differs |= *key != '\0' && *said != '\0' && strcmp(key, said) != 0;
        said = *said != '\0' ? said : key;
    }
    return differs;
}

static void put_rows(PageContext *page, const ReadyComparison *comparison)
{
    g_autoptr(GArray) rows = all_rows(page, comparison);
    View *groups = view_put_list(page->arena, page->root, "groups");
    for (guint i = 0; i < rows->len; i++) {
        const ComparedRow *compared = &g_array_index(rows, ComparedRow, i);
        View *list = slot_group_rows(page, groups, compared->group);
        View *row = view_append_map(page->arena, list);
        view_put_text(page->arena, row, "title", compared->title);
        view_put_bool(page->arena, row, "differs", put_cells(page, row, comparison, compared));
    }
}

static void put_columns(PageContext *page, const ReadyComparison *comparison)
{
    View *columns = view_put_list(page->arena, page->root, "columns");
    for (size_t i = 0; i < comparison->count; i++)
        page_context_put_entry(page, view_append_map(page->arena, columns), comparison->entries[i]);
    view_put_text(page->arena, page->root, "span",
                  page_context_number(page, comparison->count + 1));
    view_put_text(page->arena, page->root, "more",
                  comparison->left > 0 ? page_context_count(page, comparison->left) : NULL);
}

/* "BR100, BR104, BR106" */
static const char *describe(const PageContext *page, const ReadyComparison *comparison)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < comparison->count; i++)
        g_string_append_printf(names, "%s%s",
                               i > 0 ? page_context_word(page, "list.separator") : "",
                               site_title(page->site, comparison->entries[i], page->language));
    return arena_strndup(page->arena, names->str, names->len);
}

void page_fill_comparison(PageContext *page, const void *subject)
{
    const ReadyComparison *comparison = subject;
    page->has_own_units = true;
    reads_note(page->site->reads, comparison->subject, READ_ENTRY);
    for (size_t i = 0; i < comparison->count; i++)
        reads_note(page->site->reads, comparison->entries[i], READ_ENTRY);
    page_context_begin(
        page, &(PageHead){.self = comparison->path,
                          .heading = comparison_title(page, comparison),
                          .description = describe(page, comparison),
                          .listed = page_class_path(page, comparison->entries[0]->object.class)});
    page_context_put_parent(page, page_context_word(page, "compare.title"), "compare");
    put_columns(page, comparison);
    put_rows(page, comparison);
    page_context_put_sources(page);
}

/* --- links --- */

static void append_link(PageContext *page, View *list, const ReadyComparison *comparison)
{
    View *item = view_append_map(page->arena, list);
    view_put_text(page->arena, item, "title", comparison_title(page, comparison));
    view_put_text(page->arena, item, "path", comparison->path);
}

enum { LINKS_MAX = 24 }; /* from an entry's page; the rest is counted */

typedef struct ComparisonLinks {
    PageContext *page;
    View *list;
    const ReadyComparison *last;
    size_t count;
} ComparisonLinks;

static bool links_hold(const ComparisonLinks *links, const ReadyComparison *comparison)
{
    for (const View *item = links->list->first; item != NULL; item = item->next)
        if (view_get(item, "path")->text == comparison->path)
            return true;
    return links->last == comparison;
}

/* Which one an entry is in, or that it is in none, is a part of the entry's piece. */
static void append_known(ComparisonLinks *links, const Entry *entry, ComparisonKind kind)
{
    const Site *site = links->page->site;
    reads_note(site->reads, entry, READ_ENTRY);
    const ReadyComparison *found = comparisons_get(&site->comparisons, entry, kind);
    if (found == NULL || links_hold(links, found))
        return;
    reads_note(site->reads, found->subject, READ_TITLE);
    if (links->count++ < LINKS_MAX)
        append_link(links->page, links->list, found);
    links->last = found;
}

/* The lines that it is of, and what succeeds it. */
static void append_related(ComparisonLinks *links, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        for (size_t k = 0; slot_is_compared(claims->slot, COMPARISON_MEMBERS) && k < claims->count;
             k++)
            if (claims->items[k].value.kind == VALUE_REFERENCE &&
                claims->items[k].value.entry != NULL && claim_is_in_force(&claims->items[k]))
                append_known(links, claims->items[k].value.entry, COMPARISON_MEMBERS);
    }
    for (size_t i = 0; i < entry->backlink_count; i++)
        if (slot_is_compared(entry->backlinks[i].slot, COMPARISON_CHAIN))
            append_known(links, entry->backlinks[i].from, COMPARISON_CHAIN);
}

void page_put_comparisons(PageContext *page, const Entry *entry)
{
    ComparisonLinks links = {.page = page,
                             .list = view_put_list(page->arena, page->root, "comparisons")};
    for (int kind = 0; kind < COMPARISON_KIND_COUNT; kind++)
        append_known(&links, entry, (ComparisonKind)kind);
    if (entry->base != NULL)
        append_known(&links, entry->base, COMPARISON_VARIANTS);
    append_related(&links, entry);
    view_mark_last(page->arena, links.list);
    view_put_bool(page->arena, page->root, "has_comparisons", links.count > 0);
    view_put_text(page->arena, page->root, "more_comparisons",
                  links.count > LINKS_MAX ? page_context_count(page, links.count - LINKS_MAX)
                                          : NULL);
}

/* Where one chooses. */
static void put_classes(PageContext *page)
{
    const Site *site = page->site;
    View *list = view_put_list(page->arena, page->root, "classes");
    for (size_t i = 0; i < site->class_count; i++) {
        if (!class_is_compared(site->classes[i].class))
            continue;
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "title",
                      page_context_get(page, &site->classes[i].class->plural));
        view_put_text(page->arena, item, "path", site->classes[i].parts.items[0].path);
    }
}

void page_fill_compare(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    reads_note_whole(page->site->reads, READ_ALL); /* which there are */
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "compare.title"),
                            .description = page_context_word(page, "compare.lead")},
                pager_range_of_numbers);
    view_put_bool(page->arena, page->root, "is_first", part->number == 0);
    put_classes(page);
    View *list = view_put_list(page->arena, page->root, "comparisons");
    for (size_t i = part->first_row; i < part->end; i++)
        append_link(page, list, &page->site->comparisons.items[i]);
    view_put_bool(page->arena, page->root, "has_comparisons", list->first != NULL);
}
