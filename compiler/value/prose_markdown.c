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

/* Hosts look for names of emoji in what is shown, where no escape is left: a space without width
 * keeps them apart. */
static void break_emoji(cmark_node *text)
{
    const char *literal = cmark_node_get_literal(text);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *emoji; (emoji = prose_find_emoji(literal)) != NULL; literal = emoji + 1) {
        g_string_append_len(out, literal, emoji + 1 - literal);
        g_string_append(out, "\u200b");
    }
    if (out->len == 0)
        return;
    g_string_append(out, literal);
    cmark_node_set_literal(text, out->str);
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
    g_autoptr(GPtrArray) left = prose_tree_list(root);
    for (guint i = 0; i < left->len; i++)
        if (has_type(left->pdata[i], CMARK_NODE_TEXT))
            break_emoji(left->pdata[i]);
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

/* At the beginning of a line, "===" would make a heading, and ":-:" a table. */
static void escape_first(cmark_node *text)
{
    cmark_node *previous = cmark_node_previous(text);
    char first = *cmark_node_get_literal(text);
    if ((first != '=' && first != ':') ||
        (previous != NULL && !has_type(previous, CMARK_NODE_SOFTBREAK) &&
         !has_type(previous, CMARK_NODE_LINEBREAK)))
        return;
    g_autofree char *rest = g_strdup(cmark_node_get_literal(text) + 1);
    insert_escape(text, first);
    cmark_node_set_literal(text, rest);
}

/* Puts `text`, written as it is, before `node` (NULL: at the end of `parent`). */
static void insert_written(cmark_node *node, cmark_node *parent, const char *text)
{
    cmark_node *written = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(written, text);
    if (node != NULL)
        cmark_node_insert_before(node, written);
    else
        cmark_node_append_child(parent, written);
}

/* The block that was asked for last: its texts come one after the other. */
typedef struct FormulaBlock {
    cmark_node *block;
    bool has_formula;
} FormulaBlock;

static bool is_in_formula(cmark_node *text, FormulaBlock *last)
{
    cmark_node *block = text;
    while (cmark_node_get_type(block) > CMARK_NODE_LAST_BLOCK)
        block = cmark_node_parent(block);
    if (block != last->block) {
        g_autofree char *formula = prose_find_formula(block);
        *last = (FormulaBlock){block, formula != NULL};
    }
    return last->has_formula;
}

/* What hosts read besides CommonMark must stay text: "~" strikes out, "|" makes tables, and "$"
 * formulas. Returns which of them a text has. */
static const char *signs_of(cmark_node *text, FormulaBlock *last)
{
    const char *literal = cmark_node_get_literal(text);
    if (strchr(literal, '$') != NULL && is_in_formula(text, last))
        return "~|$";
    return strpbrk(literal, "~|") != NULL ? "~|" : NULL;
}

static void escape_signs(cmark_node *text, const char *signs)
{
    g_autofree char *rest = g_strdup(cmark_node_get_literal(text));
    char *at = rest;
    for (size_t plain; at[plain = strcspn(at, signs)] != '\0'; at += plain + 1) {
        g_autofree char *before = g_strndup(at, plain);
        if (plain > 0)
            cmark_node_insert_before(text, prose_tree_new_text(before));
        insert_escape(text, at[plain]);
    }
    if (*at != '\0')
        cmark_node_insert_before(text, prose_tree_new_text(at));
    cmark_node_free(text);
}

/* What a formula is, its whole block says: signs are looked for before any is escaped. */
static void escape_all_signs(const GPtrArray *nodes)
{
    FormulaBlock last = {0};
    g_autoptr(GPtrArray) signs = g_ptr_array_sized_new(nodes->len);
    for (guint i = 0; i < nodes->len; i++)
        g_ptr_array_add(signs, has_type(nodes->pdata[i], CMARK_NODE_TEXT)
                                   ? (gpointer)signs_of(nodes->pdata[i], &last)
                                   : NULL);
    for (guint i = 0; i < nodes->len; i++)
        if (signs->pdata[i] != NULL)
            escape_signs(nodes->pdata[i], signs->pdata[i]);
}

/* The first (or last) character that stands in a node; '*' for what begins with a sign. */
static gunichar edge_character(cmark_node *node, bool last)
{
    while (node != NULL && !has_type(node, CMARK_NODE_TEXT)) {
        if (!has_type(node, CMARK_NODE_EMPH) && !has_type(node, CMARK_NODE_STRONG))
            return '*';
        node = last ? cmark_node_last_child(node) : cmark_node_first_child(node);
    }
    const char *text = node != NULL ? cmark_node_get_literal(node) : "";
    if (*text == '\0')
        return '*';
    return g_utf8_get_char(last ? g_utf8_prev_char(text + strlen(text)) : text);
}

/* May a run stand between a mark within it and this one, by every CommonMark? */
static bool makes_room(gunichar outer)
{
    return g_unichar_isspace(outer) || g_unichar_ispunct(outer);
}

/* Writes the text's character beside a run as a reference: it begins and ends with punctuation,
 * which lets the run stand there for every reader, and shows as the same. */
