/* Free pages (pages/<lang>/<name>.md), and what stands where an entry was before. */
#include "page/pages.h"

static bool exists_in(const PageContext *page, size_t language, const void *subject)
{
    const Page *free_page = subject;
    return kb_find_page(page->site->kb, free_page->name, language) != NULL;
}

void page_fill_free(PageContext *page, const void *subject)
{
    const Page *free_page = subject;
    reads_note_whole(page->site->reads, READ_PAGES);
    const char *path = arena_printf(page->arena, "pages/%s", free_page->name);
    page_context_begin(page, &(PageHead){.self = path,
                                         .heading = free_page->title,
                                         .listed = path,
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
                          .listed = page_class_path(page, entry->object.class)});
    view_put_text(page->arena, page->root, "path", site_path(page->site, entry));
}
