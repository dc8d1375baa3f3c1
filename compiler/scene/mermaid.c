#include "scene/mermaid.h"

#include "scene/mermaid_text.h"

#include <string.h>

#define WORD_JOINER "\u2060" /* invisible */

/* --- text --- */

enum {
    CODE_START = 0xFB02, /* "ﬂ": with it Mermaid's own codes begin while it works, */
    CODE_END = 0xB6,     /* "¶": and with it they end */
    FULL_WIDTH = 0xFEE0, /* from an ASCII character to its full-width form */
};

/* Letters, digits and a little punctuation mean nothing, wherever they stand in a label. Beyond
 * ASCII only the signs that Mermaid has for its own codes do. */
static bool is_plain(gunichar c)
{
    static const gunichar codes[] = {CODE_START, 0xB0, CODE_END, 0xDF};
    if (c < 0x80)
        return g_ascii_isalnum((char)c) || strchr(" ,.()-/+", (char)c) != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (c == codes[i])
            return false;
    return true;
}

/* A line of a gantt chart begins with a label, where words of its language are looked for first,
 * and dates; Markdown has lists and headings there. So the first character is a code if it begins
 * any of these. */
static bool begins_badly(const char *text)
{
    static const char *const words[] = {
        "gantt",        "title",     "section",  "dateformat",  "axisformat",
        "tickinterval", "includes",  "excludes", "todaymarker", "weekday",
        "weekend",      "inclusive", "topaxis",  "acctitle",    "accdescr",
        "click",        "call",      "href",     "vert",
    };
    if (g_ascii_isdigit(*text) || g_ascii_ispunct(*text))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strncasecmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* Codes are characters again when Mermaid looks for what it replaces: a backslash and "n" would be
 * a line break, "$$" a formula, "fa:fa-car" an icon, and its own codes what they stand for. */
static bool needs_joiner(gunichar c, const char *next)
{
    return c == '\\' || c == '$' || c == CODE_START || c == CODE_END ||
           (c == ':' && g_str_has_prefix(next, "fa-"));
}

void mermaid_append_label(GString *out, const char *text)
{
    bool is_code = begins_badly(text);
    unsigned count = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (count++ == MERMAID_LABEL_MAX) {
            g_string_append(out, "…");
            return;
        }
        if (is_code || !is_plain(c))
            g_string_append_printf(out, "#%u;", c);
        else
            g_string_append_unichar(out, c);
        if (needs_joiner(c, g_utf8_next_char(at)))
            g_string_append(out, WORD_JOINER);
        is_code = false;
    }
}

/* --- lines --- */

static size_t count_units(const char *text)
{
    size_t units = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        units += g_utf8_get_char(at) > 0xFFFF ? 2 : 1;
    return units;
}

bool mermaid_put_line(MermaidWriter *writer, const GString *line)
{
    const size_t units = count_units(line->str) + 1;
    if (writer->used + units > MERMAID_TEXT_MAX - MERMAID_TEXT_LEFT)
        return false;
    writer->used += units;
    g_string_append(writer->out, line->str);
    g_string_append_c(writer->out, '\n');
    return true;
}

/* A title is YAML's, and then shown as text; Mermaid takes for HTML what looks like it. */
static void append_title(GString *out, const char *title)
{
    unsigned count = 0;
    for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (count++ == MERMAID_LABEL_MAX) {
            g_string_append(out, "…");
            return;
        }
        if (c == '"' || c == '\\')
            g_string_append_c(out, '\\');
        if (c == '<' || c == '>' || c == '&')
            g_string_append_unichar(out, c + FULL_WIDTH);
        else if (c == CODE_START)
            g_string_append(out, "fl");
        else if (c == CODE_END)
            g_string_append(out, "⁋");
        else
            g_string_append_unichar(out, c);
    }
}

void mermaid_put_front(MermaidWriter *writer, const char *config)
{
    g_autoptr(GString) line = g_string_new("---\ntitle: \"");
    append_title(line, writer->scene->title);
    g_string_append_c(line, '"');
    if (config != NULL)
        g_string_append_printf(line, "\nconfig:\n%s", config);
    g_string_append(line, "\n---");
    mermaid_put_line(writer, line);
}

/* --- the document --- */

static void append_comments(GString *out, const char *lacks)
{
    g_auto(GStrv) lines = g_strsplit(lacks, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            g_string_append_printf(out, "%%%% %s\n", *line);
}

void mermaid_write(const Scene *scene, GString *out, GString *lacks)
{
    g_autoptr(GString) own = g_string_new(NULL);
    if (scene->time != NULL)
        mermaid_write_gantt(scene, out, own);
    else
        mermaid_write_flowchart(scene, out, own);
    append_comments(out, own->str);
    g_string_append(lacks, own->str);
}
