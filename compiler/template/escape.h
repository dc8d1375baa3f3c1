/*
 * escape.h - plain text made harmless for one output format.
 *
 * Used by the template engine for {{name}} and by emitters that write text themselves. The input is
 * valid UTF-8 of any content; whoever reads the output sees that text and nothing else: no element,
 * link, list or heading starts or ends in it.
 */
#pragma once

#include <glib.h>

typedef enum Escape {
    ESCAPE_NONE,
    ESCAPE_HTML,     /* & < > " ' : safe in text and in quoted attributes */
    ESCAPE_MARKDOWN, /* no character of the text can start Markdown or HTML, also not in a table */
} Escape;

/*
 * Appends `text` to `out`, escaped.
 *
 * ESCAPE_HTML: control characters other than newline and tab, which HTML forbids, become U+FFFD.
 *
 * ESCAPE_MARKDOWN: for the text of paragraphs, headings, list items, table cells and links in
 * GitHub-flavoured Markdown; not for link destinations and titles. A line break becomes a space,
 * control characters U+FFFD. What starts a block (`-`, `1.`) is escaped only at the start of the
 * text, so that common text stays readable. URLs do not turn into links; mail addresses still do,
 * since GitHub looks for those after it has removed the escapes.
 */
void escape_append(GString *out, Escape escape, const char *text);
