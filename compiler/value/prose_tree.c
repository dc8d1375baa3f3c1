#include "value/prose_tree.h"

#include <string.h>

/* --- parsing within limits --- */

/* Returns the length of the quote's or list item's marker that `text` begins with, or 0. */
static size_t marker_length(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    const char *marker = text + digits;
    bool is_item = *marker != '\0' && strchr(digits > 0 ? ".)" : "-+*", *marker) != NULL;
    if (*text == '>')
        return 1;
    return is_item && strchr(" \t\r\n", marker[1]) != NULL ? digits + 1 : 0;
}

/* How many containers a line may be in by its look: quotes and list items that it opens, and two
 * columns of indent for each that is open. 0 if it opens none. */
static int count_line_depth(const char *line)
{
    int columns = 0, markers = 0;
    for (size_t length = 1; length > 0; line += length) {
        length = *line == ' ' || *line == '\t' ? 1 : marker_length(line);
        if (*line == ' ' || *line == '\t')
            columns += *line == '\t' ? 4 : 1;
        else
            markers += length > 0;
    }
    return markers == 0 ? 0 : markers + columns / 2;
}

/* cmark's time grows with lines times depth: what is far too deep is refused before it begins. The
 * slack is for lines that only look deep, in code and in thematic breaks. */
static bool check_lines(const char *markdown, ProseProblem *refusal)
{
    const int slack = 2 * PROSE_DEPTH_MAX;
    int number = 1;
    for (const char *line = markdown; *line != '\0'; number++) {
        if (count_line_depth(line) > PROSE_DEPTH_MAX + slack) {
            *refusal = (ProseProblem){PROSE_TOO_DEEP, number, ""};
            return false;
        }
        line += strcspn(line, "\r\n");
        line += *line == '\r' && line[1] == '\n' ? 2 : *line != '\0';
    }
    return true;
}

static bool is_nesting(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        return true;
    default:
        return false;
    }
}

static bool check_depth(cmark_node *root, ProseProblem *refusal)
{
    int depth = 0, line = 1;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        line = MAX(line, cmark_node_get_start_line(node));
        if (is_nesting(node))
            depth += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (depth > PROSE_DEPTH_MAX)
            break;
    }
    cmark_iter_free(iter);
    *refusal = (ProseProblem){PROSE_TOO_DEEP, line, ""};
    return depth <= PROSE_DEPTH_MAX;
}

/* Whether `node` is a numbered list with too many items: to write one, cmark counts from the first.
 */
static bool is_too_long(cmark_node *node)
{
    if (cmark_node_get_type(node) != CMARK_NODE_LIST ||
        cmark_node_get_list_type(node) != CMARK_ORDERED_LIST)
        return false;
    int count = 0;
    for (cmark_node *item = cmark_node_first_child(node); item != NULL;
         item = cmark_node_next(item))
        count++;
    return count > PROSE_NUMBERED_MAX;
}

static bool check_lists(cmark_node *root, ProseProblem *refusal)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        if (is_too_long(nodes->pdata[i])) {
            const int line = cmark_node_get_start_line(nodes->pdata[i]);
            *refusal = (ProseProblem){PROSE_LIST_TOO_LONG, line, ""};
            return false;
        }
    return true;
}

cmark_node *prose_tree_parse(const char *markdown, ProseProblem *refusal)
{
    size_t length = strlen(markdown);
    if (length > PROSE_LENGTH_MAX) {
        *refusal = (ProseProblem){PROSE_TOO_DEEP, 1, ""};
        return NULL;
    }
    if (!check_lines(markdown, refusal))
        return NULL;
    char sentinel[8];
    g_autofree char *marked = prose_mark_runs(markdown, sentinel);
    cmark_node *root = marked != NULL
                           ? cmark_parse_document(marked, strlen(marked), CMARK_OPT_VALIDATE_UTF8)
                           : cmark_parse_document(markdown, length, CMARK_OPT_VALIDATE_UTF8);
    if (marked != NULL)
        prose_clean_runs(root, sentinel);
    cmark_consolidate_text_nodes(root);
    prose_link_addresses(root);
    if (check_depth(root, refusal) && check_lists(root, refusal))
        return root;
    cmark_node_free(root);
    return NULL;
}

