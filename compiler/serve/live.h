/*
 * live.h - pages as served: with the script that loads them again (live/live.js), and leave for it
 * to run. Only serve/ and tests include this.
 */
#pragma once

#include <glib.h>

/* What the script is told. */
typedef struct LiveMark {
    guint64 site;      /* which one the page is of */
    const char *token; /* with which it may ask that the editor opens a line; NULL: there is none */
} LiveMark;

/* Appends `page` with the script in it. A page's policy (CSP) allows this one script and nothing
 * more; one that it does not have is not made. */
void live_append_page(GBytes *page, const LiveMark *mark, GString *out);

/* Appends a page of the server's own that says `text`, with the script in it. */
void live_append_own_page(const char *text, const LiveMark *mark, GString *out);

/* Returns what an event says of how things stand; `problem` may be NULL. The caller frees it. */
char *live_event(guint64 site, const char *problem);

/* Returns an event that leads to a page, "chips/br106", and on it to what was said at that line of
 * a file; NULL: to its beginning. The caller frees it. */
char *live_show_event(const char *page, const char *file, unsigned line);
