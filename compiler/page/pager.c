#include "page/pager.h"

#include <string.h>

const char *pager_range(const PageContext *page, const char *first, const char *last)
{
    return strcmp(first, last) == 0
               ? first
               : words_fill_two(page->words, "pager.range", first, last, page->arena);
}

const char *pager_range_of_numbers(const PageContext *page, const ListPart *part)
{
    return pager_range(page, page_context_count(page, part->first_row + 1),
                       page_context_count(page, part->end));
}

static const char *position(const PageContext *page, const ListPart *part)
{
    return words_fill_two(page->words, "pager.position", page_context_count(page, part->number + 1),
                          page_context_count(page, part->count), page->arena);
}

static View *put_link(PageContext *page, View *map, const char *key, const ListPart *part,
                      const char *title)
{
    View *link = view_put_map(page->arena, map, key);
    view_put_text(page->arena, link, "path", part->path);
    view_put_text(page->arena, link, "title", title);
    return link;
}

static void put_neighbour(PageContext *page, View *pager, const char *key, const ListPart *part,
                          PagerRange range)
{
    if (part != NULL)
        put_link(page, pager, key, part, range(page, part));
    else
        view_put_bool(page->arena, pager, key, false);
}

static void put_end(PageContext *page, View *pager, const char *key, const ListPart *part,
                    const char *title)
{
    if (part != NULL)
        put_link(page, pager, key, part, title);
    else
        view_put_bool(page->arena, pager, key, false);
}

/* All parts are listed on the first page only: if they stood on each, an entry with another name
 * would change them all, and there would be as many links as the square of pages. */
static void put_ranges(PageContext *page, View *pager, const ListPart *part, PagerRange range)
{
    View *list = view_put_list(page->arena, pager, "ranges");
    if (part->number > 0)
        return;
    for (size_t i = 0; i < part->count; i++) {
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "path", part[i].path);
        view_put_text(page->arena, item, "title", range(page, &part[i]));
        view_put_bool(page->arena, item, "current", i == 0);
    }
}

void pager_put(PageContext *page, const ListPart *part, PagerRange range)
{
    const bool is_first = part->number == 0;
    const bool is_last = part->number + 1 == part->count;
    View *pager = view_put_map(page->arena, page->root, "pager");
    view_put_text(page->arena, pager, "position", position(page, part));
    put_end(page, pager, "first", is_first ? NULL : list_part_first(part),
            page_context_word(page, "pager.first"));
    put_neighbour(page, pager, "previous", is_first ? NULL : part - 1, range);
    put_neighbour(page, pager, "next", is_last ? NULL : part + 1, range);
    put_end(page, pager, "last", is_last ? NULL : list_part_first(part) + part->count - 1,
            page_context_word(page, "pager.last"));
    put_ranges(page, pager, part, range);
    view_put_bool(page->arena, pager, "has_ranges", is_first);
}

static const char *range_heading(const PageContext *page, const char *title, const char *range)
{
    return arena_printf(page->arena, "%s%s%s", title, page_context_word(page, "list.colon"), range);
}

void pager_begin(PageContext *page, const ListPart *part, const PageHead *head, PagerRange range)
{
    const ListPart *first = list_part_first(part);
    PageHead own = *head;
    own.self = part->path;
    own.listed = head->listed != NULL ? head->listed : first->path;
    if (part != first) {
        own.heading = range_heading(page, head->heading, range(page, part));
        own.description = position(page, part);
    }
    page_context_begin(page, &own);
    if (part != first)
        page_context_put_parent(page, head->heading, first->path);
    if (part->count > 1)
        pager_put(page, part, range);
}

void pager_put_elsewhere(PageContext *page, View *map, const char *key, const ListPart *part,
                         size_t before, size_t count)
{
    const ListPart *with = list_part_with(part, before);
    if (count == 0 || part->number > 0 || with == part) {
        view_put_bool(page->arena, map, key, false);
        return;
    }
    const char *number = page_context_count(page, with->number + 1);
    put_link(page, map, key, with, words_fill(page->words, "pager.on", number, page->arena));
}
