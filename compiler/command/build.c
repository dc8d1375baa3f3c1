/*
 * The commands that write files, and `check`, which writes none.
 */
#include "command/out_folder.h"
#include "command/run.h"
#include "command/which_diagram.h"
#include "last_build.h"
#include "publish.h"

#include <stdio.h>
#include <string.h>

int command_check(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!run_begin(&run, options, command_kb_of(options)))
        return EXIT_USAGE;
    return run_end(&run);
}

/* Outputs over what is read would be taken for entries, or hide them. Says so, if need be. */
static bool out_is_free(const char *out, const char *path, const Schema *schema)
{
    g_autofree char *problem = out_folder_problem(out, path, schema);
    if (problem != NULL)
        command_usage_error("-o %s: %s", out, problem);
    return problem == NULL;
}

static void say_summary(const Run *run, const char *out, const OutputSummary *summary)
{
    if (!run->options->quiet)
        progress_say(run->progress, "%s: %zu files written, %zu unchanged, %zu removed", out,
                     summary->written, summary->unchanged, summary->removed);
}

/* Writes, and leaves what the next build needs to know that there is nothing to do. */
static void write_outputs(Run *run, const BuildRequest *request)
{
    OutputSummary summary;
    if (!publish_write(run->compilation, request->out_path, run->diags, &summary))
        return;
    say_summary(run, request->out_path, &summary);
    if (run->options->verify && !publish_verify(run->compilation, request->out_path, run->diags))
        return;
    if (summary.history != 0)
        last_build_note(request, run->compilation, &summary, run->diags);
}

static int build(Run *run, const BuildRequest *request)
{
    OutputSummary nothing = {0};
    if (!run->options->verify &&
        last_build_stands(request, run->arena, run->diags, &nothing.unchanged)) {
        say_summary(run, request->out_path, &nothing);
        return run_end(run);
    }
    if (!output_settle(request->out_path, run->diags))
        return run_end(run);
    run_compile(run);
    if (diagnostics_has_errors(run->diags))
        return run_end(run);
    if (!out_is_free(request->out_path, run->kb_path, compilation_kb(run->compilation)->schema)) {
        run_discard(run);
        return EXIT_USAGE;
    }
    write_outputs(run, request);
    return run_end(run);
}

int command_build(const Command *command, Options *options)
{
    (void)command;
    const char *out = options->out != NULL ? options->out : OUT_DEFAULT;
    Run run;
    if (!out_is_free(out, command_kb_of(options), NULL) ||
        !run_open(&run, options, command_kb_of(options)))
        return EXIT_USAGE;
    g_autofree char *text = run_options_text(&run);
    const BuildRequest request = {run.kb_path, out, text, options->quiet};
    return build(&run, &request);
}

static bool parse_formats(const char *formats, SlideOptions *diagram)
{
    SlideFormat format;
    g_auto(GStrv) names = g_strsplit(formats != NULL ? formats : "svg,dot", ",", -1);
    for (char **name = names; *name != NULL; name++) {
        if (!slide_format_find(*name, &format))
            return false;
        diagram->formats[format] = true;
    }
    return names[0] != NULL;
}

/* Is -o a file's name? It names a folder: what files in it are called follows from what they show.
 */
static bool names_a_file(const char *out)
{
    const char *dot = out != NULL ? strrchr(out, '.') : NULL;
    bool is_known = false;
    for (unsigned i = 0; dot != NULL && i < SLIDE_FORMAT_COUNT; i++)
        is_known |= strcmp(dot + 1, slide_format_extension((SlideFormat)i)) == 0;
    return is_known && !g_file_test(out, G_FILE_TEST_IS_DIR);
}

/* What the options say about pictures; false (said so) if they are wrong. */
static bool parse_diagram_options(const Options *options, SlideOptions *diagram)
{
    enum { WIDTH_MIN = 16, WIDTH_MAX = 20000 };
    static const double SCALE_MAX = 20;
    *diagram = (SlideOptions){.name = command_argument(options),
                              .width = (unsigned)options->width,
                              .scale = options->scale};
    if (!parse_formats(options->formats, diagram))
        command_usage_error("-f %s: there are svg, dot, png, pdf, pptx and mermaid",
                            options->formats);
    else if (names_a_file(options->out))
        command_usage_error("-o %s: must be a folder; NAME.LANGUAGE%s is written into it",
                            options->out, strrchr(options->out, '.'));
    else if (options->width != 0 && (options->width < WIDTH_MIN || options->width > WIDTH_MAX))
        command_usage_error("--width %d: between %d and %d", options->width, WIDTH_MIN, WIDTH_MAX);
    else if (!(options->scale >= 0 && options->scale <= SCALE_MAX)) /* also no number at all */
        command_usage_error("--scale %g: between 0 and %g", options->scale, SCALE_MAX);
    else
        return which_theme(options, &diagram->theme);
    return false;
}

