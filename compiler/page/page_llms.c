/* llms.txt (llmstxt.org): where the pages are as Markdown, for programs that read text. */
#include "page/pages.h"

enum { ENTRIES_MAX = 500 }; /* of a class; its list leads to the others */

static const char *address(const PageContext *page, const char *path)
{
    const Kb *kb = page->site->kb;
    return arena_printf(page->arena, "%s%s/%s.md", kb->base_url != NULL ? kb->base_url : "",
                        kb->languages[page->language], path);
}

static void append_link(PageContext *page, View *list, const char *title, const char *path,
                        const char *text)
{
    View *item = view_append_map(page->arena, list);
    view_put_text(page->arena, item, "title", title);
    view_put_text(page->arena, item, "address", address(page, path));
    view_put_text(page->arena, item, "text", text);
}

static void append_class(PageContext *page, View *groups, const SiteClass *class)
{
    View *group = view_append_map(page->arena, groups);
    const char *plural = page_context_get(page, &class->class->plural);
    view_put_text(page->arena, group, "heading", plural);
    View *links = view_put_list(page->arena, group, "links");
    append_link(page, links, plural, class->parts.items[0].path,
                page_context_own(page, &class->class->description));
    for (size_t i = 0; i < MIN(class->count, ENTRIES_MAX); i++) {
        const Entry *entry = class->by_name[page->language][i];
        append_link(page, links, site_title(page->site, entry, page->language),
                    site_path(page->site, entry),
                    entry->summary != NULL ? page_context_get(page, entry->summary) : NULL);
    }
}

/* What is in the navigation, but for classes. */
static void append_views(PageContext *page, View *groups)
{
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "heading", page_context_word(page, "home.title"));
    View *links = view_put_list(page->arena, group, "links");
    const View *views = view_get(page->site->navigations[page->language], "views");
    append_link(page, links, page_context_word(page, "home.title"), "index",
                page_context_word(page, "home.description"));
    for (const View *view = views->first; view != NULL; view = view->next)
        append_link(page, links, view_get(view, "title")->text, view_get(view, "path")->text, NULL);
}

void page_fill_llms(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    page_context_begin(
        page,
        &(PageHead){.self = "index", .description = page_context_word(page, "home.description")});
    View *groups = view_put_list(page->arena, page->root, "groups");
    append_views(page, groups);
    for (size_t i = 0; i < page->site->class_count; i++)
        append_class(page, groups, &page->site->classes[i]);
}
