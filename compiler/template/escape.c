#include "template/escape.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

#define REPLACEMENT_CHARACTER "\xEF\xBF\xBD"

static void append_run(GString *out, const char *start, const char *end)
{
    if (end > start)
        g_string_append_len(out, start, end - start);
}

/* What can start or end an inline construct anywhere in a line. '$' is GitHub's mathematics, '{'
 * that of site generators. */
static const char *const MARKDOWN_ESCAPES[128] = {
    ['\\'] = "\\\\", ['`'] = "\\`",   ['*'] = "\\*",  ['_'] = "\\_",  ['{'] = "\\{", ['}'] = "\\}",
    ['['] = "\\[",   [']'] = "\\]",   ['#'] = "\\#",  ['|'] = "\\|",  ['~'] = "\\~", ['!'] = "\\!",
    ['$'] = "\\$",   ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['\n'] = " ",  ['\r'] = " ",
};

static bool is_markdown_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Markdown strips white space around a block's text, indents code by it and breaks lines at it:
 * at the ends of the text it is written as an entity, which is never taken for structure. */
static const char *space_entity(char c)
{
    return c == '\t' ? "&#9;" : "&#32;";
}

/* A bare URL becomes a link in GitHub-flavoured Markdown if it starts with a scheme or "www.". */
static bool starts_autolink(const char *text, const char *at)
{
    if (*at == ':')
        return at[1] == '/' && at[2] == '/';
    return *at == '.' && at - text >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0;
}

/* Returns NULL if `*at` may stay as it is. */
static const char *markdown_escape(const char *text, const char *at)
{
    const unsigned char c = (unsigned char)*at;
    if (c >= G_N_ELEMENTS(MARKDOWN_ESCAPES))
        return NULL;
    if (at[1] == '\0' && is_markdown_space(*at))
        return space_entity(*at);
    if (MARKDOWN_ESCAPES[c] != NULL)
        return MARKDOWN_ESCAPES[c];
    if ((c == ':' || c == '.') && starts_autolink(text, at))
        return c == ':' ? "\\:" : "\\.";
    return c < ' ' && c != '\t' ? REPLACEMENT_CHARACTER : NULL;
}

/* Returns where "1." or "1)" has its punctuation if `text` starts as an ordered list does, else
 * NULL. CommonMark 5.2: at most nine digits, then white space or the end of the line. */
static const char *list_number_end(const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    if (digits < 1 || digits > 9 || (text[digits] != '.' && text[digits] != ')'))
        return NULL;
    const char after = text[digits + 1];
    return after == '\0' || is_markdown_space(after) ? text + digits : NULL;
}

/* Bullets, rules, underlines of headings and of table heads; "-5" and "+x" are none of these. */
static bool starts_block(const char *text)
{
    if (*text == '=')
        return true;
    if (*text != '-' && *text != '+' && *text != ':')
        return false;
    return !g_ascii_isalnum(text[1]) && (unsigned char)text[1] < 0x80;
}

/* Appends what needs an escape only at the start of a line; returns where the rest begins. */
static const char *append_markdown_start(GString *out, const char *text)
{
    if (is_markdown_space(*text)) {
        g_string_append(out, space_entity(*text));
        return text + 1;
    }
    if (starts_block(text)) {
        g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
        return text + 1;
    }
    const char *punctuation = list_number_end(text);
    if (punctuation == NULL)
        return text;
    append_run(out, text, punctuation);
    g_string_append_c(out, '\\');
    g_string_append_c(out, *punctuation);
    return punctuation + 1;
}

static void append_markdown(GString *out, const char *text)
{
    const char *run = append_markdown_start(out, text);
    const char *at = run;
    for (; *at != '\0'; at++) {
        const char *escape = markdown_escape(text, at);
        if (escape == NULL)
            continue;
        append_run(out, run, at);
        g_string_append(out, escape);
        run = at + 1;
    }
    append_run(out, run, at);
}

void escape_append(GString *out, Escape escape, const char *text)
{
    switch (escape) {
    case ESCAPE_NONE:
        g_string_append(out, text);
        break;
    case ESCAPE_HTML:
        text_append_markup(out, text);
        break;
    case ESCAPE_MARKDOWN:
        append_markdown(out, text);
        break;
    }
}
