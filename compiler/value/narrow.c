#include "value/narrow.h"

#include <string.h>

enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E, IDEOGRAPHIC_SPACE = 0x3000 };

gunichar narrow_char(gunichar c)
{
    if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        return c - FULL_WIDTH_FIRST + '!';
    if (c == 0xA0 || (c >= 0x2002 && c <= 0x200A) || c == 0x202F || c == IDEOGRAPHIC_SPACE)
        return ' ';
    if (c == 0x2018 || c == 0x2019)
        return '\'';
    return c == 0x201C || c == 0x201D ? '"' : c;
}

char *narrow_text(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        g_string_append_unichar(out, narrow_char(g_utf8_get_char(at)));
    return g_string_free(out, FALSE);
}

char *narrow_unquote(const char *text)
{
    static const char *const pairs[][2] = {{"“", "”"}, {"‘", "’"},   {"„", "“"},
                                           {"„", "”"}, {"「", "」"}, {"『", "』"},
                                           {"«", "»"}, {"＂", "＂"}, {"＇", "＇"}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const size_t begin = strlen(pairs[i][0]), end = strlen(pairs[i][1]), length = strlen(text);
        if (length <= begin + end || !g_str_has_prefix(text, pairs[i][0]) ||
            !g_str_has_suffix(text, pairs[i][1]))
            continue;
        char *inner = g_strndup(text + begin, length - begin - end);
        if (strstr(inner, pairs[i][0]) == NULL && strstr(inner, pairs[i][1]) == NULL)
            return inner;
        g_free(inner);
    }
    return NULL;
}
