/* Free pages (pages/<lang>/<name>.md), their list, and what stands where an entry was before. */
#include "model/anchors.h"
#include "page/pager.h"
#include "page/pages.h"

#include <string.h>

static bool exists_in(const PageContext *page, size_t language, const void *subject)
{
    const Page *free_page = subject;
    return kb_find_page(page->site->kb, free_page->name, language) != NULL;
}

/* A page that is not in the navigation is reached by way of the list. */
static void put_way(PageContext *page, const char *listed, const char *path)
{
    if (strcmp(listed, path) != 0)
        page_context_put_parent(page, page_context_word(page, "pages.title"), listed);
}

void page_fill_free(PageContext *page, const void *subject)
{
    const Page *free_page = subject;
    reads_note_whole(page->site->reads, READ_PAGES);
    const char *path = arena_printf(page->arena, "pages/%s", free_page->name);
    const char *listed = site_page_link(page->site, page->arena, free_page);
    page_context_begin(page, &(PageHead){.self = path,
                                         .heading = free_page->title,
                                         .listed = listed,
                                         .exists = exists_in,
                                         .subject = free_page});
    put_way(page, listed, path);
    g_autoptr(GHashTable) ids = anchors_of_frame();
    view_put_text(page->arena, page->root, "body",
                  page_context_prose(page, free_page->markdown, 0, ids));
}

/* There may be fewer pages in another language. */
static bool part_exists_in(const PageContext *page, size_t language, const void *subject)
{
    const ListPart *part = subject;
    return part->number < page->site->page_parts[language].count;
}

void page_fill_pages(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const Kb *kb = page->site->kb;
    reads_note_whole(page->site->reads, READ_PAGES);
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "pages.title"),
                            .exists = part_exists_in,
                            .subject = part},
                pager_range_of_numbers);
    View *list = view_put_list(page->arena, page->root, "pages");
    for (size_t i = 0, row = 0; i < kb->page_count && row < part->end; i++) {
        if (kb->pages[i]->language != page->language || row++ < part->first_row)
            continue;
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "title", kb->pages[i]->title);
        view_put_text(page->arena, item, "path",
                      arena_printf(page->arena, "pages/%s", kb->pages[i]->name));
    }
}

void page_fill_moved(PageContext *page, const void *subject)
{
    const Former *former = subject;
    const Entry *entry = former->entry;
    page_context_begin(
        page, &(PageHead){.self = arena_printf(page->arena, "%s/%s", entry->folder, former->id),
                          .heading = site_title(page->site, entry, page->language),
                          .listed = page_class_path(page, entry->object.class),
                          .leads_to = site_path(page->site, entry)});
}
