/*
 * What code hosts read besides CommonMark: tables, strikethrough, footnotes, boxes to tick and
 * alerts (GitHub Flavored Markdown; GitHub Docs, "Basic writing and formatting syntax"), formulas
 * ("Writing mathematical expressions") and the names of emoji. It is text to us, and must neither
 * go unsaid nor be read by those who read our Markdown.
 */
#include "value/prose_tree.h"

#include <string.h>

static bool is_first_in(cmark_node *node, cmark_node_type container)
{
    cmark_node *paragraph = cmark_node_parent(node);
    cmark_node *around = paragraph != NULL ? cmark_node_parent(paragraph) : NULL;
    return cmark_node_previous(node) == NULL && cmark_node_previous(paragraph) == NULL &&
           around != NULL && cmark_node_get_type(around) == container;
}

/* A line of dashes, colons and pipes below another line. */
static bool is_table_rule(cmark_node *node, const char *text)
{
    cmark_node *before = cmark_node_previous(node);
    return before != NULL && cmark_node_get_type(before) == CMARK_NODE_SOFTBREAK &&
           strspn(text, "|:- \t") == strlen(text) && strchr(text, '|') != NULL &&
           strchr(text, '-') != NULL;
}

/* --- emoji --- */

size_t prose_emoji_length(const char *text)
{
    static const char *const numbers[] = {"+1", "-1", "100", "1234"};
    if (*text != ':')
        return 0;
    const size_t length = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_+-");
    if (length == 0 || text[1 + length] != ':')
        return 0;
    bool is_name = false;
    for (size_t i = 1; i <= length; i++)
        is_name |= g_ascii_islower(text[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        is_name |= length == strlen(numbers[i]) && strncmp(text + 1, numbers[i], length) == 0;
    return is_name ? length + 2 : 0;
}

const char *prose_find_emoji(const char *text)
{
    for (const char *at = text; (at = strchr(at, ':')) != NULL; at++)
        if ((at == text || !(g_ascii_isalnum(at[-1]) || at[-1] == ':')) &&
            prose_emoji_length(at) > 0)
            return at;
    return NULL;
}

/* --- formulas --- */

/* Returns where the formula ends that begins at the "$"; NULL: none does. Its signs stand close to
 * it, and no digit behind them: "$5 to $7" and "$5-$7" are prices. */
static const char *formula_end(const char *text)
{
    const char *begin = text + (text[1] == '$' ? 2 : 1);
    if (*begin == '\0' || *begin == '$' || g_ascii_isspace(*begin))
        return NULL;
    const char *end = strchr(begin, '$');
    if (end == NULL || g_ascii_isspace(end[-1]))
        return NULL;
    end += end[1] == '$' ? 2 : 1;
    return g_ascii_isalnum(*end) ? NULL : end;
}

/* All text of a paragraph or heading, and a space for what else stands in it. */
static char *block_text(cmark_node *block)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GPtrArray) nodes = prose_tree_list(block);
    for (guint i = 1; i < nodes->len; i++) {
        const cmark_node_type type = cmark_node_get_type(nodes->pdata[i]);
        if (type == CMARK_NODE_TEXT)
            g_string_append(text, cmark_node_get_literal(nodes->pdata[i]));
        else if (type != CMARK_NODE_EMPH && type != CMARK_NODE_STRONG)
            g_string_append_c(text, ' ');
    }
    return g_string_free(text, FALSE);
}

char *prose_find_formula(cmark_node *block)
{
    g_autofree char *text = block_text(block);
    for (const char *at = text; (at = strchr(at, '$')) != NULL; at++) {
        const char *before = at > text ? at - 1 : " ";
        const bool may_begin = strchr(" \t([{\"'", *before) != NULL || (*before & 0x80) != 0;
        const char *end = may_begin ? formula_end(at) : NULL;
        if (end != NULL)
            return g_strndup(at, (gsize)(end - at));
    }
    return NULL;
}

/* --- low and high characters --- */

/* Returns "~2~" of "H~2~O" and "^2^" of "mm^2^", as Pandoc reads them; NULL: there is none. A range
 * has numbers on both sides: 5~10~15. */
static char *find_script(const char *text, char mark)
{
    for (const char *at = text; (at = strchr(at, mark)) != NULL; at++) {
        const size_t length = strspn(at + 1, "0123456789+-nx");
        const bool is_behind =
            at > text && (mark == '~' ? g_ascii_isalpha(at[-1]) : g_ascii_isalnum(at[-1]));
        if (is_behind && length > 0 && at[1 + length] == mark)
            return g_strndup(at, length + 2);
    }
    return NULL;
}

static void visit_scripts(cmark_node *node, const char *text, ProseVisitExtension visit, void *user)
{
    g_autofree char *low = find_script(text, '~');
    g_autofree char *high = find_script(text, '^');
    if (low != NULL)
        visit(node, low, user);
    if (high != NULL)
        visit(node, high, user);
}

/* --- underscores --- */

static bool is_wide_at(const char *at)
{
    return *at != '\0' && g_unichar_iswide(g_utf8_get_char(at));
}

/* Were underscores meant to make text bold? They do so only around whole words, and there are no
 * spaces between those of Chinese and Japanese. */
static bool has_underscores(const char *text)
{
    const char *open = strstr(text, "__");
    const char *close = open != NULL ? strstr(open + 2, "__") : NULL;
    if (close == NULL || close == open + 2 || open[2] == ' ' || close[-1] == ' ')
        return false;
    const char *before = g_utf8_find_prev_char(text, open);
    return (before != NULL && is_wide_at(before)) || is_wide_at(close + 2);
}

/* --- all of them --- */

bool prose_is_footnote(cmark_node *link)
{
    cmark_node *text = cmark_node_first_child(link);
    return cmark_node_get_type(link) == CMARK_NODE_LINK && text != NULL &&
           cmark_node_get_type(text) == CMARK_NODE_TEXT && *cmark_node_get_literal(text) == '^';
}

static void visit_text(cmark_node *node, ProseVisitExtension visit, void *user)
{
    const char *text = cmark_node_get_literal(node);
    const char *strike = strstr(text, "~~");
    const char *note = strstr(text, "[^");
    const char *emoji = prose_find_emoji(text);
    if (is_table_rule(node, text))
        visit(node, text, user);
    if (strike != NULL && strike[2] != '\0' && strstr(strike + 2, "~~") != NULL)
        visit(node, "~~", user);
    if (note != NULL && strchr(note, ']') != NULL)
        visit(node, "[^", user);
    if (is_first_in(node, CMARK_NODE_ITEM) && text[0] == '[' && text[1] != '\0' &&
        strchr(" xX", text[1]) != NULL && g_str_has_prefix(text + 2, "] "))
        visit(node, text[1] == ' ' ? "[ ]" : text[1] == 'x' ? "[x]" : "[X]", user);
    if (is_first_in(node, CMARK_NODE_BLOCK_QUOTE) && g_str_has_prefix(text, "[!"))
        visit(node, "[!", user);
    visit_scripts(node, text, visit, user);
    if (has_underscores(text))
        visit(node, "__", user);
    if (emoji != NULL) {
        g_autofree char *name = g_strndup(emoji, prose_emoji_length(emoji));
        visit(node, name, user);
    }
}

void prose_visit_extensions(cmark_node *node, ProseVisitExtension visit, void *user)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        visit_text(node, visit, user);
    if (prose_is_footnote(node))
        visit(node, "[^", user);
    g_autofree char *formula = type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING
                                   ? prose_find_formula(node)
                                   : NULL;
    if (formula != NULL)
        visit(node, formula, user);
}
