/* The command that stays. */
#include "serve/serve.h"

#include "command/run.h"

#include <stdio.h>

/* What is told while it serves. */
typedef struct ServeTalk {
    const Run *run;
    char *last; /* what was said last: what is known already is not said again */
} ServeTalk;

/* Mistakes are told as they come; that there are none any more, too. */
static void say(Diagnostics *diags, void *user)
{
    ServeTalk *talk = user;
    g_autoptr(GString) text = g_string_new(NULL);
    diag_render(diags, (DiagRendering){.format = DIAG_TEXT}, text);
    const bool is_known = g_strcmp0(talk->last, text->str) == 0;
    g_free(talk->last);
    talk->last = g_strdup(text->str);
    if (!is_known)
        run_print_messages(talk->run, diags, EXIT_FINE);
    if (!talk->run->options->quiet && !diagnostics_has_errors(diags))
        fprintf(stderr, "%s: the site is as the files are now\n", talk->run->kb_path);
}

static int serve(Run *run)
{
    const Options *options = run->options;
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *problem = NULL;
    ServeTalk talk = {run, NULL};
    ServeOptions wanted = {
        .compile = run_compile_options(run, program),
        .severities = run->diags,
        .port = (unsigned)options->port,
        .opens = options->open,
        .say = say,
        .user = &talk,
    };
    wanted.compile.warns_later = true;
    const bool done = serve_run(&wanted, &problem);
    g_free(talk.last);
    if (done)
        return EXIT_FINE;
    fprintf(stderr, "dieline: %s\n", problem);
    return EXIT_ENVIRONMENT;
}

int command_serve(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!command_port_is_valid(options) || !run_open(&run, options, command_kb_of(options)))
        return EXIT_USAGE;
    g_clear_pointer(&run.progress, progress_free); /* it is for what ends */
    const int status = serve(&run);
    run_discard(&run);
    return status;
}
