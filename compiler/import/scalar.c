#include "import/scalar.h"

#include "yaml/bytes.h"

#include <stdbool.h>
#include <string.h>

static bool is_word_of_yaml(const char *text)
{
    static const char *const words[] = {"~",  "null", "true", "false", "yes",
                                        "no", "on",   "off",  "y",     "n"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(words[i], text) == 0)
            return true;
    return false;
}

/* Only escapes can write it: single quotes fold lines. */
static bool needs_escape(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF ||
           bytes_is_hidden_break(c);
}

/* Quotation marks, full-width punctuation and odd blanks: without quotes dieline asks about them.
 */
static bool is_suspicious(gunichar c)
{
    return (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xFEFF ||
           (c != ' ' && g_unichar_isspace(c)) || needs_escape(c);
}

static bool holds_suspicious(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (is_suspicious(g_utf8_get_char(text)))
            return true;
    return false;
}

static bool is_plain(const char *text)
{
    static const char special[] = "?:,[]{}#&*!|>'\"%@`=<";
    const size_t length = strlen(text);
    if (length == 0 || strchr(special, text[0]) != NULL || text[0] == ' ' ||
        text[length - 1] == ' ' || text[length - 1] == ':' || strpbrk(text, ",[]{}") != NULL)
        return false;
    if (g_str_has_prefix(text, "---") || g_str_has_prefix(text, "..."))
        return false;
    const bool is_dash = text[0] == '-' && (text[1] == ' ' || text[1] == '\0');
    return !is_dash && strstr(text, ": ") == NULL && strstr(text, " #") == NULL &&
           !is_word_of_yaml(text) && !holds_suspicious(text);
}

static bool holds_escaped(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (needs_escape(g_utf8_get_char(text)))
            return true;
    return false;
}

static void append_escaped(GString *out, gunichar c)
{
    if (c == '"' || c == '\\')
        g_string_append_c(out, '\\');
    if (!needs_escape(c))
        g_string_append_unichar(out, c);
    else if (c == '\n' || c == '\t' || c == '\r')
        g_string_append(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
    else
        g_string_append_printf(out, "\\u%04X", c);
}

void scalar_append(GString *out, const char *text)
{
    if (is_plain(text)) {
        g_string_append(out, text);
        return;
    }
    const bool is_escaped = holds_escaped(text);
    g_string_append_c(out, is_escaped ? '"' : '\'');
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (is_escaped) {
            append_escaped(out, c);
            continue;
        }
        if (c == '\'')
            g_string_append_c(out, '\'');
        g_string_append_unichar(out, c);
    }
    g_string_append_c(out, is_escaped ? '"' : '\'');
}
