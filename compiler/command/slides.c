/*
 * `dieline slides`: several diagrams as one presentation.
 */
#include "command/run.h"
#include "command/which_diagram.h"
#include "model/deck_spec.h"
#include "publish.h"

#include <stdio.h>
#include <string.h>

/* The one deck that is asked for; NULL: diagrams are, or several names. */
static const DeckSpec *find_only_deck(const Kb *kb, char *const *names)
{
    return names[1] == NULL ? deck_spec_find(kb, names[0]) : NULL;
}

/* Lists the diagrams that are named, decks' in their place; false (said so) if a name is nobody's.
 */
static bool list_diagrams(const Kb *kb, char *const *names, GPtrArray *diagrams)
{
    for (; *names != NULL; names++) {
        const DeckSpec *deck = deck_spec_find(kb, *names);
        if (deck == NULL && !which_diagram_exists(kb, *names)) {
            which_diagram_missing(*names, "diagrams/, and no deck in slides/");
            return false;
        }
        for (size_t i = 0; deck != NULL && i < deck->diagram_count; i++)
            g_ptr_array_add(diagrams, (gpointer)deck->diagrams[i]);
        if (deck == NULL)
            g_ptr_array_add(diagrams, *names);
    }
    g_ptr_array_add(diagrams, NULL);
    return true;
}

/* A deck's own languages count unless the command line says which. */
static size_t list_languages(const Options *options, const DeckSpec *deck, size_t *languages)
{
    if (deck == NULL || options->language != NULL)
        return 1;
    memcpy(languages, deck->languages, deck->language_count * sizeof *languages);
    return deck->language_count;
}

/* Which files to write, one a language; false (said so) if the command line makes no sense. */
static bool choose_files(const Options *options, const Kb *kb, const DeckSpec *deck, Arena *arena,
                         DeckOptions *chosen)
{
    size_t languages[LANGUAGES_MAX];
    if (!command_find_language(options, kb, &languages[0]))
        return false;
    chosen->file_count = list_languages(options, deck, languages);
    if (options->out != NULL && chosen->file_count > 1) {
        command_usage_error("slides: '%s' is a file for each of %zu languages, and -o names one; "
                            "choose a language with -l",
                            deck->name, chosen->file_count);
        return false;
    }
    chosen->files = arena_new0(arena, DeckFile, chosen->file_count);
    for (size_t i = 0; i < chosen->file_count; i++) {
        chosen->files[i].language = languages[i];
        chosen->files[i].path = options->out != NULL ? options->out
                                : deck == NULL       ? "slides.pptx"
                                                     : arena_printf(arena, "%s.%s.pptx", deck->name,
                                                                    kb->languages[languages[i]]);
    }
    return true;
}

static void say_written(const DeckOptions *deck)
{
    for (size_t i = 0; i < deck->file_count; i++)
        fprintf(stderr, "%s: %zu slide%s written\n", deck->files[i].path, deck->files[i].slides,
                deck->files[i].slides == 1 ? "" : "s");
}

/* Writes what was asked for; returns the exit status. */
static int write_deck(Run *run, SvgTheme theme)
{
    const Options *options = run->options;
    const Kb *kb = compilation_kb(run->compilation);
    const DeckSpec *only = find_only_deck(kb, options->arguments);
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) diagrams = g_ptr_array_new();
    DeckOptions deck = {.title = only != NULL ? only->title : kb->name, .theme = theme};
    if (!list_diagrams(kb, options->arguments, diagrams))
        return EXIT_INPUT;
    if (!choose_files(options, kb, only, arena, &deck))
        return EXIT_USAGE;
    deck.names = (const char *const *)(const void *)diagrams->pdata;
    if (publish_deck(run->compilation, &deck, run->diags) && !options->quiet)
        say_written(&deck);
    return EXIT_FINE;
}

int command_slides(const Command *command, Options *options)
{
    (void)command;
    Run run;
    SvgTheme theme;
    if (command_argument(options) == NULL)
        return command_usage_error("slides: name the diagrams to show, or a deck");
    if (!which_theme(options, &theme) || !run_begin(&run, options, command_kb_path(options)))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    if (!diagnostics_has_errors(run.diags))
        status = write_deck(&run, theme);
    if (status == EXIT_FINE)
        return run_end(&run);
    run_end_quietly(&run);
    return status;
}