/* --- links --- */

static bool is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (is_control(g_utf8_get_char(text)))
            return true;
    return false;
}

/* Percent-encodes what RFC 3986 does not allow in a URI; escapes already there stay. */
static char *encode_url(const char *url)
{
    GString *out = g_string_new(NULL);
    for (; *url != '\0'; url++)
        if (g_ascii_isalnum(*url) || strchr("-._~:/?#[]@!$&'()*+,;=%", *url) != NULL)
            g_string_append_c(out, *url);
        else
            g_string_append_printf(out, "%%%02X", (unsigned char)*url);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *start;
    ProseTarget target;
} schemes[] = {
    {"http://", PROSE_TARGET_WEB},
    {"https://", PROSE_TARGET_WEB},
    {"mailto:", PROSE_TARGET_MAIL},
};

/* Returns the fragment to write behind an address, with its "#"; NULL: none. */
static char *name_part(const char *id, size_t length, const ProseTargets *targets)
{
    const char *fragment = id + length;
    if (targets->name_part == NULL || fragment[0] == '\0')
        return g_strdup(fragment);
    g_autofree char *wanted = g_uri_unescape_string(fragment + 1, NULL);
    g_autofree char *name =
        targets->name_part(id, length, wanted != NULL ? wanted : fragment + 1, targets->user);
    return name != NULL ? g_strconcat("#", name, NULL) : NULL;
}

static ProseTarget resolve_entry(const char *id, const ProseTargets *targets, char **url)
{
    size_t length = strcspn(id, "#");
    g_autofree char *page = targets->resolve(id, length, targets->user);
    if (page == NULL)
        return PROSE_TARGET_BROKEN;
    g_autofree char *part = name_part(id, length, targets);
    g_autofree char *address = g_strconcat(page, part, NULL);
    *url = encode_url(address);
    return PROSE_TARGET_ENTRY;
}

bool prose_tree_is_own_image(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_IMAGE &&
           g_str_has_prefix(cmark_node_get_url(node), "images/");
}

static ProseTarget find_image(const char *path, const ProseTargets *targets, ProseImage *found)
{
    if (targets->find_image == NULL || !targets->find_image(path, found, targets->user))
        return PROSE_TARGET_BROKEN_IMAGE;
    char *url = encode_url(found->url);
    g_free(found->url);
    found->url = url;
    return PROSE_TARGET_IMAGE;
}

ProseTarget prose_tree_target(cmark_node *link, const ProseTargets *targets, ProseImage *found)
{
    const char *destination = cmark_node_get_url(link);
    char **url = &found->url;
    *found = (ProseImage){0};
    if (prose_tree_is_own_image(link))
        return find_image(destination, targets, found);
    if (has_control(destination))
        return PROSE_TARGET_UNSAFE;
    if (destination[0] == '#') {
        g_autofree char *part = name_part(destination, 0, targets);
        *url = part != NULL ? encode_url(part) : NULL;
        return PROSE_TARGET_FRAGMENT;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        size_t length = strlen(schemes[i].start);
        if (g_ascii_strncasecmp(destination, schemes[i].start, length) == 0 &&
            destination[length] != '\0') {
            *url = encode_url(destination);
            return schemes[i].target;
        }
    }
    if (strpbrk(destination, ":/\\") != NULL)
        return PROSE_TARGET_UNSAFE;
    return resolve_entry(destination, targets, url);
}

/* --- changing the tree --- */

GPtrArray *prose_tree_list(cmark_node *root)
{
    GPtrArray *nodes = g_ptr_array_new();
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            g_ptr_array_add(nodes, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    return nodes;
}

cmark_node *prose_tree_new_text(const char *text)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, text);
    return node;
}

static void move_children(cmark_node *from, cmark_node *to)
{
    for (cmark_node *child; (child = cmark_node_first_child(from)) != NULL;)
        cmark_node_append_child(to, child);
}

void prose_tree_dissolve(cmark_node *node)
{
    for (cmark_node *child; (child = cmark_node_first_child(node)) != NULL;)
        cmark_node_insert_before(node, child);
    cmark_node_free(node);
}

