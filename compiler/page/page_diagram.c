/* Diagrams: the list of them, and each with its picture and the same content as a table. */
#include "page/pages.h"

static const char *diagram_path(const PageContext *page, const Plate *plate)
{
    return arena_printf(page->arena, "diagrams/%s", plate->name);
}

/* Returns the drawing as it stands in a page; NULL where it stands beside the page, or nowhere. */
static const char *draw(const PageContext *page, const Picture *picture)
{
    if (picture == NULL || picture->failed || !page->format->inlines_pictures)
        return NULL;
    g_autoptr(GString) svg = g_string_new(NULL);
    const SvgTarget target = {.prefix = page->up, .extension = page->format->extension};
    picture_append_svg(picture, &target, svg);
    return arena_strndup(page->arena, svg->str, svg->len);
}

void page_put_diagram(PageContext *page, View *map, const Plate *plate, bool with_drawing)
{
    Arena *arena = page->arena;
    const Picture *picture = site_find_picture(page->site, plate, page->language);
    view_put_text(arena, map, "name", plate->name);
    view_put_text(arena, map, "path", diagram_path(page, plate));
    view_put_text(arena, map, "title", page_context_get(page, plate->title));
    view_put_text(arena, map, "text",
                  plate->description != NULL ? page_context_get(page, plate->description) : NULL);
    view_put_bool(arena, map, "drawn", picture != NULL && !picture->failed);
    view_put_text(arena, map, "svg", with_drawing ? draw(page, picture) : NULL);
    if (picture != NULL && picture->table != NULL)
        view_put_shared(arena, map, "table", picture->table);
    else
        view_put_bool(arena, map, "table", false);
}

void page_fill_diagrams(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Plates *plates = page->site->plates;
    page_context_begin(page, &(PageHead){.self = "diagrams/index",
                                         .heading = page_context_word(page, "diagrams.title"),
                                         .listed = "diagrams/index"});
    View *list = view_put_list(page->arena, page->root, "diagrams");
    for (size_t i = 0; i < plates->count; i++)
        if (plates->items[i]->whole == NULL)
            page_put_diagram(page, view_append_map(page->arena, list), plates->items[i], false);
}

void page_fill_diagram(PageContext *page, const void *subject)
{
    const Plate *plate = subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const char *description =
        plate->description != NULL ? page_context_get(page, plate->description) : NULL;
    page_context_begin(page, &(PageHead){.self = diagram_path(page, plate),
                                         .heading = page_context_get(page, plate->title),
                                         .description = description,
                                         .listed = "diagrams/index"});
    const Plate *whole = plate->whole;
    page_context_put_parent(page,
                            whole != NULL ? page_context_get(page, whole->title)
                                          : page_context_word(page, "diagrams.title"),
                            whole != NULL ? diagram_path(page, whole) : "diagrams/index");
    page_put_diagram(page, view_put_map(page->arena, page->root, "diagram"), plate, true);
}
