/*
 * prose.h - Markdown written by users, made safe, through cmark.
 *
 * Prose is CommonMark. A link destination without a scheme, slash or leading "#" is the id of an
 * entry, optionally with a fragment: [BR106](br106), [dates](br106#milestones). Other destinations
 * may be http:, https:, mailto: and "#fragment"; everything else is unsafe. Raw HTML is text like
 * any other. Images are shown as links. Nesting (quotes, list items, emphasis, links) deeper than
 * 64, prose over 64 KiB and numbered lists of more than 500 items are refused (cmark is quadratic
 * there), and shown as they were written.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { PROSE_LENGTH_MAX = 64 * 1024, PROSE_DEPTH_MAX = 64, PROSE_NUMBERED_MAX = 500 };

/* Returns the URL of the entry `id` (not NUL-terminated at its end: `length` bytes), or NULL if
 * there is no such entry. Caller frees. */
typedef char *(*ProseResolve)(const char *id, size_t length, void *user);

typedef enum ProseProblemKind {
    PROSE_BROKEN_LINK,   /* markdown.broken-link: `text` is the id */
    PROSE_UNSAFE_LINK,   /* markdown.unsafe-link: `text` is the destination */
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

/* Calls `report` for every problem, in order. */
void prose_check(const char *markdown, ProseResolve resolve, void *resolve_user, ProseReport report,
                 void *report_user);

/* Append the prose to `out`; what is unsafe or broken is left as its text. Headings are moved down
 * by `heading_offset` levels (to at most 6). The Markdown form is CommonMark that reads back as the
 * same tree, but for bullet lists in a row, which become one; where CommonMark cannot say it (as
 * happens when the text of a dropped link stays in the middle of a word), emphasis is given up. */
void prose_append_html(const char *markdown, int heading_offset, ProseResolve resolve, void *user,
                       GString *out);
void prose_append_markdown(const char *markdown, int heading_offset, ProseResolve resolve,
                           void *user, GString *out);
