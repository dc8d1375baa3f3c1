/*
 * site.h - what all pages share: addresses, names, navigation, and facts about the whole base.
 *
 * Computed once from the linked model, read-only afterwards, so that rendering a page costs only
 * what is on that page. Addresses are paths below a language's folder, without the format's
 * extension ("chips/br106"): templates put {{up}} before and the extension behind.
 */
#pragma once

#include "diagram/picture.h"
#include "find/report.h"
#include "model/kb.h"
#include "model/reads.h"
#include "words/words.h"

typedef struct Site Site;

/* The published entries of one class (not of its subclasses), by id. */
typedef struct SiteClass {
    const Class *class;
    const Entry **entries;
    size_t count;
} SiteClass;

struct Site {
    const Kb *kb;
    Reads *reads; /* of the document that is being rendered; NULL: nobody notes */
    const Words *words[LANGUAGES_MAX];
    const Plates *plates;
    const Picture *const *pictures; /* by plate, then language; may be none */
    size_t picture_count;

    SiteClass *classes; /* those with published entries, in the order of the navigation */
    size_t class_count;
    size_t entry_count;  /* published */
    const char **paths;  /* by entry's index; NULL: not published */
    const char **titles; /* by language * kb->entry_count + entry's index */
    Questions questions;
    Report report;
    const View
        *navigations[LANGUAGES_MAX]; /* lists of links, in which no page is the current one */
};

/* Everything lives in `arena`; `words` has one item a language. */
const Site *site_build(Arena *arena, const Kb *kb, const Plates *plates, const Words *const *words,
                       const Picture *const *pictures, size_t picture_count);

/* Returns where an entry's page is ("chips/br106"), or NULL if it has none (a draft). */
const char *site_path(const Site *site, const Entry *entry);

/* Returns what an entry is called: its name; without one its `title`; a milestone or figure by its
 * subject and event or measure; else its id. */
const char *site_title(const Site *site, const Entry *entry, size_t language);

/* Returns the picture, or NULL if it was not drawn. */
const Picture *site_find_picture(const Site *site, const Plate *plate, size_t language);

/* Puts `navigation` for a page whose place in it is that of the page at `path` ("chips/index";
 * NULL: it has none). What the pages share is not copied. */
void site_put_navigation(const Site *site, Arena *arena, View *map, size_t language,
                         const char *path);
