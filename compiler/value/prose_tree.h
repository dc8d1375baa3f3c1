/*
 * prose_tree.h - prose as a cmark tree: parsed within limits, judged, made safe.
 *
 * What prose.c (problems, HTML) and prose_markdown.c share; nobody else includes it, nor cmark.h.
 */
#pragma once

#include "value/prose.h"

#include <cmark.h>

/* Returns the tree (free it with cmark_node_free()), or NULL and what it is refused for. */
cmark_node *prose_tree_parse(const char *markdown, ProseProblem *refusal);

/* prose_runs.c. Returns `markdown` with the letter `sentinel` beside each run of "*" that East
 * Asian text lets open and close, and CommonMark does not; NULL: as it is. Caller frees. The tree
 * of what was returned must be cleaned of it. */
char *prose_mark_runs(const char *markdown, char sentinel[8]);
void prose_clean_runs(cmark_node *root, const char *sentinel);

/* Does `c` count as punctuation beside a run, by CommonMark 0.31 (Unicode's P and S)? */
bool prose_is_mark(gunichar c);

/* prose_addresses.c: makes links of bare web addresses. */
void prose_link_addresses(cmark_node *root);

/* prose_ids.c: returns the heading's id, added to `ids`, which owns it; NULL: it has no letters. */
const char *prose_ids_add(GHashTable *ids, cmark_node *heading);

/* prose_extensions.c: calls `visit` for what code hosts read besides CommonMark, with how it is
 * written, or begins. What spans several nodes is told of the block that they stand in. */
typedef void (*ProseVisitExtension)(cmark_node *node, const char *text, void *user);
void prose_visit_extensions(cmark_node *node, ProseVisitExtension visit, void *user);

/* Is it what is left of a footnote with one word, which CommonMark takes for a link to that? */
bool prose_is_footnote(cmark_node *link);

/* Returns the first name of an emoji (":smile:") in a text, NULL: there is none; and how long it
 * is. */
const char *prose_find_emoji(const char *text);
size_t prose_emoji_length(const char *text);

/* Returns the first formula in a paragraph or heading, "$x$", NULL: there is none. Caller frees. */
char *prose_find_formula(cmark_node *block);

/* Where a link or image leads. */
typedef enum ProseTarget {
    PROSE_TARGET_ENTRY,
    PROSE_TARGET_FRAGMENT, /* within the page */
    PROSE_TARGET_WEB,      /* http:, https: */
    PROSE_TARGET_MAIL,
    PROSE_TARGET_IMAGE,        /* shown, not linked to */
    PROSE_TARGET_BROKEN,       /* there is no such entry */
    PROSE_TARGET_BROKEN_IMAGE, /* there is no such picture */
    PROSE_TARGET_UNSAFE,
} ProseTarget;

/* Sets the address to link to or to show, percent-encoded, or NULL if there is none (the caller
 * frees it), and a picture's size. */
ProseTarget prose_tree_target(cmark_node *link, const ProseTargets *targets, ProseImage *found);

/* Is it the path of a picture of the knowledge base's own, in the place of an image? */
bool prose_tree_is_own_image(cmark_node *node);

/* Returns all text within the node, without its marks, on one line; caller frees. */
char *prose_tree_text(cmark_node *node);

/* Afterwards the tree holds no raw HTML, no control character, no link within a link, no empty
 * paragraph, and links to proper addresses only; those to the web have PROSE_WEB_LINK as their user
 * data. Images are the knowledge base's own, and hold nothing but a text; their user data is their
 * size. Headings are moved down. */
#define PROSE_WEB_LINK ((void *)1)
void prose_tree_make_safe(cmark_node *root, int heading_offset, const ProseTargets *targets);

/* The size of an image of such a tree. */
void prose_tree_image_size(cmark_node *image, uint32_t *width, uint32_t *height);

/* Returns all nodes from the root down, parents before children. Caller frees. */
GPtrArray *prose_tree_list(cmark_node *root);

/* Puts the children of `node` in its place, and frees it. */
void prose_tree_dissolve(cmark_node *node);

/* Returns a new text node. */
cmark_node *prose_tree_new_text(const char *text);
