/*
 * context.h - the context of one page while it is being built.
 *
 * A page's view function gets a PageContext, fills its root map and returns; emit/ renders the map
 * with a template. Everything is scratch memory of the worker that renders the page. Pages differ
 * between formats only in what ViewFormat says: prose must be rendered before a template sees it.
 *
 * Common fields of every page: lang, up (from the page to its language's folder: "" or "../"),
 * self, heading, title, description, words, navigation, languages, site_name, as_of, license,
 * generator. Whatever a template may test inside a list is put in every item of it, FALSE if it
 * does not hold: Mustache would find a field of the same name further out.
 */
#pragma once

#include "page/site.h"

typedef struct ProseTargets ProseTargets; /* value/prose.h */

typedef struct ViewFormat {
    const char *extension; /* ".html" */
    bool greys_zeros;      /* digits that nobody stated look unlike the others */
    bool has_parts;        /* values have addresses (model/anchors.h) */
    bool inlines_pictures; /* diagrams stand in the page itself, not in a file beside it */
    bool embeds_data;      /* what machines read stands in the page, too (json_ld.h, cite.h) */
    bool has_front_matter; /* Markdown begins with what a site generator wants to know of it */
    void (*append_prose)(const char *markdown, int heading_offset, const ProseTargets *targets,
                         GHashTable *ids, GString *out);
} ViewFormat;

typedef struct PageContext {
    const Site *site;
    const ViewFormat *format;
    Arena *arena;
    size_t language;
    const Words *words; /* of that language */
    const Entry *entry; /* whose page it is; NULL: no entry's */
    const char *up;
    View *root;
    const Edtf *as_of; /* said once for the whole page, so that claims of that date need not; NULL:
                          each says its own */

    const Entry **sources; /* cited on this page so far; number n is sources[n - 1] */
    size_t source_count;
    size_t source_capacity;
    bool is_brief;      /* values only: nothing is cited */
    bool has_own_units; /* numbers of a slot stand beside each other: all in its own unit */
} PageContext;

/* What a page is called, where it stands and where the same page is in other languages. */
typedef struct PageHead {
    const char *self;        /* below the language's folder: "chips/br106" */
    const char *heading;     /* NULL: the knowledge base's name (the home page) */
    const char *description; /* NULL: none */
    bool is_alone;           /* no Markdown says the same */
    const char *leads_to;    /* the page that took its place; NULL: none has */
    const char *listed;      /* whose link in the navigation is the current one; NULL: none */
    bool (*exists)(const PageContext *page, size_t language, const void *subject); /* NULL: yes */
    const void *subject;
} PageHead;

/* Sets up the context and its root with the common fields. */
void page_context_init(PageContext *page, const Site *site, const ViewFormat *format, Arena *arena,
                       size_t language);
void page_context_begin(PageContext *page, const PageHead *head);

/* Puts where the page is below its home: one step a class or list. Either may be NULL. */
void page_context_put_parent(PageContext *page, const char *title, const char *path);

/* Returns the number of a source's note on this page (from 1), a new one for a new source. */
size_t page_context_cite(PageContext *page, const Entry *source);

/* Puts the numbered notes, after everything that cites. */
void page_context_put_sources(PageContext *page);

/* Puts `title` and `path` (FALSE if it has no page) of an entry into `map`. */
void page_context_put_entry(const PageContext *page, View *map, const Entry *entry);

/* Puts, in the place of a date, the word for having none. */
void page_context_put_absent(const PageContext *page, View *map, const char *key, const char *word);

/* Puts a date: a map with `text` in words, `edtf` as written, and `datetime` where HTML has a
 * notation for it (a plain day, month or year). */
void page_context_put_date(const PageContext *page, View *map, const char *key, const Edtf *date);

/* Puts `today`, the day with which a time machine ends; FALSE: none is wanted, or nobody says which
 * day it is. */
void page_context_put_today(const PageContext *page, View *map, bool is_wanted);

/* The same for a time that lasts: "since Aug 2022", where a date is "Aug 2022 or later". */
void page_context_put_period(const PageContext *page, View *map, const char *key,
                             const Edtf *period);

/* Returns prose as this format writes it; links to entries lead to their pages; headings get ids
 * that are not in `ids`, and are added to it.
 * Ends without a line break. */
const char *page_context_prose(const PageContext *page, const char *markdown, int heading_offset,
                               GHashTable *ids);

/* Returns `url` if it may be linked: http or https, and nothing in it that could end an attribute
 * or a Markdown destination (such bytes are percent-encoded). NULL otherwise. */
const char *page_context_url(const PageContext *page, const char *url);

/* Returns a file's name as an address has it. */
const char *page_context_file(const PageContext *page, const char *name);

/* Shorthands. */
const char *page_context_word(const PageContext *page, const char *key);
const char *page_context_get(const PageContext *page, const Localised *text);

/* What an event is called beside its subject's others: event_words_title(). */
const char *page_context_event(const PageContext *page, const Milestone *milestone);

/* The text in the page's own language; NULL if it has none: for what is better left out than shown
 * in another one, such as the schema's descriptions. */
const char *page_context_own(const PageContext *page, const Localised *text);

/* A number in an address, or of a note: "1234". */
const char *page_context_number(const PageContext *page, size_t number);

/* How many there are of something, as the language writes it: "1,234". */
const char *page_context_count(const PageContext *page, size_t count);
