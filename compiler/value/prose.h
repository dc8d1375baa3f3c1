/*
 * prose.h - Markdown written by users, made safe, through cmark.
 *
 * Prose is CommonMark. A link destination without a scheme, slash or leading "#" is the id of an
 * entry, optionally with a fragment: [BR106](br106), [dates](br106#milestones). Other destinations
 * may be http:, https:, mailto: and "#fragment"; everything else is unsafe. Bare web addresses are
 * links. Raw HTML is text like any other, and so is what only some hosts read: tables of pipes,
 * ~~strikethrough~~, footnotes, boxes to tick, alerts. Images below "images/" are the knowledge
 * base's own, and are shown with their text; all others are links. Headings have ids
 * by GitHub's rule. Emphasis may begin and end beside East Asian text (prose_runs.c). Nesting
 * (quotes, list items, emphasis, links) deeper than 64, prose over 64 KiB and numbered lists of
 * more than 500 items are refused (cmark is quadratic there), and shown as they were written.
 */
#pragma once

#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROSE_LENGTH_MAX = 64 * 1024, PROSE_DEPTH_MAX = 64, PROSE_NUMBERED_MAX = 500 };

/* Returns the URL of the entry `id` (not NUL-terminated at its end: `length` bytes), or NULL if
 * there is no such entry. Caller frees. */
typedef char *(*ProseResolve)(const char *id, size_t length, void *user);

/* Returns what the part `fragment` of the entry's page (`length` bytes of `id`; 0: of the page at
 * hand) is called where the prose is read, NULL if it has no name there: then a link leads to all
 * of the page. Caller frees. */
typedef char *(*ProseNamePart)(const char *id, size_t length, const char *fragment, void *user);

/* A picture of the knowledge base's own. */
typedef struct ProseImage {
    char *url;      /* from the page at hand; whoever asked frees it */
    uint32_t width; /* in pixels, 1 to 16384 */
    uint32_t height;
} ProseImage;

/* Returns whether there is the picture `path` ("images/a.png"), and then says what it is. */
typedef bool (*ProseFindImage)(const char *path, ProseImage *image, void *user);

/* What prose may lead to and show. */
typedef struct ProseTargets {
    ProseResolve resolve;
    ProseFindImage find_image; /* NULL: there are no pictures */
    ProseNamePart name_part;   /* NULL: parts are called as they are written */
    void *user;
} ProseTargets;

/* Is `fragment` a part of the entry's page (`length` bytes of `id`; 0: of the page at hand)? */
typedef bool (*ProseHasPart)(const char *id, size_t length, const char *fragment, void *user);

typedef enum ProseProblemKind {
    PROSE_BROKEN_LINK,   /* markdown.broken-link: `text` is the id */
    PROSE_UNSAFE_LINK,   /* markdown.unsafe-link: `text` is the destination */
    PROSE_BROKEN_PART,   /* markdown.broken-link: `text` is the destination, no heading's */
    PROSE_BROKEN_IMAGE,  /* markdown.broken-image: `text` is the path */
    PROSE_IMAGE_TEXT,    /* markdown.image-text: `text` is the path of what has none */
    PROSE_EXTENSION,     /* markdown.extension: `text` is what is not read */
    PROSE_RAW_HTML,      /* markdown.raw-html: `text` is the HTML, cut to one line */
    PROSE_TOO_DEEP,      /* or longer than PROSE_LENGTH_MAX; nothing else is reported */
    PROSE_LIST_TOO_LONG, /* a numbered one; nothing else is reported */
} ProseProblemKind;

typedef struct ProseProblem {
    ProseProblemKind kind;
    int line;         /* 1-based, within the prose */
    const char *text; /* "" where nothing is said of it above */
} ProseProblem;

typedef void (*ProseReport)(const ProseProblem *problem, void *user);

/* Calls `report` for every problem, in order. `has_part` may be NULL; it gets the targets' user. */
void prose_check(const char *markdown, const ProseTargets *targets, ProseHasPart has_part,
                 ProseReport report, void *report_user);

/* Calls `visit` for each picture of the knowledge base's own that is shown, whether there is one or
 * not. Nothing is shown of what is refused. */
void prose_visit_images(const char *markdown, void (*visit)(const char *path, void *user),
                        void *user);

/* Returns what the prose says, without its marks, on one line. Caller frees. */
char *prose_text(const char *markdown);

/* Where a link of a prose leads: an entry's id, or "": the page at hand. With a fragment it asks
 * for that part only. */
typedef struct ProseLink {
    const char *id;
    const char *fragment; /* NULL: none */
} ProseLink;

/* All that prose_check() asks of others, and whether that is all that it could say: then it says
 * nothing if all links lead somewhere. It hangs on the text alone, and is worked out once. */
typedef struct ProseOutline {
    const ProseLink *links;
    size_t link_count;
    bool is_sound;
} ProseOutline;

ProseOutline prose_outline(const char *markdown, Arena *arena);

/* The ids that a page has, a set: those of headings are added as they are met. */
GHashTable *prose_ids_new(void);
void prose_ids_read(GHashTable *ids, const char *markdown);

/* Append the prose to `out`; what is unsafe or broken is left as its text. Headings are moved down
 * by `heading_offset` levels (to at most 6). The Markdown form is CommonMark that reads back as the
 * same tree, but for bullet lists in a row, which become one; where CommonMark cannot say it (as
 * happens when the text of a dropped link stays in the middle of a word), emphasis is given up.
 * Headings get ids, added to `ids` (NULL: none); those in Markdown begin with PROSE_PART, as
 * whoever shows it makes ids of all headings of the page. */
#define PROSE_PART "text-"
void prose_append_html(const char *markdown, int heading_offset, const ProseTargets *targets,
                       GHashTable *ids, GString *out);
void prose_append_markdown(const char *markdown, int heading_offset, const ProseTargets *targets,
                           GHashTable *ids, GString *out);
