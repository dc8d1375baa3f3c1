#include "template/escape.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

#define REPLACEMENT_CHARACTER "\xEF\xBF\xBD"

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

/* Bytes that are looked at one by one: the escapes above, what may start an autolink, control
 * characters. White space within a line is none of them. */
static bool is_looked_at(unsigned char c)
{
    return c < G_N_ELEMENTS(MARKDOWN_ESCAPES) &&
           (MARKDOWN_ESCAPES[c] != NULL || c == ':' || c == '.' || (c < ' ' && c != '\t'));
}

/* Returns NULL if `*at`, which is looked at, may stay as it is. */
static const char *markdown_escape(const char *text, const char *at)
{
    const unsigned char c = (unsigned char)*at;
    if (at[1] == '\0' && is_markdown_space(*at))
        return space_entity(*at);
    if (c == ':' || c == '.')
        return !starts_autolink(text, at) ? NULL : c == ':' ? "\\:" : "\\.";
    return MARKDOWN_ESCAPES[c] != NULL ? MARKDOWN_ESCAPES[c] : REPLACEMENT_CHARACTER;
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
    text_append_bytes(out, text, (size_t)(punctuation - text));
    g_string_append_c(out, '\\');
    g_string_append_c(out, *punctuation);
    return punctuation + 1;
}

/* Appends the end of a text, from `run` on, in which nothing is left to be looked at. */
static void append_markdown_end(GString *out, const char *run, const char *end)
{
    const bool is_spaced = end > run && is_markdown_space(end[-1]);
    text_append_bytes(out, run, (size_t)(end - run) - is_spaced);
    if (is_spaced)
        text_append(out, space_entity(end[-1]));
}

static void append_markdown(GString *out, const char *text)
{
    const char *run = append_markdown_start(out, text);
    const char *at = run;
    for (;; at++) {
        while (*at != '\0' && !is_looked_at((unsigned char)*at))
            at++;
        if (*at == '\0')
            break;
        const char *escape = markdown_escape(text, at);
        if (escape == NULL)
            continue;
        text_append_bytes(out, run, (size_t)(at - run));
        text_append(out, escape);
        run = at + 1;
    }
    append_markdown_end(out, run, at);
}

void escape_append(GString *out, Escape escape, const char *text)
{
    switch (escape) {
    case ESCAPE_NONE:
        text_append(out, text);
        break;
    case ESCAPE_HTML:
        text_append_markup(out, text);
        break;
    case ESCAPE_MARKDOWN:
        append_markdown(out, text);
        break;
    }
}
