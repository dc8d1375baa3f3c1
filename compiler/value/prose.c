#include "value/prose.h"

#include "value/prose_tree.h"

#include <stdlib.h>
#include <string.h>

/* --- problems --- */

/* cmark knows the line of an inline node's end, and none of a line break's. */
static int find_line(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    int line = child != NULL ? cmark_node_get_start_line(child) : 0;
    return line > 0 ? line : MAX(cmark_node_get_start_line(node), 1);
}

static void report_link(cmark_node *node, ProseResolve resolve, void *resolve_user,
                        ProseReport report, void *user)
{
    g_autofree char *url = NULL;
    const char *destination = cmark_node_get_url(node);
    ProseTarget target = prose_tree_target(node, resolve, resolve_user, &url);
    if (target == PROSE_TARGET_BROKEN) {
        g_autofree char *id = g_strndup(destination, strcspn(destination, "#"));
        report(&(ProseProblem){PROSE_BROKEN_LINK, find_line(node), id}, user);
    } else if (target == PROSE_TARGET_UNSAFE) {
        report(&(ProseProblem){PROSE_UNSAFE_LINK, find_line(node), destination}, user);
    }
}

static void report_html(cmark_node *node, ProseReport report, void *user)
{
    const char *html = cmark_node_get_literal(node);
    g_autofree char *line = g_strndup(html, strcspn(html, "\n"));
    report(&(ProseProblem){PROSE_RAW_HTML, find_line(node), line}, user);
}

/* Is there nothing to be said about it, whatever it means? Links and HTML begin with brackets,
 * every level of nesting and every item has a mark, and as much indent as looks deep takes more
 * room. */
static bool is_harmless(const char *markdown)
{
    enum { LENGTH_MAX = 4 * PROSE_DEPTH_MAX };
    if (strpbrk(markdown, "[<\t") != NULL || strlen(markdown) > LENGTH_MAX)
        return false;
    size_t marks = 0;
    const char *at = markdown;
    while ((at = strpbrk(at, ">-+*_.)")) != NULL && marks <= PROSE_DEPTH_MAX) {
        marks++;
        at++;
    }
    return marks <= PROSE_DEPTH_MAX;
}

void prose_check(const char *markdown, ProseResolve resolve, void *resolve_user, ProseReport report,
                 void *report_user)
{
    if (is_harmless(markdown))
        return;
    ProseProblem refusal;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL) {
        report(&refusal, report_user);
        return;
    }
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node_type type = cmark_node_get_type(nodes->pdata[i]);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
            report_link(nodes->pdata[i], resolve, resolve_user, report, report_user);
        else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
            report_html(nodes->pdata[i], report, report_user);
    }
    cmark_node_free(root);
}

/* --- HTML --- */

/* cmark writes no attributes of ours: a link to the web becomes a node that holds its own tags. */
static void set_link_tags(cmark_node *link)
{
    g_autofree char *url = g_markup_escape_text(cmark_node_get_url(link), -1);
    g_autofree char *title = g_markup_escape_text(cmark_node_get_title(link), -1);
    g_autofree char *start =
        *title == '\0' ? g_strdup_printf("<a href=\"%s\" rel=\"noopener noreferrer\">", url)
                       : g_strdup_printf("<a href=\"%s\" title=\"%s\" rel=\"noopener noreferrer\">",
                                         url, title);
    cmark_node *tags = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(tags, start);
    cmark_node_set_on_exit(tags, "</a>");
    cmark_node_insert_before(link, tags);
    for (cmark_node *child; (child = cmark_node_first_child(link)) != NULL;)
        cmark_node_append_child(tags, child);
    cmark_node_free(link);
}

void prose_append_html(const char *markdown, int heading_offset, ProseResolve resolve, void *user,
                       GString *out)
{
    ProseProblem refusal;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL) {
        g_autofree char *text = g_markup_escape_text(markdown, -1);
        g_string_append_printf(out, "<pre>%s</pre>\n", text);
        return;
    }
    prose_tree_make_safe(root, heading_offset, resolve, user);
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        if (cmark_node_get_type(nodes->pdata[i]) == CMARK_NODE_LINK &&
            cmark_node_get_user_data(nodes->pdata[i]) == PROSE_WEB_LINK)
            set_link_tags(nodes->pdata[i]);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    g_string_append(out, html);
    free(html);
    cmark_node_free(root);
}