static bool is_within(cmark_node *node, cmark_node_type type)
{
    while ((node = cmark_node_parent(node)) != NULL)
        if (cmark_node_get_type(node) == type)
            return true;
    return false;
}

/* Control characters come from character references such as "&#1;" only. */
static char *without_controls(const char *text, bool keep_lines)
{
    GString *out = g_string_new(NULL);
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c == '\n' || c == '\t')
            g_string_append_c(out, keep_lines ? *text : ' ');
        else
            g_string_append_unichar(out, is_control(c) ? 0xfffd : c);
    }
    return g_string_free(out, FALSE);
}

static void clean_text(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    bool is_block = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
    if (has_control(literal)) {
        g_autofree char *clean = without_controls(literal, is_block);
        cmark_node_set_literal(node, clean);
    }
    if (is_block && has_control(cmark_node_get_fence_info(node))) {
        g_autofree char *clean = without_controls(cmark_node_get_fence_info(node), false);
        cmark_node_set_fence_info(node, clean);
    }
}

/* Puts each line of `text` before `node`. */
static void insert_lines(cmark_node *node, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool first = true;
    for (char **line = lines; *line != NULL; line++) {
        if (*g_strstrip(*line) == '\0')
            continue;
        if (!first)
            cmark_node_insert_before(node, cmark_node_new(CMARK_NODE_SOFTBREAK));
        g_autofree char *clean = without_controls(*line, false);
        cmark_node_insert_before(node, prose_tree_new_text(clean));
        first = false;
    }
}

static void html_to_text(cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE) {
        insert_lines(node, cmark_node_get_literal(node));
        cmark_node_free(node);
        return;
    }
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node *end = cmark_node_new(CMARK_NODE_SOFTBREAK);
    cmark_node_append_child(paragraph, end);
    insert_lines(end, cmark_node_get_literal(node));
    cmark_node_free(end);
    cmark_node_replace(node, paragraph);
    cmark_node_free(node);
}

enum { SIZE_BITS = 16 }; /* of a side: at most 16384 */

static void set_image(cmark_node *node, const ProseImage *image)
{
    g_autofree char *title = without_controls(cmark_node_get_title(node), false);
    cmark_node_set_url(node, image->url);
    cmark_node_set_title(node, title);
    cmark_node_set_user_data(
        node, GUINT_TO_POINTER(image->width << SIZE_BITS | (image->height & 0xFFFF)));
}

void prose_tree_image_size(cmark_node *image, uint32_t *width, uint32_t *height)
{
    const uint32_t size = GPOINTER_TO_UINT(cmark_node_get_user_data(image));
    *width = size >> SIZE_BITS;
    *height = size & 0xFFFF;
}

/* Makes a link of a link or image that leads somewhere, else leaves its text. A picture of the
 * knowledge base's own stays. */
static void settle_link(cmark_node *node, const ProseTargets *targets)
{
    ProseImage found;
    const ProseTarget target = prose_tree_target(node, targets, &found);
    g_autofree char *url = found.url;
    if (target == PROSE_TARGET_IMAGE) {
        set_image(node, &found);
        return;
    }
    if (url == NULL && prose_is_footnote(node)) {
        cmark_node_insert_before(node, prose_tree_new_text("["));
        cmark_node_insert_after(node, prose_tree_new_text("]"));
    }
    if (url == NULL || is_within(node, CMARK_NODE_LINK)) {
        prose_tree_dissolve(node);
        return;
    }
    g_autofree char *title = without_controls(cmark_node_get_title(node), false);
    if (cmark_node_first_child(node) == NULL)
        cmark_node_append_child(node, prose_tree_new_text(cmark_node_get_url(node)));
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, url);
    cmark_node_set_title(link, title);
    cmark_node_set_user_data(link, target == PROSE_TARGET_WEB ? PROSE_WEB_LINK : NULL);
    move_children(node, link);
    cmark_node_replace(node, link);
    cmark_node_free(node);
}

static void move_heading(cmark_node *node, int offset)
{
    cmark_node_set_heading_level(node, CLAMP(cmark_node_get_heading_level(node) + offset, 1, 6));
}

