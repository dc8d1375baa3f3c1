/*
 * pages.h - the kinds of pages, and what each one says.
 *
 * One function a kind fills a page's root map; templates of the same name show it. A new kind of
 * page is one function, one row in PAGE_KINDS and a template in each format.
 */
#pragma once

#include "find/plans.h"
#include "page/context.h"

typedef struct PageKind {
    const char *template;
    void (*fill)(PageContext *page, const void *subject);
} PageKind;

typedef enum PageKindId {
    PAGE_HOME,       /* subject: NULL */
    PAGE_CLASS,      /* a ListPart of a SiteClass */
    PAGE_ENTRY,      /* an Entry */
    PAGE_MOVED,      /* a Former */
    PAGE_DIAGRAMS,   /* a ListPart */
    PAGE_DIAGRAM,    /* a Plate */
    PAGE_TABLE,      /* a ListPart of a Plate's table, not its first */
    PAGE_QUESTIONS,  /* a ListPart */
    PAGE_REPORT,     /* a ListPart */
    PAGE_PLANS,      /* a ListPart */
    PAGE_CITED,      /* a ListPart of a SiteCited, not its first */
    PAGE_DATA,       /* a DataFiles */
    PAGE_LLMS,       /* NULL */
    PAGE_PLANNED,    /* a ListPart */
    PAGE_FREE,       /* a Page of kb->pages */
    PAGE_PAGES,      /* a ListPart */
    PAGE_COMPARISON, /* a ReadyComparison */
    PAGE_COMPARE,    /* a ListPart: all of them, and where scripts show what readers choose */
    PAGE_SEARCH,     /* NULL */
    PAGE_KIND_COUNT
} PageKindId;

extern const PageKind PAGE_KINDS[PAGE_KIND_COUNT];

/* An id that an entry had before. */
typedef struct Former {
    const char *id;
    const Entry *entry;
} Former;

void page_fill_home(PageContext *page, const void *subject);
void page_fill_class(PageContext *page, const void *subject);
void page_fill_entry(PageContext *page, const void *subject);
void page_fill_moved(PageContext *page, const void *subject);
void page_fill_diagrams(PageContext *page, const void *subject);
void page_fill_diagram(PageContext *page, const void *subject);
void page_fill_table(PageContext *page, const void *subject);
void page_fill_questions(PageContext *page, const void *subject);
void page_fill_report(PageContext *page, const void *subject);
void page_fill_plans(PageContext *page, const void *subject);
void page_fill_cited(PageContext *page, const void *subject);
void page_fill_data(PageContext *page, const void *subject);
void page_fill_llms(PageContext *page, const void *subject);
void page_fill_planned(PageContext *page, const void *subject);
void page_fill_free(PageContext *page, const void *subject);
void page_fill_pages(PageContext *page, const void *subject);
void page_fill_search(PageContext *page, const void *subject);
void page_fill_comparison(PageContext *page, const void *subject);
void page_fill_compare(PageContext *page, const void *subject);

/* Puts `comparisons`: title and path of those that an entry is in, as far as it knows. */
void page_put_comparisons(PageContext *page, const Entry *entry);

/* Puts `diagram`: name, title, description, svg (the drawing, if it stands in the page and is no
 * longer than `drawing_max` bytes), large (it would be: with `width`, `height` and `alt` of its
 * file), and drawn. For several pages. */
void page_put_diagram(PageContext *page, View *map, const Plate *plate, size_t drawing_max);

/* Is there a picture of it, of `drawing_max` bytes at most? */
bool page_shows_diagram(const PageContext *page, const Plate *plate, size_t drawing_max);

/* Appends a milestone with a date: title and path of the subject, event, date, status, status_name.
 */
void page_append_event(PageContext *page, View *list, const Plan *plan);

/* Returns the path of a class's index, or NULL. */
const char *page_class_path(const PageContext *page, const Class *class);
