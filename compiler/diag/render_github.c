/*
 * GitHub Actions' workflow commands, which put a message beside its line in a pull request:
 *
 *     ::error file=kb/a.yaml,line=7,endLine=7,col=11,endColumn=16,title=ref.unknown::unknown ...
 */
#include "base/text.h"
#include "diag/render_format.h"

#include <string.h>

/* `special`: characters to be written as %XX, other than those of every command. */
static void append_escaped(GString *out, const char *text, const char *special)
{
    for (; *text != '\0'; text++) {
        if (strchr("%\r\n", *text) != NULL || strchr(special, *text) != NULL)
            g_string_append_printf(out, "%%%02X", (unsigned char)*text);
        else
            g_string_append_c(out, *text);
    }
}

/* Line breaks that we write ourselves stay breaks; those in user text are made visible first. */
static void append_line(GString *message, const char *label, const char *text)
{
    if (message->len > 0)
        g_string_append_c(message, '\n');
    g_string_append(message, label);
    text_append_printable(message, text, strlen(text));
}

static void append_note(Render *render, GString *message, const DiagNote *note)
{
    const ShownPlace place = render_place(render, note->span);
    g_autoptr(GString) label = g_string_new(NULL);
    if (place.path != NULL)
        text_append_printable(label, place.path, strlen(place.path));
    if (place.has_position)
        g_string_append_printf(label, ":%u:%u", place.start.line, place.start.column);
    g_string_append(label, label->len > 0 ? ": note: " : "note: ");
    append_line(message, label->str, note->text);
}

static void append_place(GString *out, const ShownPlace *place)
{
    if (place->path == NULL)
        return;
    g_autoptr(GString) path = g_string_new(NULL);
    text_append_printable(path, place->path, strlen(place->path));
    g_string_append(out, "file=");
    append_escaped(out, path->str, ":,");
    g_string_append_c(out, ',');
    if (!place->has_position)
        return;
    g_string_append_printf(out, "line=%u,endLine=%u,", place->start.line, place->end.line);
    /* Columns are understood only within one line. */
    if (place->start.line == place->end.line)
        g_string_append_printf(out, "col=%u,endColumn=%u,", place->start.column, place->end.column);
}

static void append_diagnostic(Render *render, const Diagnostic *diagnostic)
{
    GString *out = render->out;
    const ShownPlace place = render_place(render, diagnostic->span);
    g_string_append_printf(out, "::%s ", render_severity(diagnostic));
    append_place(out, &place);
    g_string_append_printf(out, "title=%s::", diagnostic_slug(diagnostic));

    g_autoptr(GString) message = g_string_new(NULL);
    append_line(message, "", diagnostic->message);
    for (guint i = 0; i < render_note_count(diagnostic); i++)
        append_note(render, message, render_note(diagnostic, i));
    for (guint i = 0; i < render_hint_count(diagnostic); i++)
        append_line(message, "hint: ", render_hint(diagnostic, i));
    append_escaped(out, message->str, "");
    g_string_append_c(out, '\n');
}

void render_github(Render *render)
{
    for (guint i = 0; i < render->diagnostics->len; i++)
        if (render_diagnostic(render, i)->severity != SEVERITY_ACCEPTED)
            append_diagnostic(render, render_diagnostic(render, i));
}
