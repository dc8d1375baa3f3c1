#include "cli.h"

#include "base/text.h"
#include "compile.h"
#include "diag/render.h"
#include "emit/entry_schema.h"
#include "emit/show.h"
#include "emit/show_report.h"
#include "query/query.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_FINE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

/* What the options of all commands are read into. */
typedef struct Options {
    char *kb;
    char *out;
    char *diagnostics;
    char *color;
    char *language;
    char *formats;
    char *class;
    char *as_of;
    char *theme;
    double scale;
    int width;
    char *file;
    char **warnings;
    char **errors;
    char **arguments; /* what is no option */
    int jobs;
    gboolean quiet;
    gboolean verbose;
    gboolean csv;
    gboolean json;
    bool without_rules; /* a command's own decision */
} Options;

typedef struct Command Command;
struct Command {
    const char *name;
    const char *arguments; /* as in the usage line */
    const char *summary;
    const char *description;
    unsigned argument_max;
    const char *options; /* letters of the options that it takes; see option_table */
    int (*run)(const Command *command, Options *options);
};

static int run_build(const Command *command, Options *options);
static int run_check(const Command *command, Options *options);
static int run_list(const Command *command, Options *options);
static int run_show(const Command *command, Options *options);
static int run_diagram(const Command *command, Options *options);
static int run_report(const Command *command, Options *options);
static int run_schema(const Command *command, Options *options);
static int run_query(const Command *command, Options *options);
static int run_explain(const Command *command, Options *options);
static int run_help(const Command *command, Options *options);
static int run_version(const Command *command, Options *options);

static const Command commands[] = {
    {"build", "[KB]", "check, then write all outputs that changed",
     "Compiles the knowledge base KB (default: ./kb, or this folder if it has a kb.yaml) and "
     "writes\n"
     "Markdown, the site, diagrams and data below the output folder. With an error anywhere, the\n"
     "output folder stays as it was.",
     1, "CoaqvjdcWE", run_build},
    {"check", "[KB]", "report mistakes, write nothing",
     "Reads and checks the knowledge base, and reports every mistake on its line.", 1, "CaqvjdcWE",
     run_check},
    {"list", "[CLASS]", "ids and names of all entries, or of one class",
     "Prints one entry a line: id, class and name.", 1, "CajlcdWE", run_list},
    {"show", "ID", "one entry with all its claims and their sources",
     "Prints what the knowledge base states about one entry: each claim with its status, as-of\n"
     "date, sources and notes.",
     1, "CajlcdWE", run_show},
    {"diagram", "[NAME]", "write diagrams only",
     "Draws the diagram NAME of the folder diagrams/ (default: all) in every language, as\n"
     "NAME.LANGUAGE.svg and .dot, or as what -f says. PNG and PDF are set in the fonts of this\n"
     "machine: it must have some for the diagram's languages.",
     1, "CofLwstaqvjdcWE", run_diagram},
    {"report", "", "what is covered, and where the gaps are",
     "Prints how much rests on each source, what has no source or no translation, where sources\n"
     "contradict each other, which plans are overdue, and how many entries have each slot.",
     0, "CaJjlcdWE", run_report},
    {"schema", "", "a JSON Schema of entries, for editors",
     "Prints a JSON Schema (2020-12) of the files of all classes, or of one: an editor that knows\n"
     "it completes slots and values, and shows mistakes while they are typed.",
     0, "CK", run_schema},
    {"query", "[SQL]", "SQL over the knowledge base",
     "Runs SELECT statements over the knowledge base, compiled to SQLite. What tables there are:\n"
     "\n"
     "  dieline query \"SELECT name, sql FROM sqlite_schema\"\n"
     "\n"
     "Prints a table, or CSV, or JSON. Queries only read, and are stopped after 10 seconds.",
     1, "CikJajdcWE", run_query},
    {"explain", "SLUG", "what a message means and what to do",
     "Explains the message with the slug that stands in brackets behind it: [ref.unknown].\n"
     "Without a slug, lists all of them. What rule.NAME means, the knowledge base says.",
     1, "C", run_explain},
    {"help", "[COMMAND]", "this overview, or one command's options", NULL, 1, "", run_help},
    {"version", "", "print the version", NULL, 0, "", run_version},
};