static void refer_to_edge(cmark_node *text, bool last)
{
    g_autofree char *literal = g_strdup(cmark_node_get_literal(text));
    char *at = last ? g_utf8_prev_char(literal + strlen(literal)) : literal;
    g_autofree char *reference = g_strdup_printf("&#%u;", g_utf8_get_char(at));
    if (last) {
        cmark_node *next = cmark_node_next(text);
        insert_written(next, cmark_node_parent(text), reference);
        *at = '\0';
        cmark_node_set_literal(text, literal);
    } else {
        insert_written(text, NULL, reference);
        cmark_node_set_literal(text, g_utf8_next_char(at));
    }
}

static void make_room_beside(cmark_node *run)
{
    cmark_node *before = cmark_node_previous(run);
    cmark_node *after = cmark_node_next(run);
    if (has_type(before, CMARK_NODE_TEXT) && *cmark_node_get_literal(before) != '\0' &&
        prose_is_mark(edge_character(run, false)) && !makes_room(edge_character(before, true)))
        refer_to_edge(before, true);
    if (has_type(after, CMARK_NODE_TEXT) && *cmark_node_get_literal(after) != '\0' &&
        prose_is_mark(edge_character(run, true)) && !makes_room(edge_character(after, false)))
        refer_to_edge(after, false);
}

/* What only cmark's Markdown writer must see. */
static void prepare_writing(cmark_node *root)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node *node = nodes->pdata[i];
        if (has_type(node, CMARK_NODE_LINK))
            escape_bang(node);
        if (has_type(node, CMARK_NODE_EMPH) || has_type(node, CMARK_NODE_STRONG))
            make_room_beside(node);
        /* Code after a list would be a part of it, unless fenced, as with any info string. */
        if (has_type(node, CMARK_NODE_CODE_BLOCK) && *cmark_node_get_fence_info(node) == '\0' &&
            has_type(cmark_node_previous(node), CMARK_NODE_CUSTOM_BLOCK))
            cmark_node_set_fence_info(node, " ");
        /* Anything in between keeps it from writing the comment. */
        if (has_type(node, CMARK_NODE_LIST) && cmark_node_next(node) != NULL)
            cmark_node_insert_after(node, cmark_node_new(CMARK_NODE_CUSTOM_BLOCK));
    }
    for (guint i = 0; i < nodes->len; i++)
        if (has_type(nodes->pdata[i], CMARK_NODE_TEXT))
            escape_first(nodes->pdata[i]);
    escape_all_signs(nodes);
}

/* Returns the ids of the headings, in their order, NULL for one that gets none: as the tree is
 * before it is prepared for writing, where not all letters are text any more. */
static GPtrArray *name_headings(cmark_node *root, GHashTable *ids)
{
    GPtrArray *names = g_ptr_array_new();
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        if (has_type(nodes->pdata[i], CMARK_NODE_HEADING))
            g_ptr_array_add(names, (gpointer)prose_ids_add(ids, nodes->pdata[i]));
    return names;
}

/* Gives each heading a name that no other heading of the page can have. */
static void write_names(cmark_node *root, const GPtrArray *names)
{
    guint next = 0;
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node *heading = nodes->pdata[i];
        const char *id = has_type(heading, CMARK_NODE_HEADING) ? names->pdata[next++] : NULL;
        if (id == NULL)
            continue;
        g_autofree char *anchor = g_strdup_printf("<a id=\"" PROSE_PART "%s\"></a>", id);
        insert_written(cmark_node_first_child(heading), heading, anchor);
    }
}

/* Returns the Markdown of the tree, or NULL if it does not read back as the same. */
static char *write_tree(cmark_node *root, const GPtrArray *names)
{
    char *want = cmark_render_html(root, CMARK_OPT_DEFAULT);
    prepare_writing(root);
    char *markdown = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
    cmark_node *back = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    char *got = cmark_render_html(back, CMARK_OPT_DEFAULT);
    if (strcmp(want, got) != 0) {
        free(markdown);
        markdown = NULL;
    } else if (names != NULL) {
        free(markdown);
        write_names(root, names);
        markdown = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
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

void prose_append_markdown(const char *markdown, int heading_offset, const ProseTargets *targets,
                           GHashTable *ids, GString *out)
{
    g_autoptr(GPtrArray) names = NULL;
    for (int keep_emphasis = 1; keep_emphasis >= 0; keep_emphasis--) {
        ProseProblem refusal;
        cmark_node *root = prose_tree_parse(markdown, &refusal);
        if (root == NULL)
            break;
        prose_tree_make_safe(root, heading_offset, targets);
        if (names == NULL && ids != NULL)
            names = name_headings(root, ids);
        simplify(root, keep_emphasis != 0);
        char *written = cmark_node_first_child(root) != NULL ? write_tree(root, names) : strdup("");
        cmark_node_free(root);
        if (written != NULL) {
            g_string_append(out, written);
            free(written);
            return;
        }
    }
    append_code(markdown, out);
}
