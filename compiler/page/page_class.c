/* A class's index: its entries in a table, with the slots that matter most as columns. */
#include "page/class_cells.h"
#include "page/feeds.h"
#include "page/pager.h"
#include "page/pages.h"

/* What chooses a row's entry for a comparison is called; NULL: nothing does. */
static const char *name_pick(const PageContext *page, const Entry *entry)
{
    return class_is_compared(entry->object.class) && !entry->draft
               ? words_fill(page->words, "table.pick",
                            site_title(page->site, entry, page->language), page->arena)
               : NULL;
}

static void put_rows(PageContext *page, const SiteClass *class, const ListPart *part)
{
    View *rows = view_put_list(page->arena, page->root, "rows");
    for (size_t i = part->first_row; i < part->end; i++) {
        const Entry *entry = class->by_name[page->language][i];
        View *row = class_cells_append_row(page, rows, entry, &class->columns,
                                           site_stands_under_base(entry));
        view_put_text(page->arena, row, "id", entry->id);
        view_put_text(page->arena, row, "pick", name_pick(page, entry));
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
    view_put_text(page->arena, page->root, "class", class->class->name);
    view_put_text(page->arena, page->root, "folder", class->class->folder);
    view_put_bool(page->arena, page->root, "compared", class_is_compared(class->class));
    view_put_text(page->arena, page->root, "part", page_context_number(page, part->number));
    view_put_text(page->arena, page->root, "parts", page_context_number(page, part->count));
    class_cells_put_columns(page, page->root, &class->columns);
    put_rows(page, class, part);
}
