/* The command that an editor starts. */
#include "lsp/lsp.h"

#include "command/run.h"

int command_lsp(const Command *command, Options *options)
{
    (void)command;
    Run run;
    if (!command_port_is_valid(options) || !run_open(&run, options, ""))
        return EXIT_USAGE;
    g_clear_pointer(&run.progress, progress_free); /* it is for what ends */
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    const char *argument = command_argument(options);
    const LspOptions wanted = {
        .kb_path = argument != NULL ? argument : options->kb,
        .compile = run_compile_options(&run, program),
        .severities = run.diags,
        .language = options->language,
        .serves = options->serve,
        .port = (unsigned)options->port,
    };
    const bool is_polite = lsp_run(&wanted);
    run_discard(&run);
    return is_polite ? EXIT_FINE : EXIT_INPUT;
}