/* Which pictures; false (said so, with the exit status) if there are none such. */
static bool find_wanted(const Options *options, const Kb *kb, SlideOptions *diagram, int *status)
{
    if (diagram->name != NULL && !which_diagram_exists(kb, diagram->name)) {
        *status = which_diagram_missing(diagram->name, "diagrams/");
        return false;
    }
    *status = EXIT_USAGE;
    if (!command_find_language(options, kb, &diagram->language))
        return false;
    if (options->language == NULL)
        diagram->language = kb->language_count;
    return true;
}

static void say_done(const Options *options, const char *out, const SlidesDone *done)
{
    if (options->quiet)
        return;
    for (guint i = 0; i < done->notes->len; i++) {
        const SlideNote *note = done->notes->pdata[i];
        fprintf(stderr, "note: %s: %s\n", note->names->str, note->text);
    }
    fprintf(stderr, "%s: %zu files written\n", out, done->written);
}

/* Writes what was asked for; returns the exit status. */
static int write_diagrams(Run *run, SlideOptions *diagram)
{
    const Options *options = run->options;
    const char *out = options->out != NULL ? options->out : ".";
    int status;
    if (!find_wanted(options, compilation_kb(run->compilation), diagram, &status))
        return status;
    SlidesDone done;
    slides_done_init(&done);
    status = EXIT_FINE;
    if (publish_slides(run->compilation, diagram, out, run->diags, &done))
        say_done(options, out, &done);
    else if (done.refusal != NULL)
        status = command_usage_error("%s", done.refusal);
    slides_done_clear(&done);
    return status;
}

/* What a build into the default folder has drawn already. */
typedef struct Copying {
    LastBuild *last;
    const SlideOptions *diagram;
    const char *language; /* NULL: all */
    const char *folder;
    size_t written;
} Copying;

static bool copy_file(Copying *copying, const char *name)
{
    GString *bytes = last_build_picture(copying->last, name);
    if (bytes == NULL)
        return false;
    if (g_str_has_suffix(name, ".svg"))
        svg_unlink(bytes); /* they lead to the site beside the build's pictures */
    g_autofree char *path = g_build_filename(copying->folder, name, NULL);
    const bool done = g_mkdir_with_parents(copying->folder, 0777) == 0 &&
                      g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL);
    g_string_free(bytes, TRUE);
    copying->written += done;
    return done;
}

static bool copy_plate(Copying *copying, const char *plate)
{
    const LastPictures *pictures = last_build_pictures(copying->last);
    for (size_t i = 0; i < pictures->language_count; i++) {
        const char *language = pictures->languages[i];
        if (copying->language != NULL && strcmp(copying->language, language) != 0)
            continue;
        for (unsigned format = 0; format < SLIDE_FORMAT_COUNT; format++) {
            g_autofree char *name = g_strdup_printf("%s.%s.%s", plate, language,
                                                    slide_format_extension((SlideFormat)format));
            if (copying->diagram->formats[format] && !copy_file(copying, name))
                return false;
        }
    }
    return true;
}

/* False: not all that is asked for can be had so. */
static bool copy_diagrams(Copying *copying)
{
    const LastPictures *pictures = last_build_pictures(copying->last);
    const char *wanted = copying->diagram->name;
    for (size_t i = 0; i < pictures->count; i++)
        if ((wanted == NULL || strcmp(pictures->items[i].diagram, wanted) == 0) &&
            !copy_plate(copying, pictures->items[i].plate))
            return false;
    return copying->written > 0;
}

/* A build's pictures are in no theme, no size that is asked for, no pixels and on no
 * slides. */
static bool are_as_built(const SlideOptions *diagram)
{
    for (unsigned format = 0; format < SLIDE_FORMAT_COUNT; format++)
        if (diagram->formats[format] && format != SLIDE_SVG && format != SLIDE_DOT)
            return false;
    return diagram->theme == SVG_THEME_READER && diagram->width == 0 && diagram->scale == 0;
}

/* Copies what was asked for, and says what is to be said, if the last build left it. */
static bool diagram_at_once(Run *run, const SlideOptions *diagram)
{
    const Options *options = run->options;
    if (!are_as_built(diagram))
        return false;
    run_open_last(run, OUT_DEFAULT);
    Copying copying = {run->last, diagram, options->language,
                       options->out != NULL ? options->out : ".", 0};
    if (run->last == NULL || !copy_diagrams(&copying) ||
        !last_build_say(run->last, run->arena, run->diags))
        return false;
    if (!options->quiet)
        fprintf(stderr, "%s: %zu files written\n", copying.folder, copying.written);
    return true;
}

int command_diagram(const Command *command, Options *options)
{
    (void)command;
    Run run;
    SlideOptions diagram;
    if (!parse_diagram_options(options, &diagram) ||
        !run_open(&run, options, command_kb_path(options)))
        return EXIT_USAGE;
    if (diagram_at_once(&run, &diagram))
        return run_end(&run);
    run_compile(&run);
    int status = EXIT_FINE;
    if (!diagnostics_has_errors(run.diags))
        status = write_diagrams(&run, &diagram);
    if (status == EXIT_FINE)
        return run_end(&run);
    run_end_quietly(&run);
    return status;
}
