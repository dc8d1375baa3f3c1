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

/* Who looks at one prose, and for whom. */
typedef struct ProseWatch {
    const ProseTargets *targets;
    ProseHasPart has_part;
    ProseReport report;
    void *user;
} ProseWatch;

static void say(const ProseWatch *watch, ProseProblemKind kind, cmark_node *node, const char *text)
{
    watch->report(&(ProseProblem){kind, find_line(node), text}, watch->user);
}

static void report_part(const ProseWatch *watch, cmark_node *node, const char *destination)
{
    const size_t length = strcspn(destination, "#");
    if (watch->has_part == NULL || destination[length] == '\0' || destination[length + 1] == '\0')
        return;
    g_autofree char *fragment = g_uri_unescape_string(destination + length + 1, NULL);
    if (!watch->has_part(destination, length,
                         fragment != NULL ? fragment : destination + length + 1,
                         watch->targets->user))
        say(watch, PROSE_BROKEN_PART, node, destination);
}

static void report_image_text(const ProseWatch *watch, cmark_node *image)
{
    g_autofree char *text = prose_tree_text(image);
    if (*text == '\0')
        say(watch, PROSE_IMAGE_TEXT, image, cmark_node_get_url(image));
}

static void report_link(const ProseWatch *watch, cmark_node *node)
{
    ProseImage found;
    const char *destination = cmark_node_get_url(node);
    const ProseTarget target = prose_tree_target(node, watch->targets, &found);
    g_autofree char *url = found.url;
    if (target == PROSE_TARGET_BROKEN_IMAGE) {
        say(watch, PROSE_BROKEN_IMAGE, node, destination);
    } else if (target == PROSE_TARGET_IMAGE) {
        report_image_text(watch, node);
    } else if (target == PROSE_TARGET_BROKEN && !prose_is_footnote(node)) {
        g_autofree char *id = g_strndup(destination, strcspn(destination, "#"));
        say(watch, PROSE_BROKEN_LINK, node, id);
    } else if (target == PROSE_TARGET_UNSAFE) {
        say(watch, PROSE_UNSAFE_LINK, node, destination);
    } else if (target == PROSE_TARGET_ENTRY || target == PROSE_TARGET_FRAGMENT) {
        report_part(watch, node, destination);
    }
}

static void report_html(const ProseWatch *watch, cmark_node *node)
{
    const char *html = cmark_node_get_literal(node);
    g_autofree char *line = g_strndup(html, strcspn(html, "\n"));
    say(watch, PROSE_RAW_HTML, node, line);
}

static void report_extension(cmark_node *node, const char *text, void *user)
{
    say(user, PROSE_EXTENSION, node, text);
}

static void report_node(const ProseWatch *watch, cmark_node *node)
{
    prose_visit_extensions(node, report_extension, (void *)watch);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        report_link(watch, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        report_html(watch, node);
        break;
    default:
        break;
    }
}

/* Is there nothing to be said about it, whatever it means? Links and HTML begin with brackets,
 * every level of nesting and every item has a mark, and as much indent as looks deep takes more
 * room. */
static bool is_harmless(const char *markdown)
{
    enum { LENGTH_MAX = 4 * PROSE_DEPTH_MAX };
    if (strpbrk(markdown, "[<\t|~$") != NULL || strlen(markdown) > LENGTH_MAX ||
        prose_find_emoji(markdown) != NULL)
        return false;
    size_t marks = 0;
    const char *at = markdown;
    while ((at = strpbrk(at, ">-+*_.)")) != NULL && marks <= PROSE_DEPTH_MAX) {
        marks++;
        at++;
    }
    return marks <= PROSE_DEPTH_MAX;
}

void prose_check(const char *markdown, const ProseTargets *targets, ProseHasPart has_part,
                 ProseReport report, void *report_user)
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
    const ProseWatch watch = {targets, has_part, report, report_user};
    for (guint i = 0; i < nodes->len; i++)
        report_node(&watch, nodes->pdata[i]);
    cmark_node_free(root);
}

void prose_visit_images(const char *markdown, void (*visit)(const char *path, void *user),
                        void *user)
{
    ProseProblem refusal;
    if (strstr(markdown, "![") == NULL) /* a path may be written in many ways, these may not */
        return;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL)
        return;
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        if (prose_tree_is_own_image(nodes->pdata[i]))
            visit(cmark_node_get_url(nodes->pdata[i]), user);
    cmark_node_free(root);
}

char *prose_text(const char *markdown)
{
    ProseProblem refusal;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL)
        return g_strdup(markdown);
    char *text = prose_tree_text(root);
    cmark_node_free(root);
    return text;
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

/* Same for a heading's id. */
static void set_heading_tags(cmark_node *heading, GHashTable *ids)
{
    const char *id = prose_ids_add(ids, heading);
    if (id == NULL)
        return;
    const int level = cmark_node_get_heading_level(heading);
    g_autofree char *escaped = g_markup_escape_text(id, -1);
    g_autofree char *start = g_strdup_printf("<h%d id=\"%s\">", level, escaped);
    g_autofree char *end = g_strdup_printf("</h%d>", level);
    cmark_node *tags = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(tags, start);
    cmark_node_set_on_exit(tags, end);
    cmark_node_insert_before(heading, tags);
    for (cmark_node *child; (child = cmark_node_first_child(heading)) != NULL;)
        cmark_node_append_child(tags, child);
    cmark_node_free(heading);
}

/* Same for a picture, which takes its room before it has come. */
static void set_image_tag(cmark_node *image)
{
    uint32_t width, height;
    prose_tree_image_size(image, &width, &height);
    g_autofree char *text = prose_tree_text(image);
    g_autofree char *alt = g_markup_escape_text(text, -1);
    g_autofree char *url = g_markup_escape_text(cmark_node_get_url(image), -1);
    g_autofree char *title = g_markup_escape_text(cmark_node_get_title(image), -1);
    g_autofree char *titled =
        *title != '\0' ? g_strdup_printf(" title=\"%s\"", title) : g_strdup("");
    g_autofree char *tag =
        g_strdup_printf("<img src=\"%s\" alt=\"%s\"%s width=\"%u\" height=\"%u\" loading=\"lazy\">",
                        url, alt, titled, width, height);
    cmark_node *written = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(written, tag);
    cmark_node_replace(image, written);
    cmark_node_free(image);
}

static void set_tags(cmark_node *node, GHashTable *ids)
{
    if (cmark_node_get_type(node) == CMARK_NODE_LINK &&
        cmark_node_get_user_data(node) == PROSE_WEB_LINK)
        set_link_tags(node);
    else if (cmark_node_get_type(node) == CMARK_NODE_HEADING && ids != NULL)
        set_heading_tags(node, ids);
}

/* Once all other nodes are settled: an image goes with the text in it. */
static void set_image_tags(cmark_node *root)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = nodes->len; i > 0; i--)
        if (cmark_node_get_type(nodes->pdata[i - 1]) == CMARK_NODE_IMAGE)
            set_image_tag(nodes->pdata[i - 1]);
}

void prose_append_html(const char *markdown, int heading_offset, const ProseTargets *targets,
                       GHashTable *ids, GString *out)
{
    ProseProblem refusal;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL) {
        g_autofree char *text = g_markup_escape_text(markdown, -1);
        g_string_append_printf(out, "<pre>%s</pre>\n", text);
        return;
    }
    prose_tree_make_safe(root, heading_offset, targets);
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        set_tags(nodes->pdata[i], ids);
    set_image_tags(root);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    g_string_append(out, html);
    free(html);
    cmark_node_free(root);
}
