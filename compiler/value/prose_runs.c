/*
 * Emphasis beside Han, kana and full-width punctuation.
 *
 * CommonMark (0.30, section 6.2) lets a run of "*" open or close emphasis by what stands on both
 * sides of it, and takes spaces between words for granted: in "**提升15%**以上" the second run
 * cannot close. Here it can, by the rule that markdown-it-cjk-friendly states: East Asian
 * punctuation counts as a letter, and beside an East Asian character other punctuation need not
 * stand at the end of a word. The parser is cmark, which knows nothing of that. So a letter that
 * the text does not have is put on both sides of such a run before parsing, and taken away from the
 * tree afterwards. Symbols count as punctuation, as they do since CommonMark 0.31, so that a newer
 * cmark reads the same.
 */
#include "value/prose_tree.h"

#include <string.h>

bool prose_is_mark(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
        return true;
    default:
        return g_unichar_ispunct(c);
    }
}

static bool is_space(gunichar c)
{
    return c == 0 || g_unichar_isspace(c);
}

/* East Asian: wide, and no emoji. */
static bool is_east_asian(gunichar c)
{
    return c >= 0x1100 && g_unichar_iswide(c) && !(c >= 0x1f000 && c < 0x20000);
}

/* Punctuation that keeps a run from standing there, unless there is room beside it. */
static bool is_narrow_mark(gunichar c)
{
    return prose_is_mark(c) && !is_east_asian(c);
}

/* May a run with `inner` on its one side and `outer` on the other begin (or end) at `inner`? */
static bool may_stand(gunichar inner, gunichar outer, bool friendly)
{
    if (is_space(inner))
        return false;
    if (friendly)
        return !is_narrow_mark(inner) || is_space(outer) || is_narrow_mark(outer) ||
               is_east_asian(outer);
    /* By 0.30 and by 0.31. */
    return !prose_is_mark(inner) || is_space(outer) || g_unichar_ispunct(outer);
}

/* Would the run both open and close by our rule, and not by CommonMark's? (Where only one of both
 * holds by ours, CommonMark says the same.) */
static bool needs_help(gunichar before, gunichar after)
{
    if (!is_east_asian(before) && !is_east_asian(after))
        return false;
    return may_stand(after, before, true) && may_stand(before, after, true) &&
           !(may_stand(after, before, false) && may_stand(before, after, false));
}

/* A letter (of private use) that the text does not have. */
static gunichar choose_sentinel(const char *markdown)
{
    for (gunichar c = 0xe000; c <= 0xf8ff; c++) {
        char bytes[8] = "";
        g_unichar_to_utf8(c, bytes);
        if (strstr(markdown, bytes) == NULL)
            return c;
    }
    return 0;
}

static gunichar character_before(const char *start, const char *at)
{
    return at > start ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
}

char *prose_mark_runs(const char *markdown, char sentinel[8])
{
    sentinel[0] = '\0';
    if (strchr(markdown, '*') == NULL || g_str_is_ascii(markdown) ||
        !g_utf8_validate(markdown, -1, NULL))
        return NULL;
    const gunichar letter = choose_sentinel(markdown);
    if (letter == 0)
        return NULL;
    sentinel[g_unichar_to_utf8(letter, sentinel)] = '\0';
    GString *out = g_string_sized_new(strlen(markdown) + 64);
    for (const char *at = markdown; *at != '\0';) {
        size_t plain = strcspn(at, "*\\");
        if (at[plain] == '\\' && g_ascii_ispunct(at[plain + 1]))
            plain += 2;
        else if (at[plain] == '\\')
            plain++;
        g_string_append_len(out, at, (gssize)plain);
        at += plain;
        const size_t run = strspn(at, "*");
        if (run == 0)
            continue;
        const bool helped = needs_help(character_before(markdown, at), g_utf8_get_char(at + run));
        g_string_append(out, helped ? sentinel : "");
        g_string_append_len(out, at, (gssize)run);
        g_string_append(out, helped ? sentinel : "");
        at += run;
    }
    return g_string_free(out, FALSE);
}

/* --- taking it away again --- */

static char *without(const char *text, const char *sentinel)
{
    if (text == NULL || strstr(text, sentinel) == NULL)
        return NULL;
    GString *out = g_string_new(text);
    g_string_replace(out, sentinel, "", 0);
    return g_string_free(out, FALSE);
}

static void clean_link(cmark_node *node, const char *sentinel)
{
    g_autofree char *url = without(cmark_node_get_url(node), sentinel);
    g_autofree char *title = without(cmark_node_get_title(node), sentinel);
    if (url != NULL)
        cmark_node_set_url(node, url);
    if (title != NULL)
        cmark_node_set_title(node, title);
}

void prose_clean_runs(cmark_node *root, const char *sentinel)
{
    g_autoptr(GPtrArray) nodes = prose_tree_list(root);
    for (guint i = 0; i < nodes->len; i++) {
        cmark_node *node = nodes->pdata[i];
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
            clean_link(node, sentinel);
            continue;
        }
        g_autofree char *literal = without(cmark_node_get_literal(node), sentinel);
        if (literal != NULL)
            cmark_node_set_literal(node, literal);
        g_autofree char *info = type == CMARK_NODE_CODE_BLOCK
                                    ? without(cmark_node_get_fence_info(node), sentinel)
                                    : NULL;
        if (info != NULL)
            cmark_node_set_fence_info(node, info);
    }
}
