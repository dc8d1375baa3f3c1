#include "base/ical.h"

#include <stdbool.h>
#include <string.h>

static bool is_continued(char byte)
{
    return ((unsigned char)byte & 0xc0) ==
           0x80; /* of a character of several bytes, not the first */
}

/* Folds between characters, so that whoever unfolds text instead of bytes reads it, too. */
static void append_folded(GString *out, const char *line, size_t length)
{
    size_t room = ICAL_LINE_MAX;
    while (length > room) {
        size_t cut = room;
        while (cut > 1 && is_continued(line[cut]))
            cut--;
        g_string_append_len(out, line, (gssize)cut);
        g_string_append(out, "\r\n ");
        line += cut;
        length -= cut;
        room = ICAL_LINE_MAX - 1; /* the space counts */
    }
    g_string_append_len(out, line, (gssize)length);
    g_string_append(out, "\r\n");
}

void ical_append_line(GString *out, const char *name, const char *value)
{
    g_autofree char *line = g_strconcat(name, ":", value, NULL);
    append_folded(out, line, strlen(line));
}

static void append_escaped(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            g_string_append(out, "\\n");
        else if (strchr("\\;,", *text) != NULL)
            g_string_append_printf(out, "\\%c", *text);
        else if (((unsigned char)*text >= 0x20 && *text != 0x7f) || *text == '\t')
            g_string_append_c(out, *text);
    }
}

void ical_append_text(GString *out, const char *name, const char *text)
{
    g_autoptr(GString) escaped = g_string_sized_new(strlen(text));
    append_escaped(escaped, text);
    ical_append_line(out, name, escaped->str);
}
