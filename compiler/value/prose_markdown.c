/*
 * Prose as Markdown again. cmark's writer does not get every tree right (emphasis next to letters,
 * a text that ends with "!" before a link, a rule in a list item, ...), and what it gets wrong
 * would be read as something else than what was checked. So each result is read back: if it does
 * not mean the same, emphasis is given up; if that does not help, the source is shown as code.
 */
#include "value/prose_tree.h"

#include <stdlib.h>
#include <string.h>

static bool has_type(cmark_node *node, cmark_node_type type)
{
    return node != NULL && cmark_node_get_type(node) == type;
}

static bool is_bullet_list(cmark_node *node)
{
    return has_type(node, CMARK_NODE_LIST) && cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
}

/* cmark writes all bullets alike, and keeps lists apart by an HTML comment: they become one. */
static void join_bullet_lists(cmark_node *list)
{
    cmark_node *next = cmark_node_next(list);
    while (is_bullet_list(next)) {
        cmark_node_set_list_tight(list, cmark_node_get_list_tight(list) &&
                                            cmark_node_get_list_tight(next));
        for (cmark_node *item; (item = cmark_node_first_child(next)) != NULL;)
            cmark_node_append_child(list, item);
        cmark_node_free(next);
        next = cmark_node_next(list);
    }
}

static void simplify(cmark_node *root, bool keep_emphasis)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = nodes->len; i > 0; i--) {
        cmark_node *node = nodes->pdata[i - 1];
        if (is_bullet_list(node) && !is_bullet_list(cmark_node_previous(node)))
            join_bullet_lists(node);
        else if (!keep_emphasis &&
                 (has_type(node, CMARK_NODE_EMPH) || has_type(node, CMARK_NODE_STRONG)))
            prose_tree_dissolve(node);
    }
    cmark_consolidate_text_nodes(root);
}

/* Puts "\!" (or "\~") before `node`, written as it is. */
static void insert_escape(cmark_node *node, char c)
{
    cmark_node *escape = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(escape, (const char[]){'\\', c, '\0'});
    cmark_node_insert_before(node, escape);
}

/* A text's last "!" would make an image of the link after it. */
static void escape_bang(cmark_node *link)
{
    cmark_node *text = cmark_node_previous(link);
    if (!has_type(text, CMARK_NODE_TEXT) || !g_str_has_suffix(cmark_node_get_literal(text), "!"))
        return;
    g_autofree char *rest = g_strdup(cmark_node_get_literal(text));
    rest[strlen(rest) - 1] = '\0';
    cmark_node_set_literal(text, rest);
    insert_escape(link, '!');
}

/* At the beginning of a line, "~~~" would open code, and "===" make a heading. */
static void escape_first(cmark_node *text)
{
    cmark_node *previous = cmark_node_previous(text);
    char first = *cmark_node_get_literal(text);
    if ((first != '~' && first != '=') ||
        (previous != NULL && !has_type(previous, CMARK_NODE_SOFTBREAK) &&
         !has_type(previous, CMARK_NODE_LINEBREAK)))
        return;
    g_autofree char *rest = g_strdup(cmark_node_get_literal(text) + 1);
    insert_escape(text, first);
    cmark_node_set_literal(text, rest);
}

/* What only cmark's Markdown writer must see. */
static void prepare_writing(cmark_node *root)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node *node = nodes->pdata[i];
        if (has_type(node, CMARK_NODE_LINK))
            escape_bang(node);
        if (has_type(node, CMARK_NODE_TEXT))
            escape_first(node);
        /* Code after a list would be a part of it, unless fenced, as with any info string. */
        if (has_type(node, CMARK_NODE_CODE_BLOCK) && *cmark_node_get_fence_info(node) == '\0' &&
            has_type(cmark_node_previous(node), CMARK_NODE_CUSTOM_BLOCK))
            cmark_node_set_fence_info(node, " ");
        /* Anything in between keeps it from writing the comment. */
        if (has_type(node, CMARK_NODE_LIST) && cmark_node_next(node) != NULL)
            cmark_node_insert_after(node, cmark_node_new(CMARK_NODE_CUSTOM_BLOCK));
    }
}

/* Returns the Markdown of the tree, or NULL if it does not read back as the same. */
static char *write_tree(cmark_node *root)
{
    char *want = cmark_render_html(root, CMARK_OPT_DEFAULT);
    prepare_writing(root);
    char *markdown = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
    cmark_node *back = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    char *got = cmark_render_html(back, CMARK_OPT_DEFAULT);
    if (strcmp(want, got) != 0) {
        free(markdown);
        markdown = NULL;
    }
    free(want);
    free(got);
    cmark_node_free(back);
    return markdown;
}

/* A fence is longer than any in the code. */
static void append_code(const char *text, GString *out)
{
    size_t longest = 2;
    for (const char *at = text; *at != '\0';) {
        size_t length = strspn(at, "`");
        longest = MAX(longest, length);
        at += MAX(length, 1);
    }
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    g_string_append_printf(out, "%s\n%s%s%s\n", fence, text,
                           g_str_has_suffix(text, "\n") ? "" : "\n", fence);
}

void prose_append_markdown(const char *markdown, int heading_offset, ProseResolve resolve,
                           void *user, GString *out)
{
    for (int keep_emphasis = 1; keep_emphasis >= 0; keep_emphasis--) {
        ProseProblem refusal;
        cmark_node *root = prose_tree_parse(markdown, &refusal);
        if (root == NULL)
            break;
        prose_tree_make_safe(root, heading_offset, resolve, user);
        simplify(root, keep_emphasis != 0);
        char *written = cmark_node_first_child(root) != NULL ? write_tree(root) : strdup("");
        cmark_node_free(root);
        if (written != NULL) {
            g_string_append(out, written);
            free(written);
            return;
        }
    }
    append_code(markdown, out);
}
