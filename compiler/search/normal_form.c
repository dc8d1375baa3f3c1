#include "search/normal_form.h"

#include <stdbool.h>

gboolean normal_form_is_alone(gunichar c)
{
    if (c < 0x1100)
        return FALSE;
    const GUnicodeScript script = g_unichar_get_script(c);
    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
           script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL;
}

/* As String.prototype.toLowerCase() has it for one character: full mappings of Unicode's
 * SpecialCasing.txt, of which one stands without a condition. */
static void append_lower(GString *out, gunichar c)
{
    enum { I_WITH_DOT = 0x130, DOT_ABOVE = 0x307 };
    if (c == I_WITH_DOT) {
        g_string_append_c(out, 'i');
        g_string_append_unichar(out, DOT_ABOVE);
    } else {
        g_string_append_unichar(out, g_unichar_tolower(c));
    }
}

typedef enum LetterPlace {
    LETTER_FIRST, /* nothing before it, or what is left out */
    LETTER_WITHIN,
    LETTER_AFTER_ALONE,
} LetterPlace;

/* `text` is in NFKC. */
static void append_letters(GString *out, const char *text, size_t length_max, GArray *starts)
{
    LetterPlace place = LETTER_FIRST;
    size_t length = 0;
    for (const char *at = text; *at != '\0' && length < length_max; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool is_mark = g_unichar_ismark(c);
        if (!is_mark && !g_unichar_isalnum(c)) {
            place = LETTER_FIRST;
            continue;
        }
        const bool is_alone = !is_mark && normal_form_is_alone(c);
        const uint32_t offset = (uint32_t)out->len;
        if (starts != NULL && !is_mark && (is_alone || place != LETTER_WITHIN))
            g_array_append_val(starts, offset);
        append_lower(out, c);
        place = is_alone ? LETTER_AFTER_ALONE : is_mark ? place : LETTER_WITHIN;
        length++;
    }
}

void normal_form_append(GString *out, const char *text, size_t length_max, GArray *starts)
{
    g_autofree char *composed =
        g_str_is_ascii(text) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    append_letters(out, composed != NULL ? composed : text, length_max, starts);
}
