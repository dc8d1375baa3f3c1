/*
 * site.h - what all pages share: addresses, names, navigation, and facts about the whole base.
 *
 * Computed once from the linked model, read-only afterwards, so that rendering a page costs only
 * what is on that page. Addresses are paths below a language's folder, without the format's
 * extension ("chips/br106"): templates put {{up}} before and the extension behind.
 */
#pragma once

#include "diagram/picture.h"
#include "find/cited.h"
#include "find/report.h"
#include "model/kb.h"
#include "model/reads.h"
#include "page/columns.h"
#include "page/comparisons.h"
#include "page/parts.h"
#include "words/words.h"

typedef struct Site Site;

/* The published entries of one class (not of its subclasses), by id. */
typedef struct SiteClass {
    const Class *class;
    const Entry **entries;
    const Entry **by_name[LANGUAGES_MAX]; /* the same, as a language's lists have them:
                                             variants stand behind their base */
    size_t count;
    size_t product_count; /* variants are not counted: a product counts once */
    bool has_calendar;    /* some entry has a date that a calendar can have */
    ClassColumns columns; /* of its index */
    ListParts parts;      /* same */
} SiteClass;

/* What rests on one source, as its pages show it. */
typedef struct SiteCited {
    const Entry *source;
    const CitedSource *cited;
    const CitedEntry **by_name[LANGUAGES_MAX]; /* its entries, as a language's lists have them */
    ListParts parts;                           /* of the claims; the first is the source's page */
} SiteCited;

struct Site {
    const Kb *kb;
    Reads *reads;      /* of the document that is being rendered; NULL: nobody notes */
    bool shows_places; /* statements tell where they were said: what an editor opens */
    const Words *words[LANGUAGES_MAX];
    const Plates *plates;
    const Picture *const *pictures; /* by plate, then language; may be none */
    size_t picture_count;

    SiteClass *classes; /* those with published entries, in the order of the navigation */
    size_t class_count;
    const char **paths;      /* by entry's index; NULL: not published */
    const char **titles;     /* by language * kb->entry_count + entry's index */
    const SiteCited **cited; /* by the source's index; NULL: nothing cites it */
    Questions questions;
    Report report;
    Comparisons comparisons;
    ListParts comparison_parts;
    ListParts diagram_parts;  /* of the diagrams that are no part of another */
    ListParts *table_parts;   /* by plate, then language: of the pictures' tables; the first is the
                                 diagram's page */
    ListParts plan_parts;     /* of what moved */
    ListParts schedule_parts; /* of what is planned */
    ListParts question_parts;
    ListParts report_parts;                 /* of sources, then of gaps: unsourced, untranslated */
    ListParts page_parts[LANGUAGES_MAX];    /* of the free pages; none where all are in the
                                               navigation */
    const Page *last_listed[LANGUAGES_MAX]; /* the last free page in it; NULL: there is none */
    const View
        *navigations[LANGUAGES_MAX]; /* lists of links, in which no page is the current one */
};

/* Everything lives in `arena`; `words` has one item a language. */
Site *site_build(Arena *arena, const Kb *kb, const Plates *plates, const Words *const *words,
                 const Picture *const *pictures, size_t picture_count);

/* Returns where an entry's page is ("chips/br106"), or NULL if it has none (a draft). */
const char *site_path(const Site *site, const Entry *entry);

/* Returns what an entry is called: its name; without one its `title`; a milestone or figure by its
 * subject and event or measure; else its id. */
const char *site_title(const Site *site, const Entry *entry, size_t language);

/* Does the entry stand behind its base in their class's list? */
bool site_stands_under_base(const Entry *entry);

/* Returns the picture, or NULL if it was not drawn. */
const Picture *site_find_picture(const Site *site, const Plate *plate, size_t language);

/* Returns the parts of the table beside a picture; one if there is no picture. */
const ListParts *site_find_table(const Site *site, const Plate *plate, size_t language);

/* Returns whose link in the navigation stands for a free page: its own, or that of the list of all
 * pages. */
const char *site_page_link(const Site *site, Arena *arena, const Page *page);

/* Puts `navigation` for a page whose place in it is that of the page at `path` ("chips/index";
 * NULL: it has none). What the pages share is not copied. */
void site_put_navigation(const Site *site, Arena *arena, View *map, size_t language,
                         const char *path);
