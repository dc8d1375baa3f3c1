#include "command/state.h"

#include "base/text.h"
#include "diag/render.h"

#include <stdio.h>
#include <string.h>

const char *const state_format_names[STATE_FORMAT_COUNT + 1] = {"text", "markdown", "json"};

bool state_find_format(const Options *options, StateFormat *format)
{
    *format = STATE_TEXT;
    size_t index = 0;
    if (options->formats == NULL)
        return true;
    if (!name_find(state_format_names, STATE_FORMAT_COUNT, options->formats, &index)) {
        command_usage_error("--format=%s: there are text, markdown and json", options->formats);
        return false;
    }
    *format = (StateFormat)index;
    return true;
}

Snapshot snapshot_make(const Options *options, const char *path, const Snapshot *other)
{
    const CompileOptions compile = {.kb_path = path,
                                    .jobs = (unsigned)options->jobs,
                                    .without_rules = true,
                                    .warns_later = true};
    Snapshot snapshot = {.diags = diagnostics_new()};
    diagnostics_drop_warnings(snapshot.diags);
    snapshot.compilation = other != NULL
                               ? compile_again(other->compilation, NULL, 0, snapshot.diags)
                               : compile_kb(&compile, snapshot.diags);
    return snapshot;
}

void snapshot_clear(Snapshot *snapshot)
{
    compilation_free(snapshot->compilation);
    g_clear_pointer(&snapshot->diags, diagnostics_free);
    *snapshot = (Snapshot){0};
}

const Kb *snapshot_kb(const Snapshot *snapshot)
{
    return compilation_kb(snapshot->compilation);
}

/* "HEAD:chips/a.yaml" */
static void rename_files(GString *text, const char *path, const char *name)
{
    g_autofree char *there = g_strconcat(path, "/", NULL);
    g_autoptr(GString) here = g_string_new(NULL);
    text_append_printable(here, name, strlen(name));
    const gsize length = here->len;
    g_string_append_c(here, strchr(name, ':') != NULL ? '/' : ':');
    g_string_replace(text, there, here->str, 0);
    g_string_truncate(here, length);
    g_string_replace(text, path, here->str, 0);
}

bool snapshot_say_errors(const Snapshot *snapshot, const char *path, const char *name)
{
    if (!diagnostics_has_errors(snapshot->diags))
        return false;
    g_autoptr(GString) text = g_string_new(NULL);
    diag_render(snapshot->diags, (DiagRendering){.format = DIAG_TEXT}, text);
    if (strcmp(path, name) != 0)
        rename_files(text, path, name);
    fwrite(text->str, 1, text->len, stderr);
    return true;
}

void state_say_problem(const char *command, char *problem)
{
    g_autoptr(GString) text = g_string_new(NULL);
    text_append_printable(text, problem, strlen(problem));
    fprintf(stderr, "dieline: %s: %s\n", command, text->str);
    g_free(problem);
}

bool state_find_form(const Options *options, const Snapshot *snapshot, StateFormat format,
                     ChangesForm *form)
{
    const Kb *kb = snapshot_kb(snapshot);
    size_t language;
    if (!command_find_language(options, kb, &language))
        return false;
    *form = (ChangesForm){.words = compilation_words(snapshot->compilation)[language],
                          .language = kb->languages[language],
                          .is_markdown = format == STATE_MARKDOWN};
    return true;
}
