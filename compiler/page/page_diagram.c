/* Diagrams: the list of them, and each with its picture and the same content as a table. */
#include "page/pager.h"
#include "page/pages.h"

#include <math.h>

static const char *diagram_path(const PageContext *page, const Plate *plate)
{
    return arena_printf(page->arena, "diagrams/%s", plate->name);
}

/* A picture that is little wider than a page on a desk is made to fit there: its smallest letters
 * are still larger than 9 px. Wider ones, and all on narrow screens, are scrolled. */
static const double FITTING_WIDTH = 1160;

/* A page is there soon, whatever the line: a larger drawing is a file beside it. */
enum { DRAWING_MAX = 256 * 1024 };

static GString *draw(const Picture *picture, const SvgTarget *target)
{
    GString *svg = g_string_new(NULL);
    if (picture != NULL && !picture->failed)
        picture_append_svg(picture, target, svg);
    return svg;
}

/* The same for each format, so that they show the same picture. */
bool page_shows_diagram(const PageContext *page, const Plate *plate, size_t drawing_max)
{
    const SvgTarget target = {.prefix = "", .extension = ".html"};
    g_autoptr(GString) svg = draw(site_find_picture(page->site, plate, page->language), &target);
    return svg->len > 0 && svg->len <= drawing_max;
}

/* Puts the drawing as it stands in a page; not where it stands beside the page, or nowhere. */
static void put_drawing(const PageContext *page, View *map, const Picture *picture,
                        size_t drawing_max)
{
    const SvgTarget target = {.prefix = page->up, .extension = page->format->extension};
    const bool may_show = page->format->inlines_pictures && drawing_max > 0;
    g_autoptr(GString) svg = draw(may_show ? picture : NULL, &target);
    const bool is_shown = svg->len > 0 && svg->len <= drawing_max;
    view_put_text(page->arena, map, "svg",
                  is_shown ? arena_strndup(page->arena, svg->str, svg->len) : NULL);
    view_put_bool(page->arena, map, "large", svg->len > drawing_max);
    view_put_bool(page->arena, map, "fits",
                  svg->len > 0 && picture != NULL && picture->scene->width <= FITTING_WIDTH);
}

static const char *pixels(const PageContext *page, double length)
{
    return arena_printf(page->arena, "%.0f", ceil(length));
}

/* What an image of the drawing's file needs. */
static void put_image(const PageContext *page, View *map, const Scene *scene)
{
    const bool is_said = scene->description != NULL;
    view_put_text(page->arena, map, "width", pixels(page, scene->width));
    view_put_text(page->arena, map, "height", pixels(page, svg_height(scene)));
    view_put_text(page->arena, map, "alt", is_said ? scene->description : scene->title);
}

void page_put_diagram(PageContext *page, View *map, const Plate *plate, size_t drawing_max)
{
    Arena *arena = page->arena;
    const Picture *picture = site_find_picture(page->site, plate, page->language);
    view_put_text(arena, map, "name", plate->name);
    view_put_text(arena, map, "path", diagram_path(page, plate));
    view_put_text(arena, map, "title", page_context_get(page, plate->title));
    view_put_text(arena, map, "text",
                  plate->description != NULL ? page_context_get(page, plate->description) : NULL);
    view_put_bool(arena, map, "drawn", picture != NULL && !picture->failed);
    page_context_put_today(page, map, plate->diagram->kind == DIAGRAM_TIMELINE);
    put_drawing(page, map, picture, drawing_max);
    if (picture != NULL && !picture->failed)
        put_image(page, map, picture->scene);
}

/* Puts `table`: columns, and the rows of a part. */
static void put_table(PageContext *page, const Plate *plate, const ListPart *part)
{
    const Picture *picture = site_find_picture(page->site, plate, page->language);
    if (picture == NULL || picture->table == NULL) {
        view_put_bool(page->arena, page->root, "table", false);
        return;
    }
    View *table = view_put_map(page->arena, page->root, "table");
    view_put_shared(page->arena, table, "columns", view_get(picture->table, "columns"));
    View *rows = view_put_list(page->arena, table, "rows");
    const View *row = view_get(picture->table, "rows")->first;
    for (size_t i = 0; row != NULL && i < part->end; i++, row = row->next)
        if (i >= part->first_row)
            view_append_shared(page->arena, rows, row);
}

void page_fill_diagrams(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Plates *plates = page->site->plates;
    pager_begin(page, part, &(PageHead){.heading = page_context_word(page, "diagrams.title")},
                pager_range_of_numbers);
    View *list = view_put_list(page->arena, page->root, "diagrams");
    for (size_t i = 0, row = 0; i < plates->count && row < part->end; i++)
        if (plates->items[i]->whole == NULL && row++ >= part->first_row)
            page_put_diagram(page, view_append_map(page->arena, list), plates->items[i], 0);
}

/* What its author says of it, else what is to be seen in it. */
static const char *describe(const PageContext *page, const Plate *plate)
{
    if (plate->description != NULL)
        return page_context_get(page, plate->description);
    const Picture *picture = site_find_picture(page->site, plate, page->language);
    return picture != NULL && !picture->failed ? picture->scene->description : NULL;
}

void page_fill_diagram(PageContext *page, const void *subject)
{
    const Plate *plate = subject;
    reads_note_whole(page->site->reads, READ_ALL);
    page_context_begin(page, &(PageHead){.self = diagram_path(page, plate),
                                         .heading = page_context_get(page, plate->title),
                                         .description = describe(page, plate),
                                         .listed = "diagrams/index"});
    const Plate *whole = plate->whole;
    page_context_put_parent(page,
                            whole != NULL ? page_context_get(page, whole->title)
                                          : page_context_word(page, "diagrams.title"),
                            whole != NULL ? diagram_path(page, whole) : "diagrams/index");
    page_put_diagram(page, view_put_map(page->arena, page->root, "diagram"), plate, DRAWING_MAX);
    const ListPart *part = site_find_table(page->site, plate, page->language)->items;
    put_table(page, plate, part);
    if (part->count > 1)
        pager_put(page, part, pager_range_of_numbers);
}

void page_fill_table(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const Plate *plate = part->list;
    reads_note_whole(page->site->reads, READ_ALL);
    pager_begin(
        page, part,
        &(PageHead){.heading = page_context_get(page, plate->title), .listed = "diagrams/index"},
        pager_range_of_numbers);
    page_context_put_today(page, page->root, plate->diagram->kind == DIAGRAM_TIMELINE);
    put_table(page, plate, part);
}
