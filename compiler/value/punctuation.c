#include "value/punctuation.h"

#include <glib.h>
#include <string.h>

static const struct Mark {
    char half;
    const char *chinese;
    const char *japanese;
} marks[] = {
    {',', "，", "、"}, {';', "；", "；"}, {':', "：", "："}, {'!', "！", "！"},
    {'?', "？", "？"}, {'.', "。", "。"}, {'(', "（", "（"},
};

static bool is_wide(gunichar c)
{
    return c >= 0x2e80 && c < 0x1f000 && g_unichar_iswide(c);
}

/* What stands before `at`, beyond spaces and the signs of emphasis. */
static gunichar character_before(const char *text, const char *at)
{
    while (at > text && strchr(" *_", at[-1]) != NULL)
        at--;
    return at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
}

static gunichar character_after(const char *at)
{
    at += strspn(at, " *_");
    return g_utf8_get_char(at);
}

/* Has the parenthesis at `at` wide characters in it? */
static bool holds_wide(const char *at)
{
    for (at++; *at != '\0' && *at != ')' && *at != '\n'; at = g_utf8_next_char(at))
        if (is_wide(g_utf8_get_char(at)))
            return true;
    return false;
}

static bool is_misplaced(const char *text, const char *at)
{
    const gunichar before = character_before(text, at);
    const gunichar after = character_after(at + 1);
    switch (*at) {
    case '(':
        return at[-(at > text)] != ']' && (is_wide(before) || holds_wide(at));
    case '.': /* ends a sentence, and is no part of a number or a name */
        return is_wide(before) && (after == 0 || after == '\n' || is_wide(after));
    case '!':
        return is_wide(before) && at[1] != '[';
    case '?':
        return is_wide(before);
    default:
        return is_wide(before) || is_wide(after);
    }
}

/* How long what begins here is that nobody punctuates: code, an address, a link's destination. */
static size_t passage_length(const char *text, const char *at)
{
    if (*at == '`') {
        const size_t fence = strspn(at, "`");
        g_autofree char *end = g_strndup(at, fence);
        const char *close = strstr(at + fence, end);
        return close != NULL ? (size_t)(close - at) + fence : fence;
    }
    if (*at == '<')
        return strcspn(at, ">\n");
    if (*at == '(' && at > text && at[-1] == ']')
        return strcspn(at, ")\n");
    if (g_str_has_prefix(at, "://"))
        for (size_t length = 3;; length++)
            if (at[length] <= ' ' || at[length] >= 0x7f)
                return length;
    return 0;
}

static const struct Mark *find_mark(char c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].half == c)
            return &marks[i];
    return NULL;
}

bool punctuation_next(const char *text, const char *language, size_t *at, Punctuation *found)
{
    const bool is_japanese = g_str_has_prefix(language, "ja");
    if (!is_japanese && !g_str_has_prefix(language, "zh"))
        return false;
    while (text[*at] != '\0') {
        const char *here = text + *at;
        const size_t passed = passage_length(text, here);
        const struct Mark *mark = passed == 0 ? find_mark(*here) : NULL;
        *at += passed > 0 ? passed : (size_t)(g_utf8_next_char(here) - here);
        const bool is_scheme = g_str_has_prefix(here, "://");
        if (mark == NULL || is_scheme || !is_misplaced(text, here))
            continue;
        *found = (Punctuation){(size_t)(here - text), is_japanese ? mark->japanese : mark->chinese};
        return true;
    }
    return false;
}