/* A heading is one line, as in Markdown's "#" form. */
static void join_heading_lines(cmark_node *line_break)
{
    if (!is_within(line_break, CMARK_NODE_HEADING))
        return;
    cmark_node_replace(line_break, prose_tree_new_text(" "));
    cmark_node_free(line_break);
}

static void make_node_safe(cmark_node *node, int heading_offset, const ProseTargets *targets)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
        clean_text(node);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        html_to_text(node);
        break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        settle_link(node, targets);
        break;
    case CMARK_NODE_HEADING:
        move_heading(node, heading_offset);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        join_heading_lines(node);
        break;
    default:
        break;
    }
}

static bool is_break(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* Is there nothing on this side of the node in its line? (`neighbour` is what is there, if
 * anything.) */
static bool is_line_end(cmark_node *node, cmark_node *neighbour)
{
    cmark_node_type parent = cmark_node_get_type(cmark_node_parent(node));
    if (neighbour == NULL)
        return parent == CMARK_NODE_PARAGRAPH || parent == CMARK_NODE_HEADING;
    return is_break(neighbour);
}

static void trim_text(cmark_node *node)
{
    g_autofree char *text = g_strdup(cmark_node_get_literal(node));
    if (is_line_end(node, cmark_node_next(node)))
        g_strchomp(text);
    if (is_line_end(node, cmark_node_previous(node)))
        g_strchug(text);
    if (strcmp(text, cmark_node_get_literal(node)) != 0)
        cmark_node_set_literal(node, text);
}

/* Is there nothing left of it? */
static bool is_empty(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        return *cmark_node_get_literal(node) == '\0';
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return is_line_end(node, cmark_node_previous(node)) ||
               is_line_end(node, cmark_node_next(node));
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        return cmark_node_first_child(node) == NULL;
    default:
        return false;
    }
}

static void tidy(cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
        trim_text(node);
    if (is_empty(node))
        cmark_node_free(node);
}

/* What stands on lines of its own is apart from what is before it. */
static void append_text(GString *text, cmark_node *node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    const char *literal = cmark_node_get_literal(node);
    const bool is_apart = type <= CMARK_NODE_LAST_BLOCK || type == CMARK_NODE_SOFTBREAK ||
                          type == CMARK_NODE_LINEBREAK;
    if (is_apart && text->len > 0 && !g_ascii_isspace(text->str[text->len - 1]))
        g_string_append_c(text, ' ');
    if (literal != NULL)
        g_string_append(text, literal);
}

char *prose_tree_text(cmark_node *node)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            append_text(text, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    return g_strstrip(g_strdelimit(g_string_free(text, FALSE), "\n", ' '));
}

/* Who cannot see the picture gets the text alone: marks in it mean nothing. Children before their
 * parents, as they are freed. */
static void flatten_images(cmark_node *root)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = nodes->len; i > 0; i--) {
        cmark_node *image = nodes->pdata[i - 1];
        if (cmark_node_get_type(image) != CMARK_NODE_IMAGE)
            continue;
        g_autofree char *text = prose_tree_text(image);
        for (cmark_node *child; (child = cmark_node_first_child(image)) != NULL;)
            cmark_node_free(child);
        cmark_node_append_child(image, prose_tree_new_text(text));
    }
}

void prose_tree_make_safe(cmark_node *root, int heading_offset, const ProseTargets *targets)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        make_node_safe(nodes->pdata[i], heading_offset, targets);
    flatten_images(root);

    /* What has lost its neighbours may begin or end a line with spaces, or be all that there was:
     * forwards for the beginnings of lines (a paragraph still has its children then), backwards
     * for their ends, children before parents. */
    cmark_consolidate_text_nodes(root);
    g_autoptr(GPtrArray) forwards = prose_tree_list(root);
    for (guint i = 0; i < forwards->len; i++)
        tidy(forwards->pdata[i]);
    g_autoptr(GPtrArray) backwards = prose_tree_list(root);
    for (guint i = backwards->len; i > 0; i--)
        tidy(backwards->pdata[i - 1]);
}
