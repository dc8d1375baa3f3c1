#include "command/manual.h"

#include "command/roff.h"

#include <stdio.h>
#include <string.h>

static void append_title(GString *page, const char *name, const char *summary)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    g_string_append(page, ".TH ");
    roff_append(page, upper);
    g_string_append(page, " 1 " DIELINE_DATE " \"dieline " DIELINE_VERSION "\" \"dieline\"\n"
                          ".SH NAME\n");
    roff_append(page, name);
    g_string_append(page, " \\- ");
    roff_append(page, summary);
    g_string_append_c(page, '\n');
}

/* " CLASS ID": what stands for something else is in italics. On the same line as what is before it:
 * "...]" at the end of one would end a sentence. */
static void append_arguments(GString *page, const char *arguments)
{
    bool is_name = false;
    if (*arguments != '\0')
        g_string_append_c(page, ' ');
    for (const char *at = arguments; *at != '\0'; at++) {
        if (g_ascii_isupper(*at) != is_name) {
            is_name = !is_name;
            g_string_append(page, is_name ? "\\fI" : "\\fR");
        }
        g_string_append_c(page, *at);
    }
    g_string_append(page, is_name ? "\\fR\n" : "\n");
}

static void append_synopsis(GString *page, const Command *command)
{
    g_string_append(page, ".SH SYNOPSIS\n.B dieline ");
    roff_append(page, command->name);
    g_string_append(page, "\n[\\fIOPTION\\fR...]");
    append_arguments(page, command->arguments);
}

static void append_option(GString *page, const GOptionEntry *option)
{
    g_string_append(page, ".TP\n");
    if (option->short_name != '\0')
        g_string_append_printf(page, "\\fB\\-%c\\fR, ", option->short_name);
    g_string_append(page, "\\fB\\-\\-");
    roff_append(page, option->long_name);
    g_string_append(page, "\\fR");
    if (option->arg_description != NULL)
        g_string_append_printf(page, "=\\fI%s\\fR", option->arg_description);
    g_string_append_c(page, '\n');
    roff_append_prose(page, option->description);
}

static void append_options(GString *page, const GArray *options)
{
    const GOptionEntry help = {
        "help", 'h', 0, G_OPTION_ARG_NONE, NULL, "Say what may be typed, and end", NULL};
    g_string_append(page, ".SH OPTIONS\n");
    for (guint i = 0; i < options->len; i++)
        append_option(page, &g_array_index(options, GOptionEntry, i));
    append_option(page, &help);
}

static void append_reference(GString *page, const char *name, const char *after)
{
    g_string_append(page, ".BR ");
    roff_append(page, name);
    g_string_append_printf(page, " (1)%s\n", after);
}

static void append_command(GString *page, const UsageCommand *usage, const char *name)
{
    const Command *command = usage->command;
    append_title(page, name, command->summary);
    append_synopsis(page, command);
    if (command->description != NULL) {
        g_string_append(page, ".SH DESCRIPTION\n");
        roff_append_prose(page, command->description);
    }
    append_options(page, usage->options);
    g_string_append(page, ".SH SEE ALSO\n");
    append_reference(page, "dieline", "");
}

static void append_list(GString *page, const Usage *usage)
{
    g_string_append(page, ".SH COMMANDS\n");
    for (size_t i = 0; i < usage_count(usage); i++) {
        const Command *command = usage_command(usage, i)->command;
        g_string_append(page, ".TP\n.B dieline ");
        roff_append(page, command->name);
        g_string_append_c(page, '\n');
        roff_append_prose(page, command->summary);
    }
}

static const char overview_end[] =
    ".SH EXIT STATUS\n"
    ".TP\n0\nFine.\n"
    ".TP\n1\nErrors in the input.\n"
    ".TP\n2\nWrong usage.\n"
    ".TP\n3\nThe environment: something cannot be read or written.\n"
    ".PP\n"
    ".BR dieline\\-diff (1)\nends as\n.BR diff (1)\ndoes.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nMessages have no colours, unless\n.B \\-\\-color=always\nis given.\n"
    ".TP\n.B TERM\nIf it is\n.BR dumb ,\nthere are no colours, and no line that says how far it "
    "is.\n"
    ".TP\n.B TMPDIR\nWhere revisions of git are put while they are read.\n"
    ".SH FILES\n"
    ".TP\n.I kb/kb.yaml\nThe settings of a knowledge base; its entries lie in folders beside it.\n"
    ".TP\n.I out/\nWhat is made of it.\n";

static void append_overview(GString *page, const Usage *usage)
{
    append_title(page, "dieline", "a compiler for knowledge bases of chips and their roadmaps");
    g_string_append(page, ".SH SYNOPSIS\n.B dieline\n\\fICOMMAND\\fR [\\fIOPTION\\fR...]\n"
                          ".SH DESCRIPTION\n");
    roff_append_prose(page, "Compiles a knowledge base of chips, YAML files with a source on every "
                            "value, into a site, Markdown pages, diagrams and data.\n\n"
                            "Each command has a page of its own, as dieline-build(1). The options "
                            "of `help` are taken by all of them, and may stand in front of the "
                            "command, too.");
    append_list(page, usage);
    append_options(page, usage_find(usage, "help")->options);
    g_string_append(page, overview_end);
    g_string_append(page, ".SH SEE ALSO\n");
    for (size_t i = 0; i < usage_count(usage); i++) {
        g_autofree char *name =
            g_strconcat("dieline-", usage_command(usage, i)->command->name, NULL);
        append_reference(page, name, i + 1 < usage_count(usage) ? "," : "");
    }
}

static bool write_page(const GString *page, const char *folder, const char *name)
{
    g_autofree char *file = g_strconcat(name, ".1", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    g_autoptr(GError) error = NULL;
    if (g_file_set_contents(path, page->str, (gssize)page->len, &error))
        return true;
    fprintf(stderr, "dieline: %s\n", error->message);
    return false;
}

int manual_write(const Usage *usage, const char *folder)
{
    g_autoptr(GString) page = g_string_new(NULL);
    append_overview(page, usage);
    bool is_written = write_page(page, folder, "dieline");
    for (size_t i = 0; is_written && i < usage_count(usage); i++) {
        const UsageCommand *command = usage_command(usage, i);
        g_autofree char *name = g_strconcat("dieline-", command->command->name, NULL);
        g_string_truncate(page, 0);
        append_command(page, command, name);
        is_written = write_page(page, folder, name);
    }
    return is_written ? EXIT_FINE : EXIT_ENVIRONMENT;
}
