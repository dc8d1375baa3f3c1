/* Free pages (pages/<lang>/<name>.md), and what stands where an entry was before. */
#include "page/pages.h"

#include <string.h>

static size_t find_page(const Kb *kb, const Page *page)
{
    size_t i = 0;
    while (i < kb->page_count && kb->pages[i] != page)
        i++;
    return i;
}

static bool exists_in(const PageContext *page, size_t language, const void *subject)
{
    const Kb *kb = page->site->kb;
    const Page *free_page = subject;
    for (size_t i = 0; i < kb->page_count; i++)
        if (kb->pages[i]->language == language && strcmp(kb->pages[i]->name, free_page->name) == 0)
            return true;
    return false;
}

void page_fill_free(PageContext *page, const void *subject)
{
    const Page *free_page = subject;
    page_context_begin(page,
                       &(PageHead){.self = arena_printf(page->arena, "pages/%s", free_page->name),
                                   .heading = free_page->title,
                                   .section = SITE_SECTION_FIRST + page->site->class_count +
                                              find_page(page->site->kb, free_page),
                                   .exists = exists_in,
                                   .subject = free_page});
    view_put_text(page->arena, page->root, "body",
                  page_context_prose(page, free_page->markdown, 0));
}

void page_fill_moved(PageContext *page, const void *subject)
{
    const Former *former = subject;
    const Entry *entry = former->entry;
    page_context_begin(
        page, &(PageHead){.self = arena_printf(page->arena, "%s/%s", entry->folder, former->id),
                          .heading = site_title(page->site, entry, page->language),
                          .section = SITE_SECTION_FIRST +
                                     site_find_class(page->site, entry->object.class)});
    view_put_text(page->arena, page->root, "path", site_path(page->site, entry));
}