static int usage_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

static int usage_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, message, strlen(message));
    fprintf(stderr, "dieline: %s\nTry 'dieline help'.\n", printable->str);
    return EXIT_USAGE;
}

/* Writes all of standard output, or says why not. */
static int print(const GString *text, int status)
{
    if (fwrite(text->str, 1, text->len, stdout) == text->len && fflush(stdout) == 0)
        return status;
    fprintf(stderr, "dieline: cannot write to standard output: %s\n", g_strerror(errno));
    return EXIT_ENVIRONMENT;
}

static const Command *command_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* Options by letter: a command's `options` picks from these. */
static GOptionContext *context_new(const Command *command, Options *options)
{
    const GOptionEntry all[] = {
        {"kb", 'C', 0, G_OPTION_ARG_FILENAME, &options->kb, "The knowledge base's folder", "DIR"},
        {"out", 'o', 0, G_OPTION_ARG_FILENAME, &options->out, "Output folder (default: out)",
         "DIR"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options->formats,
         "Formats of diagrams: svg,dot,png,pdf (default: svg,dot)", "LIST"},
        {"lang", 'L', 0, G_OPTION_ARG_STRING, &options->language,
         "Only in this language (default: in each)", "CODE"},
        {"width", 'w', 0, G_OPTION_ARG_INT, &options->width,
         "Width of a PNG or PDF in CSS pixels (default: as drawn)", "PX"},
        {"scale", 's', 0, G_OPTION_ARG_DOUBLE, &options->scale,
         "How many times as large a PNG or PDF is (default: PNG 2, PDF 1)", "N"},
        {"theme", 't', 0, G_OPTION_ARG_STRING, &options->theme,
         "light or dark (default: an SVG follows its reader, others are light)", "THEME"},
        {"file", 'i', 0, G_OPTION_ARG_FILENAME, &options->file,
         "Read the SQL from FILE (-: standard input)", "FILE"},
        {"csv", 'k', 0, G_OPTION_ARG_NONE, &options->csv, "Print CSV", NULL},
        {"language", 'l', 0, G_OPTION_ARG_STRING, &options->language,
         "Language of names and texts (default: the knowledge base's first)", "CODE"},
        {"as-of", 'a', 0, G_OPTION_ARG_STRING, &options->as_of,
         "Leave out what was not known by DATE (EDTF)", "DATE"},
        {"class", 'K', 0, G_OPTION_ARG_STRING, &options->class, "Only this class", "CLASS"},
        {"json", 'J', 0, G_OPTION_ARG_NONE, &options->json, "Print JSON", NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, "Threads (default: one a processor)",
         "N"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, "Report errors only", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "Say what was done, in numbers",
         NULL},
        {"diagnostics", 'd', 0, G_OPTION_ARG_STRING, &options->diagnostics,
         "Form of messages: text, json, sarif, github", "FORM"},
        {"color", 'c', 0, G_OPTION_ARG_STRING, &options->color, "always, never or auto", "WHEN"},
        {"warning", 'W', 0, G_OPTION_ARG_STRING_ARRAY, &options->warnings,
         "no-SLUG: do not report this warning; SLUG: only warn about this error", "SLUG"},
        {"error", 'E', 0, G_OPTION_ARG_STRING_ARRAY, &options->errors,
         "Take this warning (or all) for an error", "SLUG"},
    };
    GOptionEntry chosen[G_N_ELEMENTS(all) + 2];
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (strchr(command->options, all[i].short_name) != NULL) {
            chosen[count] = all[i];
            if (strchr("dcaKJwstk", all[i].short_name) != NULL)
                chosen[count].short_name = 0; /* the letter is only ours */
            if (all[i].short_name == 'L')
                chosen[count].short_name = 'l'; /* of diagrams, which have their own default */
            if (all[i].short_name == 'i')
                chosen[count].short_name = 'f'; /* which other commands have for --format */
            count++;
        }
    chosen[count++] = (GOptionEntry){G_OPTION_REMAINING,  0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                                     &options->arguments, NULL, NULL};
    chosen[count] = (GOptionEntry){0};

    g_autofree char *usage = g_strconcat(command->arguments, " - ", command->summary, NULL);
    GOptionContext *context = g_option_context_new(usage);
    g_option_context_add_main_entries(context, chosen, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    if (command->description != NULL)
        g_option_context_set_summary(context, command->description);
    return context;
}

static void options_clear(Options *options)
{
    g_free(options->kb);
    g_free(options->out);
    g_free(options->diagnostics);
    g_free(options->color);
    g_free(options->language);
    g_free(options->formats);
    g_free(options->class);
    g_free(options->as_of);
    g_free(options->theme);
    g_free(options->file);
    g_strfreev(options->warnings);
    g_strfreev(options->errors);
    g_strfreev(options->arguments);
}

static const char *argument(const Options *options)
{
    return options->arguments != NULL ? options->arguments[0] : NULL;
}

/* Where the knowledge base is: what was said, else ./kb.yaml's folder, else ./kb. */
static const char *kb_path(const Options *options)
{
    if (options->kb != NULL)
        return options->kb;
    return g_file_test("kb.yaml", G_FILE_TEST_IS_REGULAR) ? "." : "kb";
}

static bool apply_warning(Diagnostics *diags, const char *text)
{
    DiagId id;
    const bool off = g_str_has_prefix(text, "no-");
    const char *slug = off ? text + strlen("no-") : text;
    if (diag_is_rule_slug(slug)) {
        diag_rule_set_severity(diagnostics_rule(diags, slug),
                               off ? SEVERITY_IGNORED : SEVERITY_WARNING);
        return true;
    }
    if (!diag_find(slug, &id)) {
        usage_error("-W %s: no such message; `dieline explain` lists all", text);
        return false;
    }
    if (diag_default_severity(id) != SEVERITY_WARNING) {
        usage_error("-W %s: that is an error, only warnings can be switched", text);
        return false;
    }
    diagnostics_set_severity(diags, id, off ? SEVERITY_IGNORED : SEVERITY_WARNING);
    return true;
}

static bool apply_error(Diagnostics *diags, const char *text)
{
    DiagId id;
    if (strcmp(text, "all") == 0) {
        for (unsigned i = 0; i < DIAG_COUNT; i++)
            if (diag_default_severity((DiagId)i) == SEVERITY_WARNING || i == DIAG_RULE)
                diagnostics_set_severity(diags, (DiagId)i, SEVERITY_ERROR);
        return true;
    }
    if (diag_is_rule_slug(text)) {
        diag_rule_set_severity(diagnostics_rule(diags, text), SEVERITY_ERROR);
        return true;
    }
    if (!diag_find(text, &id)) {
        usage_error("-E %s: no such message; `dieline explain` lists all", text);
        return false;
    }
    if (diag_default_severity(id) < SEVERITY_ENVIRONMENT)
        diagnostics_set_severity(diags, id, SEVERITY_ERROR);
    return true;
}

/* -E all comes first, so that -W no-... can make an exception. */
static bool apply_severities(Diagnostics *diags, const Options *options)
{
    if (options->quiet)
        diagnostics_drop_warnings(diags);
    for (char **text = options->errors; text != NULL && *text != NULL; text++)
        if (!apply_error(diags, *text))
            return false;
    for (char **text = options->warnings; text != NULL && *text != NULL; text++)
        if (!apply_warning(diags, *text))
            return false;
    return true;
}

static bool wants_colour(const Options *options)
{
    if (g_strcmp0(options->color, "always") == 0)
        return true;
    const char *no_color = g_getenv("NO_COLOR");
    return g_strcmp0(options->color, "never") != 0 && (no_color == NULL || *no_color == '\0') &&
           isatty(STDERR_FILENO) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

/* One run of a command that compiles: options checked, knowledge base read. */
typedef struct Run {
    const Options *options;
    DiagFormat format;
    Edtf as_of;
    Diagnostics *diags;
    Compilation *compilation;
} Run;

static bool options_are_valid(const Options *options, DiagFormat *format)
{
    *format = DIAG_TEXT;
    if (options->diagnostics != NULL && !diag_format_find(options->diagnostics, format)) {
        usage_error("--diagnostics=%s: there are text, json, sarif and github",
                    options->diagnostics);
        return false;
    }
    if (options->color != NULL && strcmp(options->color, "always") != 0 &&
        strcmp(options->color, "never") != 0 && strcmp(options->color, "auto") != 0) {
        usage_error("--color=%s: there are always, never and auto", options->color);
        return false;
    }
    if (options->jobs < 0 || options->jobs > 256) {
        usage_error("-j %d: between 1 and 256", options->jobs);
        return false;
    }
    return true;
}

static bool parse_as_of(const Options *options, Edtf *as_of)
{
    Problem problem;
    if (options->as_of == NULL || edtf_parse(options->as_of, as_of, &problem))
        return true;
    usage_error("--as-of %s: %s", options->as_of, problem.message);
    return false;
}

/* Compiles; false if the command line is wrong (said so). */
static bool run_begin(Run *run, const Options *options, const char *path)
{
    *run = (Run){.options = options};
    if (!options_are_valid(options, &run->format) || !parse_as_of(options, &run->as_of))
        return false;
    run->diags = diagnostics_new();
    if (!apply_severities(run->diags, options)) {
        diagnostics_free(run->diags);
        return false;
    }
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    const CompileOptions compile = {
        .kb_path = path,
        .as_of = options->as_of != NULL ? &run->as_of : NULL,
        .jobs = (unsigned)options->jobs,
        .program = program,
        .without_rules = options->without_rules,
    };
    run->compilation = compile_kb(&compile, run->diags);
    return true;
}

/* What programs read goes to standard output, what people read to standard error. Returns the exit
 * status: `status`, unless that fails. */
static int print_messages(const Run *run, Diagnostics *diags, int status)
{
    g_autoptr(GString) text = g_string_new(NULL);
    diag_render(diags, run->format, wants_colour(run->options), text);
    if (run->format != DIAG_TEXT)
        return print(text, status);
    fwrite(text->str, 1, text->len, stderr);
    return status;
}

/* Prints the messages and ends the run; returns the exit status. */
static int run_end(Run *run)
{
    const int status = print_messages(run, run->diags, diagnostics_exit_status(run->diags));
    compilation_free(run->compilation);
    diagnostics_free(run->diags);
    return status;
}

/* Ends a run whose result does not depend on the entries and their mistakes. */
static void run_discard(Run *run)
{
    compilation_free(run->compilation);
    diagnostics_free(run->diags);
}

/* Ends a run whose result is on standard output: its messages matter only if there are errors. */
static int run_end_quietly(Run *run)
{
    if (diagnostics_has_errors(run->diags))
        return run_end(run);
    run_discard(run);
    return EXIT_FINE;
}

static const char *run_path(const Options *options)
{
    return argument(options) != NULL ? argument(options) : kb_path(options);
}

static int run_check(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!run_begin(&run, options, run_path(options)))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (options->verbose && kb != NULL)
        fprintf(stderr, "%zu entries, %zu milestones, %zu diagrams\n", kb->entry_count,
                kb->milestone_count, kb->diagram_count);
    return run_end(&run);
}

/* Outputs in the knowledge base's folder would be taken for entries, or hide them. */
static bool is_same_folder(const char *a, const char *b)
{
    struct stat x;
    struct stat y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int run_build(const Command *command, Options *options)
{
    (void)command;
    const char *out = options->out != NULL ? options->out : "out";
    if (is_same_folder(out, run_path(options)))
        return usage_error("-o %s: that is the knowledge base itself", out);
    Run run;
    if (!run_begin(&run, options, run_path(options)))
        return EXIT_USAGE;
    OutputSummary summary;
    if (!diagnostics_has_errors(run.diags) && compilation_write(run.compilation, out, &summary) &&
        !options->quiet)
        fprintf(stderr, "%s: %zu files written, %zu unchanged, %zu removed\n", out, summary.written,
                summary.unchanged, summary.removed);
    return run_end(&run);
}

static bool find_format(const char *name, DiagramFormat *format)
{
    for (unsigned i = 0; i < DIAGRAM_FORMAT_COUNT; i++)
        if (strcmp(diagram_format_name((DiagramFormat)i), name) == 0) {
            *format = (DiagramFormat)i;
            return true;
        }
    return false;
}

static bool parse_formats(const char *formats, DiagramOptions *diagram)
{
    DiagramFormat format;
    g_auto(GStrv) names = g_strsplit(formats != NULL ? formats : "svg,dot", ",", -1);
    for (char **name = names; *name != NULL; name++) {
        if (!find_format(*name, &format))
            return false;
        diagram->formats[format] = true;
    }
    return names[0] != NULL;
}

static bool parse_theme(const char *theme, SvgTheme *found)
{
    *found = g_strcmp0(theme, "dark") == 0    ? SVG_THEME_DARK
             : g_strcmp0(theme, "light") == 0 ? SVG_THEME_LIGHT
                                              : SVG_THEME_READER;
    return theme == NULL || *found != SVG_THEME_READER;
}

/* What the options say about pictures; false (said so) if they are wrong. */
static bool parse_diagram_options(const Options *options, DiagramOptions *diagram)
{
    enum { WIDTH_MIN = 16, WIDTH_MAX = 20000 };
    static const double SCALE_MAX = 20;
    *diagram = (DiagramOptions){.name = argument(options), .width = (unsigned)options->width};
    diagram->scale = options->scale;
    if (!parse_formats(options->formats, diagram))
        usage_error("-f %s: there are svg, dot, png and pdf", options->formats);
    else if (!parse_theme(options->theme, &diagram->theme))
        usage_error("--theme %s: there are light and dark", options->theme);
    else if (options->width != 0 && (options->width < WIDTH_MIN || options->width > WIDTH_MAX))
        usage_error("--width %d: between %d and %d", options->width, WIDTH_MIN, WIDTH_MAX);
    else if (!(options->scale >= 0 && options->scale <= SCALE_MAX)) /* also no number at all */
        usage_error("--scale %g: between 0 and %g", options->scale, SCALE_MAX);
    else
        return true;
    return false;
}

static bool has_diagram(const Kb *kb, const char *name)
{
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (strcmp(kb->diagrams[i]->name, name) == 0)
            return true;
    return false;
}

/* The language of -l; the first one by default. False (said so) if the KB does not have it. */
static bool find_language(const Options *options, const Kb *kb, size_t *language)
{
    *language = 0;
    if (options->language == NULL)
        return true;
    *language = kb_find_language(kb, options->language);
    if (*language < kb->language_count)
        return true;
    usage_error("-l %s: the knowledge base does not have this language", options->language);
    return false;
}

static int report_no_class(const Kb *kb, const char *name)
{
    Nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < kb->schema->class_count; i++)
        nearest_offer(&nearest, kb->schema->classes[i]->name);
    return usage_error("no class '%s'%s%s%s", name, nearest.best ? "; did you mean '" : "",
                       nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
}

/* Writes what was asked for; returns the exit status. */
static int write_diagrams(Run *run, DiagramOptions *diagram)
{
    const Options *options = run->options;
    const Kb *kb = compilation_kb(run->compilation);
    const char *out = options->out != NULL ? options->out : ".";
    size_t written;
    if (diagram->name != NULL && !has_diagram(kb, diagram->name)) {
        fprintf(stderr, "dieline: no diagram '%s' in diagrams/\n", diagram->name);
        return EXIT_INPUT;
    }
    if (!find_language(options, kb, &diagram->language))
        return EXIT_USAGE;
    if (options->language == NULL)
        diagram->language = kb->language_count;
    if (compilation_write_diagrams(run->compilation, diagram, out, &written) && !options->quiet)
        fprintf(stderr, "%s: %zu files written\n", out, written);
    return EXIT_FINE;
}

static int run_diagram(const Command *command, Options *options)
{
    (void)command;
    Run run;
    DiagramOptions diagram;
    if (!parse_diagram_options(options, &diagram) || !run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    if (!diagnostics_has_errors(run.diags))
        status = write_diagrams(&run, &diagram);
    if (status == EXIT_FINE)
        return run_end(&run);
    run_end_quietly(&run);
    return status;
}

static int run_list(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (kb == NULL)
        return run_end(&run);
    size_t language;
    const char *name = argument(options);
    const Class *class = name != NULL ? schema_find_class(kb->schema, name) : NULL;
    int status = EXIT_FINE;
    if (!find_language(options, kb, &language)) {
        status = EXIT_USAGE;
    } else if (name != NULL && class == NULL) {
        status = report_no_class(kb, name);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        show_list(kb, class, language, text);
        status = print(text, EXIT_FINE);
    }
    const int end = run_end_quietly(&run);
    return status != EXIT_FINE ? status : end;
}

static int report_no_entry(const Kb *kb, const char *id)
{
    Nearest nearest;
    nearest_init(&nearest, id);
    for (size_t i = 0; i < kb->entry_count; i++)
        nearest_offer(&nearest, kb->entries[i]->id);
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, id, strlen(id));
    fprintf(stderr, "dieline: no entry '%s'", printable->str);
    if (nearest.best != NULL)
        fprintf(stderr, "; did you mean '%s'?", nearest.best);
    fprintf(stderr, "\nhint: `dieline list` prints every id\n");
    return EXIT_INPUT;
}

static int run_show(const Command *command, Options *options)
{
    if (argument(options) == NULL)
        return usage_error("show %s: which entry?", command->arguments);
    Run run;
    if (!run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (kb == NULL)
        return run_end(&run);
    size_t language;
    int status;
    const Entry *entry = kb_find_entry(kb, argument(options));
    if (!find_language(options, kb, &language)) {
        status = EXIT_USAGE;
    } else if (entry == NULL) {
        status = report_no_entry(kb, argument(options));
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        show_entry(kb, entry, language, text);
        status = print(text, EXIT_FINE);
    }
    const int end = run_end_quietly(&run);
    return status != EXIT_FINE ? status : end;
}

static int run_report(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (kb == NULL)
        return run_end(&run);
    size_t language;
    int status = EXIT_USAGE;
    if (find_language(options, kb, &language)) {
        g_autoptr(Arena) arena = arena_new();
        g_autoptr(GString) text = g_string_new(NULL);
        const Questions questions = questions_find(kb, arena);
        const Report report = report_build(kb, &questions, arena);
        if (options->json)
            show_report_json(kb, &report, text);
        else
            show_report(kb, &report, language, text);
        status = print(text, EXIT_FINE);
    }
    const int end = run_end_quietly(&run);
    return status != EXIT_FINE ? status : end;
}

/* An editor needs it most while entries are wrong. */
static int run_schema(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (kb == NULL)
        return run_end(&run);
    const char *name = options->class;
    const Class *class = name != NULL ? schema_find_class(kb->schema, name) : NULL;
    int status;
    if (name != NULL && class == NULL) {
        status = report_no_class(kb, name);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        entry_schema_append(kb, class, text);
        status = print(text, EXIT_FINE);
    }
    run_discard(&run);
    return status;
}

/* The statements to run: the argument, or a file's. False (said why) if there are none. */
static bool read_sql(const Options *options, SourceFile *sql, char **text)
{
    const char *file = options->file;
    if ((file != NULL) == (argument(options) != NULL)) {
        usage_error("query: give the SQL as an argument, or -f FILE");
        return false;
    }
    if (file == NULL) {
        *text = g_strdup(argument(options));
        *sql = (SourceFile){"query", "query", *text, strlen(*text)};
        return true;
    }
    const bool is_input = strcmp(file, "-") == 0;
    g_autoptr(GError) error = NULL;
    gsize length;
    if (!g_file_get_contents(is_input ? "/dev/stdin" : file, text, &length, &error)) {
        fprintf(stderr, "dieline: cannot read: %s\n", error->message);
        return false;
    }
    *sql = (SourceFile){file, file, *text, length};
    return true;
}

/* Not over a knowledge base with errors: answers from one would look as good as any. What breaks
 * its own rules is there to be asked about. */
static int run_query(const Command *command, Options *options)
{
    (void)command;
    SourceFile sql;
    g_autofree char *text = NULL;
    if (options->csv && options->json)
        return usage_error("query: --csv or --json, not both");
    if (!read_sql(options, &sql, &text))
        return EXIT_USAGE;
    options->without_rules = true;
    Run run;
    if (!run_begin(&run, options, kb_path(options)))
        return EXIT_USAGE;
    if (diagnostics_has_errors(run.diags))
        return run_end(&run);
    const QueryFormat format = options->csv ? QUERY_CSV : options->json ? QUERY_JSON : QUERY_TABLE;
    g_autoptr(Diagnostics) mistakes = diagnostics_new();
    g_autoptr(Database) database = database_new(compilation_kb(run.compilation), true);
    g_autoptr(GString) out = g_string_new(NULL);
    const bool done = query_run(database, &sql, format, &query_limits, out, mistakes);
    const int status = done ? print(out, EXIT_FINE) : print_messages(&run, mistakes, EXIT_USAGE);
    run_discard(&run);
    return status;
}

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
    const CompileOptions compile = {.kb_path = kb_path(options), .without_rules = true};
    g_autoptr(Compilation) compilation = compile_kb(&compile, diags);
    g_autofree char *explanation = compilation_explain_rule(compilation, name);
    const bool is_known = explanation != NULL && explanation[0] != '\0';
    g_string_append_printf(text, "%s\n\n", slug);
    append_wrapped(text, is_known ? explanation : diag_explanation(DIAG_RULE));
    return print(text, EXIT_FINE);
}

static int run_explain(const Command *command, Options *options)
{
    (void)command;
    g_autoptr(GString) text = g_string_new(NULL);
    const char *slug = argument(options);
    DiagId id;
    if (slug == NULL) {
        for (unsigned i = 0; i < DIAG_COUNT; i++)
            g_string_append_printf(text, "%-24s %s\n", diag_slug((DiagId)i),
                                   severity_name((DiagId)i));
        return print(text, EXIT_FINE);
    }
    if (diag_is_rule_slug(slug) && strcmp(slug, diag_slug(DIAG_RULE)) != 0)
        return explain_rule(options, slug);
    if (!diag_find(slug, &id)) {
        Nearest nearest;
        nearest_init(&nearest, slug);
        for (unsigned i = 0; i < DIAG_COUNT; i++)
            nearest_offer(&nearest, diag_slug((DiagId)i));
        return usage_error("no message '%s'%s%s%s", slug, nearest.best ? "; did you mean '" : "",
                           nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
    }
    g_string_append_printf(text, "%s (%s)\n\n", diag_slug(id), severity_name(id));
    append_wrapped(text, diag_explanation(id));
    return print(text, EXIT_FINE);
}

static int run_version(const Command *command, Options *options)
{
    (void)command;
    (void)options;
    g_autoptr(GString) text = g_string_new("dieline " DIELINE_VERSION "\n");
    return print(text, EXIT_FINE);
}

static int print_command_help(const Command *command)
{
    Options options = {0};
    g_autoptr(GOptionContext) context = context_new(command, &options);
    g_autofree char *program = g_strconcat("dieline ", command->name, NULL);
    g_set_prgname(program);
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    g_autoptr(GString) text = g_string_new(help);
    return print(text, EXIT_FINE);
}

static int print_overview(void)
{
    g_autoptr(GString) text = g_string_new("Usage: dieline COMMAND [OPTION…]\n\n"
                                           "Compiles a knowledge base of chips into pages, "
                                           "diagrams and data.\n\nCommands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *usage = g_strconcat(commands[i].name, " ", commands[i].arguments, NULL);
        g_string_append_printf(text, "  %-16s %s\n", usage, commands[i].summary);
    }
    g_string_append(text, "\n`dieline help COMMAND` shows a command's options.\n"
                          "Exit status: 0 fine, 1 errors in the input, 2 usage, 3 environment.\n");
    return print(text, EXIT_FINE);
}

static int run_help(const Command *command, Options *options)
{
    (void)command;
    if (argument(options) == NULL)
        return print_overview();
    const Command *about = command_find(argument(options));
    if (about == NULL)
        return usage_error("no command '%s'", argument(options));
    return print_command_help(about);
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0)
            return false;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    }
    return false;
}

/* Splits "-j2" into "-j" "2", which GOption does not do. Returns a new vector; its texts are
 * owned by `texts`. */
static GPtrArray *split_arguments(int argc, char **argv, GPtrArray *texts)
{
    GPtrArray *split = g_ptr_array_new();
    bool options_end = false;
    for (int i = 0; i < argc; i++) {
        char *text = argv[i];
        options_end |= strcmp(text, "--") == 0;
        const bool joined = !options_end && i > 0 && text[0] == '-' && text[1] != '\0' &&
                            strchr("CoflWEj", text[1]) != NULL && text[2] != '\0';
        if (joined) {
            g_ptr_array_add(texts, g_strndup(text, 2));
            g_ptr_array_add(split, texts->pdata[texts->len - 1]);
            text += 2;
        }
        g_ptr_array_add(split, text);
    }
    return split;
}

static int run_command(const Command *command, int argc, char **argv)
{
    if (asks_for_help(argc, argv))
        return print_command_help(command);
    Options options = {0};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) split = split_arguments(argc, argv, texts);
    char **words = (char **)split->pdata;
    int count = (int)split->len;
    g_autoptr(GOptionContext) context = context_new(command, &options);
    g_autoptr(GError) error = NULL;
    int status;
    if (!g_option_context_parse(context, &count, &words, &error))
        status = usage_error("%s: %s", command->name, error->message);
    else if (options.arguments != NULL && g_strv_length(options.arguments) > command->argument_max)
        status = usage_error("%s: '%s' is one argument too many", command->name,
                             options.arguments[command->argument_max]);
    else
        status = command->run(command, &options);
    options_clear(&options);
    return status;
}

int cli_run(int argc, char **argv)
{
    if (argc < 2) {
        print_overview();
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    const Command *command = command_find(name);
    if (command != NULL)
        return run_command(command, argc - 1, argv + 1);
    Nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        nearest_offer(&nearest, commands[i].name);
    return usage_error("no command '%s'%s%s%s", name, nearest.best ? "; did you mean '" : "",
                       nearest.best ? nearest.best : "", nearest.best ? "'?" : "");
}
