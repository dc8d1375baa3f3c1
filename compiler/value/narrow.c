#include "value/narrow.h"

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
