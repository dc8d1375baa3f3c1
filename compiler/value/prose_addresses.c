/*
 * Bare addresses in prose. Code hosts make links of them (GitHub Flavored Markdown, section 6.9),
 * so pages do, too, and the Markdown pages say so in CommonMark's words. An address ends at
 * whitespace, at "<" and at the first character that is not ASCII: in "见https://example.org/a。"
 * the full stop is the sentence's.
 */
#include "value/prose_tree.h"

#include <stdint.h>
#include <string.h>

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || (c & 0x80) != 0;
}

/* Is the byte one that an address may hold? */
static bool is_address_byte(char c)
{
    return c > ' ' && c < 0x7f && strchr("<>\"`|", c) == NULL;
}

/* Of what stands at the end, punctuation is the sentence's, and a parenthesis that was not opened
 * within. */
static size_t trim_address(const char *text, size_t length)
{
    int open = 0;
    for (size_t i = 0; i < length; i++)
        open += (text[i] == '(') - (text[i] == ')');
    while (length > 0) {
        const char last = text[length - 1];
        if (last == ')' && open < 0)
            open++;
        else if (strchr("?!.,:;*_~'", last) == NULL)
            break;
        length--;
    }
    return length;
}

static bool is_domain_byte(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* A domain has a period, letters or digits around it, and an end (RFC 1035, 2.3.4). */
static bool has_domain(const char *text, size_t length)
{
    enum { DOMAIN_MAX = 255 };
    size_t label = 0, labels = 0;
    for (size_t i = 0; i < length && is_domain_byte(text[i]); i++) {
        if (i == DOMAIN_MAX)
            return false;
        if (text[i] == '.') {
            if (label == 0)
                return false;
            label = 0;
            continue;
        }
        if (label++ == 0)
            labels++;
    }
    return labels >= 2;
}

static size_t web_length(const char *text, const char *prefix)
{
    const size_t start = strlen(prefix);
    if (g_ascii_strncasecmp(text, prefix, start) != 0)
        return 0;
    const size_t domain = *prefix == 'w' ? 0 : start;
    if (!has_domain(text + domain, SIZE_MAX))
        return 0; /* before all of it is looked at: the next one may begin right behind */
    size_t length = start;
    while (is_address_byte(text[length]))
        length++;
    length = trim_address(text, length);
    return length > start && has_domain(text + domain, length - domain) ? length : 0;
}

/* Where an address at `text` ends; 0: there is none. */
static size_t address_length(const char *text, const char **scheme)
{
    static const char *const prefixes[] = {"https://", "http://", "www."};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const size_t length = web_length(text, prefixes[i]);
        *scheme = *prefixes[i] == 'w' ? "http://" : "";
        if (length > 0)
            return length;
    }
    return 0;
}

static void insert_text(cmark_node *node, const char *text, size_t length)
{
    if (length == 0)
        return;
    g_autofree char *part = g_strndup(text, length);
    cmark_node_insert_before(node, prose_tree_new_text(part));
}

static void insert_link(cmark_node *node, const char *text, size_t length, const char *scheme)
{
    g_autofree char *part = g_strndup(text, length);
    g_autofree char *url = g_strconcat(scheme, part, NULL);
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, url);
    cmark_node_append_child(link, prose_tree_new_text(part));
    cmark_node_insert_before(node, link);
}

static void link_within(cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    const char *done = literal;
    for (const char *at = literal; (at = strpbrk(at, "hHwW")) != NULL;) {
        const char *scheme;
        const bool may_begin = at == literal || !is_word(at[-1]) || (at[-1] & 0x80) != 0;
        const size_t length = may_begin ? address_length(at, &scheme) : 0;
        if (length == 0) {
            at++;
            continue;
        }
        insert_text(node, done, (size_t)(at - done));
        insert_link(node, at, length, scheme);
        at += length;
        done = at;
    }
    if (done == literal)
        return;
    insert_text(node, done, strlen(done));
    cmark_node_free(node);
}

static bool is_in_link(cmark_node *node)
{
    while ((node = cmark_node_parent(node)) != NULL)
        if (cmark_node_get_type(node) == CMARK_NODE_LINK ||
            cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            return true;
    return false;
}

void prose_link_addresses(cmark_node *root)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node *node = nodes->pdata[i];
        if (cmark_node_get_type(node) != CMARK_NODE_TEXT)
            continue;
        const char *literal = cmark_node_get_literal(node);
        if ((strstr(literal, "://") != NULL || strcasestr(literal, "www.") != NULL) &&
            !is_in_link(node))
            link_within(node);
    }
}
