/* Ids of headings, by the rule of code hosts (GitHub's): the text in lower case, without anything
 * but letters, marks, digits, connectors and hyphens of any script, a hyphen for each space; -1,
 * -2, ... where it is taken. */
#include "value/prose_tree.h"

#include <string.h>

static bool is_kept(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) ||
           g_unichar_type(c) == G_UNICODE_DECIMAL_NUMBER ||
           g_unichar_type(c) == G_UNICODE_LETTER_NUMBER ||
           g_unichar_type(c) == G_UNICODE_CONNECT_PUNCTUATION || c == '-';
}

static void append_text(GString *out, const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        const gunichar c = g_utf8_get_char(text);
        if (c == ' ' || c == '\n' || c == '\t')
            g_string_append_c(out, '-');
        else if (is_kept(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
}

static char *heading_text(cmark_node *heading)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) nodes = prose_tree_list(heading);
    for (guint i = 0; i < nodes->len; i++) {
        const cmark_node_type type = cmark_node_get_type(nodes->pdata[i]);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            g_string_append(out, cmark_node_get_literal(nodes->pdata[i]));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            g_string_append_c(out, ' ');
    }
    g_strstrip(out->str);
    return g_string_free(out, FALSE);
}

/* Appends the first number that makes the id one of its own, if it is taken. A value of the set
 * that is not its key is the number up to which all are: without it equal headings would cost their
 * square. */
static void append_number(GHashTable *ids, GString *id)
{
    gpointer key, value;
    if (!g_hash_table_lookup_extended(ids, id->str, &key, &value))
        return;
    const size_t length = id->len;
    unsigned number = value == key ? 0 : GPOINTER_TO_UINT(value);
    do {
        g_string_truncate(id, length);
        g_string_append_printf(id, "-%u", ++number);
    } while (g_hash_table_contains(ids, id->str));
    g_hash_table_insert(ids, g_strndup(id->str, length), GUINT_TO_POINTER(number));
}

const char *prose_ids_add(GHashTable *ids, cmark_node *heading)
{
    g_autofree char *text = heading_text(heading);
    g_autoptr(GString) id = g_string_new(NULL);
    append_text(id, text);
    if (id->len == 0)
        return NULL;
    append_number(ids, id);
    char *added = g_strdup(id->str);
    g_hash_table_add(ids, added);
    return added;
}

GHashTable *prose_ids_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void prose_ids_read(GHashTable *ids, const char *markdown)
{
    if (strpbrk(markdown, "#=-") == NULL)
        return; /* what headings are made of */
    ProseProblem refusal;
    cmark_node *root = prose_tree_parse(markdown, &refusal);
    if (root == NULL)
        return;
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++)
        if (cmark_node_get_type(nodes->pdata[i]) == CMARK_NODE_HEADING)
            prose_ids_add(ids, nodes->pdata[i]);
    cmark_node_free(root);
}
