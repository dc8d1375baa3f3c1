/*
 * live.h - pages as served: with the script that loads them again (live/live.js), and leave for it
 * to run. Only serve/ and tests include this.
 */
#pragma once

#include <glib.h>

/* Appends `page` with the script in it. `site` says which one the page is of. A page's policy (CSP)
 * allows this one script and nothing more; one that it does not have is not made. */
void live_append_page(GBytes *page, guint64 site, GString *out);

/* Appends a page of the server's own that says `text`, with the script in it. */
void live_append_own_page(const char *text, guint64 site, GString *out);

/* Returns what an event says of how things stand; `problem` may be NULL. The caller frees it. */
char *live_event(guint64 site, const char *problem);
