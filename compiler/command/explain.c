#include "command/run.h"
#include "query/query.h"

#include <stdio.h>
#include <string.h>

static void append_wrapped(GString *out, const char *text)
{
    size_t column = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        if (column > 0 && column + strlen(*word) + 1 > 80) {
            g_string_append_c(out, '\n');
            column = 0;
        }
        if (column > 0)
            g_string_append_c(out, ' ');
        g_string_append(out, *word);
        column += strlen(*word) + (column > 0);
    }
    g_string_append_c(out, '\n');
}

static const char *severity_name(DiagId id)
{
    return diag_default_severity(id) == SEVERITY_WARNING ? "warning" : "error";
}

/* Rules are explained where they are written, if there is a knowledge base at hand. */
static int explain_rule(const Options *options, const char *slug)
{
    const char *name = slug + strlen("rule.");
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const CompileOptions compile = {
        .kb_path = command_kb_path(options), .once = true, .without_rules = true};
    g_autoptr(Compilation) compilation = compile_kb(&compile, diags);
    const KbFiles *files = compilation_files(compilation);
    g_autofree char *explanation = files != NULL ? rules_explain(files->rules, name) : NULL;
    const bool is_known = explanation != NULL && explanation[0] != '\0';
    g_string_append_printf(text, "%s\n\n", slug);
    append_wrapped(text, is_known ? explanation : diag_explanation(DIAG_RULE));
    return command_print(text, EXIT_FINE);
}

int command_explain(const Command *command, Options *options)
{
    (void)command;
    g_autoptr(GString) text = g_string_new(NULL);
    const char *slug = command_argument(options);
    DiagId id;
    if (slug == NULL) {
        for (unsigned i = 0; i < DIAG_COUNT; i++)
            g_string_append_printf(text, "%-24s %s\n", diag_slug((DiagId)i),
                                   severity_name((DiagId)i));
        return command_print(text, EXIT_FINE);
    }
    if (diag_is_rule_slug(slug) && strcmp(slug, diag_slug(DIAG_RULE)) != 0)
        return explain_rule(options, slug);
    if (!diag_find(slug, &id)) {
        Nearest nearest;
        nearest_init(&nearest, slug);
        for (unsigned i = 0; i < DIAG_COUNT; i++)
            nearest_offer(&nearest, diag_slug((DiagId)i));
        return command_no_such("message", &nearest);
    }
    g_string_append_printf(text, "%s (%s)\n\n", diag_slug(id), severity_name(id));
    append_wrapped(text, diag_explanation(id));
    return command_print(text, EXIT_FINE);
}
