/*
 * `dieline slides`: several diagrams as one presentation.
 */
#include "command/run.h"
#include "command/which_diagram.h"
#include "publish.h"

#include <stdio.h>

/* Writes what was asked for; returns the exit status. */
static int write_deck(Run *run, DeckOptions *deck)
{
    const Options *options = run->options;
    const Kb *kb = compilation_kb(run->compilation);
    const char *path = options->out != NULL ? options->out : "slides.pptx";
    size_t written;
    for (const char *const *name = deck->names; *name != NULL; name++)
        if (!which_diagram_exists(kb, *name))
            return EXIT_INPUT;
    if (!command_find_language(options, kb, &deck->language))
        return EXIT_USAGE;
    if (publish_deck(run->compilation, deck, path, run->diags, &written) && !options->quiet)
        fprintf(stderr, "%s: %zu slide%s written\n", path, written, written == 1 ? "" : "s");
    return EXIT_FINE;
}

int command_slides(const Command *command, Options *options)
{
    (void)command;
    Run run;
    DeckOptions deck = {.names = (const char *const *)options->arguments};
    if (command_argument(options) == NULL)
        return command_usage_error("slides: name the diagrams to show");
    if (!which_theme(options, &deck.theme) || !run_begin(&run, options, command_kb_path(options)))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    if (!diagnostics_has_errors(run.diags))
        status = write_deck(&run, &deck);
    if (status == EXIT_FINE)
        return run_end(&run);
    run_end_quietly(&run);
    return status;
}
