#include "command/run.h"

#include "store/program.h"
#include "value/uri.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *const run_color_names[] = {"always", "never", "auto", NULL};
const char *const run_markdown_names[] = {"github", "mkdocs", "hugo", NULL};

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
        command_usage_error("-W %s: no such message; `dieline explain` lists all", text);
        return false;
    }
    if (diag_default_severity(id) != SEVERITY_WARNING) {
        command_usage_error("-W %s: that is an error, only warnings can be switched", text);
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
        command_usage_error("-E %s: no such message; `dieline explain` lists all", text);
        return false;
    }
    if (diag_default_severity(id) < SEVERITY_ENVIRONMENT)
        diagnostics_set_severity(diags, id, SEVERITY_ERROR);
    return true;
}

/* -E all comes first, so that -W no-... can make an exception. */
static bool apply_severities(Diagnostics *diags, const Options *options)
{
    if (options->quiet && !options->with_warnings)
        diagnostics_drop_warnings(diags);
    if (options->strict)
        apply_error(diags, "all");
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

static bool options_are_valid(const Options *options, DiagFormat *format)
{
    *format = DIAG_TEXT;
    if (options->diagnostics != NULL && !diag_format_find(options->diagnostics, format)) {
        command_usage_error("--diagnostics=%s: there are text, json, sarif and github",
                            options->diagnostics);
        return false;
    }
    if (options->color != NULL && !g_strv_contains(run_color_names, options->color)) {
        command_usage_error("--color=%s: there are always, never and auto", options->color);
        return false;
    }
    if (options->jobs < 0 || options->jobs > 256) {
        command_usage_error("-j %d: between 1 and 256", options->jobs);
        return false;
    }
    return true;
}

static bool parse_as_of(const Options *options, Edtf *as_of)
{
    Problem problem;
    if (options->as_of == NULL || edtf_parse(options->as_of, as_of, &problem))
        return true;
    command_usage_error("--as-of %s: %s", options->as_of, problem.message);
    return false;
}

/* As kb.yaml's base_url, which it stands for. */
static bool parse_base_url(const Options *options, char **base_url)
{
    const char *text = options->base_url;
    if (text == NULL)
        return true;
    if (!uri_is_base(text)) {
        command_usage_error("--base-url %s: must be an http or https address, without ? and #",
                            text);
        return false;
    }
    *base_url = g_strconcat(text, g_str_has_suffix(text, "/") ? "" : "/", NULL);
    return true;
}

static bool markdown_is_valid(const Options *options)
{
    if (options->markdown == NULL || g_strv_contains(run_markdown_names, options->markdown))
        return true;
    command_usage_error("--markdown=%s: there are github, mkdocs and hugo", options->markdown);
    return false;
}

static void say_numbers(const Kb *kb)
{
    if (kb != NULL)
        fprintf(stderr, "%zu entries, %zu milestones, %zu diagrams\n", kb->entry_count,
                kb->milestone_count, kb->diagram_count);
}

static void write_error(const char *text, size_t length, void *user)
{
    (void)user;
    fwrite(text, 1, length, stderr);
}

static Progress *open_progress(const Options *options)
{
    const char *term = g_getenv("TERM");
    const ProgressOptions progress = {
        .shows_line = !options->quiet && isatty(STDERR_FILENO) && g_strcmp0(term, "dumb") != 0,
        .says_times = options->verbose,
        .traces = options->trace != NULL,
        .write = write_error,
    };
    return progress_new(&progress);
}

bool run_open(Run *run, const Options *options, const char *path)
{
    *run = (Run){.options = options};
    if (!options_are_valid(options, &run->format) || !parse_as_of(options, &run->as_of) ||
        !markdown_is_valid(options) || !parse_base_url(options, &run->base_url))
        return false;
    program_fingerprint();
    run->diags = diagnostics_new();
    if (!apply_severities(run->diags, options)) {
        diagnostics_free(run->diags);
        g_free(run->base_url);
        return false;
    }
    run->kb_path = g_strdup(path);
    run->arena = arena_new();
    run->progress = open_progress(options);
    return true;
}

CompileOptions run_compile_options(const Run *run, const char *program)
{
    const Options *options = run->options;
    return (CompileOptions){
        .kb_path = run->kb_path,
        .as_of = options->as_of != NULL ? &run->as_of : NULL,
        .jobs = (unsigned)options->jobs,
        .program = program,
        .progress = run->progress,
        .without_rules = options->without_rules,
        .base_url = run->base_url,
        .for_hugo = g_strcmp0(options->markdown, "hugo") == 0,
    };
}

void run_compile(Run *run)
{
    const Options *options = run->options;
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    CompileOptions compile = run_compile_options(run, program);
    compile.once = true;
    run->compilation = compile_kb(&compile, run->diags);
    if (options->verbose)
        say_numbers(compilation_kb(run->compilation));
}

void run_open_last(Run *run, const char *out)
{
    const Options *options = run->options;
    if (options->verbose || options->trace != NULL)
        return;
    g_autofree char *text = run_options_text(run);
    const BuildRequest request = {run->kb_path, out, text, options->quiet};
    run->last = last_build_open(&request);
}

bool run_begin(Run *run, const Options *options, const char *path)
{
    if (!run_open(run, options, path))
        return false;
    run_compile(run);
    return true;
}

const Kb *run_begin_schema(Run *run, const Options *options, int *status)
{
    *status = EXIT_USAGE;
    if (!run_begin(run, options, command_kb_if_any(options)))
        return NULL;
    const Kb *kb = compilation_kb(run->compilation);
    if (kb == NULL)
        *status = run_end(run);
    return kb;
}

static void append_list(GString *text, const char *name, char **values)
{
    for (char **value = values; value != NULL && *value != NULL; value++)
        g_string_append_printf(text, "%s=%s\n", name, *value);
}

char *run_options_text(const Run *run)
{
    const Options *options = run->options;
    GString *text = g_string_new(NULL);
    if (options->as_of != NULL)
        g_string_append_printf(text, "as_of=%s\n", options->as_of);
    if (run->base_url != NULL)
        g_string_append_printf(text, "base_url=%s\n", run->base_url);
    if (g_strcmp0(options->markdown, "hugo") == 0)
        g_string_append(text, "markdown=hugo\n");
    if (options->strict)
        g_string_append(text, "strict\n");
    append_list(text, "W", options->warnings);
    append_list(text, "E", options->errors);
    return g_string_free(text, FALSE);
}

/* What the run told of itself goes into the file that was asked for. False (said so) if it cannot.
 */
static bool write_trace(const Run *run)
{
    const char *path = run->options->trace;
    g_autoptr(GError) error = NULL;
    if (path == NULL)
        return true;
    g_autoptr(GString) trace = progress_trace(run->progress);
    if (g_file_set_contents(path, trace->str, (gssize)trace->len, &error))
        return true;
    fprintf(stderr, "dieline: --trace: %s\n", error->message);
    return false;
}

static void run_free(Run *run)
{
    compilation_free(run->compilation);
    last_build_close(run->last);
    diagnostics_free(run->diags);
    arena_free(run->arena);
    g_free(run->kb_path);
    g_free(run->base_url);
}

/* The kb.yaml of the folder, from where we are; outside of that, by itself: code hosts want paths
 * within what was checked out. Caller frees. */
static char *whole_path(const char *folder)
{
    if (folder == NULL)
        return NULL;
    g_autofree char *here = g_get_current_dir();
    g_autofree char *path = g_canonicalize_filename(folder, here);
    const size_t length = strlen(here);
    const char *below = g_str_has_prefix(path, here) ? path + length : "";
    if (*below != '\0' && *below != '/')
        below = "";
    return *below == '/' ? g_build_filename(below + 1, "kb.yaml", NULL) : g_strdup("kb.yaml");
}

int run_print_messages(const Run *run, Diagnostics *diags, int status)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *whole = whole_path(run->kb_path);
    const DiagRendering how = {.format = run->format,
                               .whole = whole,
                               .colour = wants_colour(run->options),
                               .shows_all = run->options->all};
    diag_render(diags, how, text);
    if (run->format != DIAG_TEXT)
        return command_print(text, status);
    fwrite(text->str, 1, text->len, stderr);
    return status;
}

int run_end(Run *run)
{
    const bool traced = write_trace(run);
    g_clear_pointer(&run->progress, progress_free);
    const int status = run_print_messages(run, run->diags, diagnostics_exit_status(run->diags));
    run_free(run);
    return status == EXIT_FINE && !traced ? EXIT_ENVIRONMENT : status;
}

void run_discard(Run *run)
{
    g_clear_pointer(&run->progress, progress_free);
    run_free(run);
}

int run_end_quietly(Run *run)
{
    if (diagnostics_has_errors(run->diags))
        return run_end(run);
    run_discard(run);
    return EXIT_FINE;
}
