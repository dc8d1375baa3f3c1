#include "diag/render.h"

#include "diag/line_index.h"
#include "diag/render_format.h"

#include <string.h>

typedef struct FormatInfo {
    const char *name;
    void (*render)(Render *render);
} FormatInfo;

static const FormatInfo formats[DIAG_FORMAT_COUNT] = {
    [DIAG_TEXT] = {"text", render_text},
    [DIAG_JSON] = {"json", render_json},
    [DIAG_SARIF] = {"sarif", render_sarif},
    [DIAG_GITHUB] = {"github", render_github},
};

bool diag_format_find(const char *name, DiagFormat *format)
{
    for (unsigned i = 0; i < DIAG_FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0) {
            *format = (DiagFormat)i;
            return true;
        }
    return false;
}

const char *diag_format_name(DiagFormat format)
{
    return formats[format].name;
}

static void free_index(gpointer index)
{
    line_index_free(index);
}

void diag_render(Diagnostics *diags, DiagRendering how, GString *out)
{
    g_autoptr(GHashTable) indexes = g_hash_table_new_full(NULL, NULL, NULL, free_index);
    Render render = {
        .out = out,
        .colour = how.colour,
        .shows_all = how.shows_all,
        .whole = how.whole != NULL ? how.whole : "kb.yaml",
        .diagnostics = diagnostics_sorted(diags),
        .indexes = indexes,
    };
    formats[how.format].render(&render);
}

static const LineIndex *index_of(Render *render, const SourceFile *file)
{
    LineIndex *index = g_hash_table_lookup(render->indexes, file);
    if (index == NULL) {
        index = line_index_new(file);
        g_hash_table_insert(render->indexes, (gpointer)file, index);
    }
    return index;
}

ShownPlace render_place(Render *render, Span span)
{
    if (span.file == NULL)
        return (ShownPlace){0};
    if (span.file->bytes == NULL)
        return (ShownPlace){.path = span.file->path};
    const LineIndex *index = index_of(render, span.file);
    return (ShownPlace){
        .path = span.file->path,
        .has_position = true,
        .start = line_index_position(index, span.start),
        .end = line_index_position(index, MAX(span.start, span.end)),
    };
}

const char *render_severity(const Diagnostic *diagnostic)
{
    return diagnostic->severity <= SEVERITY_WARNING ? "warning" : "error";
}

const Diagnostic *render_diagnostic(const Render *render, guint i)
{
    return render->diagnostics->pdata[i];
}

guint render_note_count(const Diagnostic *diagnostic)
{
    return diagnostic->notes != NULL ? diagnostic->notes->len : 0;
}

const DiagNote *render_note(const Diagnostic *diagnostic, guint i)
{
    return &g_array_index(diagnostic->notes, DiagNote, i);
}

guint render_hint_count(const Diagnostic *diagnostic)
{
    return diagnostic->hints != NULL ? diagnostic->hints->len : 0;
}

const char *render_hint(const Diagnostic *diagnostic, guint i)
{
    return diagnostic->hints->pdata[i];
}

guint render_fix_count(const Diagnostic *diagnostic)
{
    return diagnostic->fixes != NULL ? diagnostic->fixes->len : 0;
}

const DiagFix *render_fix(const Diagnostic *diagnostic, guint i)
{
    return &g_array_index(diagnostic->fixes, DiagFix, i);
}
