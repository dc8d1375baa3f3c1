#include "command/roff.h"

#include <stdbool.h>
#include <string.h>

enum { LINE_MAX_CELLS = 76 };

/* What roff would read as something else, or typesetters would draw otherwise (groff_char(7)). */
static const char *find_escape(gunichar c)
{
    switch (c) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    case '\'':
        return "\\(aq";
    default:
        return NULL;
    }
}

static void append_char(GString *out, gunichar c)
{
    const char *escape = find_escape(c);
    if (escape != NULL)
        g_string_append(out, escape);
    else if (c < 0x80)
        g_string_append_c(out, (char)c);
    else
        g_string_append_printf(out, "\\[u%04X]", c);
}

void roff_append(GString *out, const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        append_char(out, g_utf8_get_char(text));
}

/* In words a minus is a hyphen, and an apostrophe what it is, unless an option begins there. */
static void append_in_prose(GString *out, const char *at, char before)
{
    const gunichar c = g_utf8_get_char(at);
    const bool is_hyphen = c == '-' && g_ascii_isalnum(before) && g_ascii_isalnum(at[1]);
    const bool is_apostrophe = c == '\'' && g_ascii_isalpha(before);
    if (is_hyphen || is_apostrophe)
        g_string_append_c(out, (char)c);
    else
        append_char(out, c);
}

/* Appends a word; those between backquotes are of one. */
static void append_word(GString *out, const char *word, size_t length, bool *is_code)
{
    for (const char *at = word; at < word + length; at = g_utf8_next_char(at)) {
        if (*at == '`') {
            *is_code = !*is_code;
            g_string_append(out, *is_code ? "\\fB" : "\\fR");
        } else if (*is_code) {
            append_char(out, g_utf8_get_char(at));
        } else {
            append_in_prose(out, at, at > word ? at[-1] : ' ');
        }
    }
}

/* Appends words, filled. Requests are what lines begin with; `\&` keeps words from being one. */
static void append_filled(GString *out, const char *text)
{
    bool is_code = false;
    gsize line = out->len;
    while (*(text += strspn(text, " \n")) != '\0') {
        const size_t length = strcspn(text, " \n");
        if (out->len > line)
            g_string_append_c(out, out->len - line + length > LINE_MAX_CELLS ? '\n' : ' ');
        if (out->len > 0 && out->str[out->len - 1] == '\n') {
            line = out->len;
            if (*text == '.' || *text == '\'')
                g_string_append(out, "\\&");
        }
        append_word(out, text, length, &is_code);
        text += length;
    }
    g_string_append_c(out, '\n');
}

static void append_example(GString *out, const char *text)
{
    g_string_append(out, ".RS 4\n.EX\n");
    roff_append(out, text + strspn(text, " "));
    g_string_append(out, "\n.EE\n.RE\n");
}

void roff_append_prose(GString *out, const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        if (paragraph != paragraphs)
            g_string_append(out, ".PP\n");
        if (**paragraph == ' ')
            append_example(out, *paragraph);
        else
            append_filled(out, *paragraph);
    }
}
