#include "cli.h"

#include "base/text.h"
#include "command/command.h"
#include "command/complete.h"
#include "command/manual.h"
#include "command/reference.h"

#include <stdio.h>
#include <string.h>

enum { DEFAULT_PORT = 8000 };

static int run_help(const Command *command, Options *options);
static int run_version(const Command *command, Options *options);
static int run_reference(const Command *command, Options *options);

static const Command commands[] = {
    {"init", "[DIR]", "begin a knowledge base",
     "Writes into DIR (default: this folder) what a knowledge base begins with: kb/ with its "
     "settings\n"
     "and a rule, settings of editors, and a workflow that publishes the site on GitHub Pages. "
     "What is\n"
     "there stays as it is; where there is a knowledge base, nothing is written.",
     1, "xdc", command_init},
    {"new", "CLASS ID", "begin an entry: a file with all that it can state",
     "Writes a file for an entry of CLASS called ID into the class's folder, and prints its path. "
     "All\n"
     "slots are in it, in comments: what is required first, then by group, each with what it "
     "takes.\n"
     "An id that is there already is refused, and no file is written over.",
     2, "Fdc", command_new},
    {"build", "[KB]", "check, then write all outputs that changed",
     "Compiles the knowledge base KB (default: this folder, or ./kb) and writes Markdown,\n"
     "the site, diagrams and data below the output folder. With an error anywhere, the output\n"
     "folder stays as it was.",
     1, "oajumTydcAWES", command_build},
    {"check", "[KB]", "report mistakes, write nothing",
     "Reads and checks the knowledge base, and reports every mistake on its line.", 1, "ajdcAWES",
     command_check},
    {"fix", "[KB]", "do what hints say, where that is certain",
     "Makes the fixes that messages of `check` propose to the letter: misspelt ids, slots and "
     "values,\n"
     "units, dates and numbers in other forms, quotes and tabs of YAML; files in another class's "
     "folder,\n"
     "or called .yml, are moved, unless something is there. Nothing else in a file changes.\n"
     "Then says what is left, as `check` does.",
     1, "najdcAWES", command_fix},
    {"import", "MAPPING FILE", "rows that others wrote become entries",
     "Reads FILE (-: standard input), which is CSV, JSON, JSON Lines, XML or SQLite, and makes\n"
     "entries of its rows, as MAPPING says: a file, or the name of one that comes with dieline\n"
     "(--list). The file becomes a source, which all that is imported names. Rows that cannot be\n"
     "are told with their lines, all others are imported. Doing it again brings what the source\n"
     "says to date, and leaves all else.",
     2, "nGHjdcA", command_import},
    {"serve", "[KB]", "the site in a browser, while you edit",
     "Serves the site of the knowledge base KB to browsers on this machine, from memory: nothing "
     "is\n"
     "written. Pages are those of the files as they are now, and load again when these change; "
     "what is\n"
     "wrong with them stands over the last site that was right. Prints its address; Ctrl-C ends "
     "it.",
     1, "PBajdcAWES", command_serve},
    {"lsp", "[KB]", "what an editor asks: a language server",
     "Speaks the Language Server Protocol over standard input and output: what is wrong while it "
     "is\n"
     "typed, completion, what things mean, where they are, and renaming. Editors start it; the "
     "manual\n"
     "says how. The knowledge base is KB, or where the editor's files are. With --serve, browsers "
     "on\n"
     "this machine show what is open, follow the cursor, and lead back to the line of a value.",
     1, "ZPalWES", command_lsp},
    {"list", "[CLASS]", "ids and names of all entries, or of one class",
     "Prints one entry a line: id, class and name.", 1, "oajlcdAWES", command_list},
    {"show", "ID", "one entry with all its claims and their sources",
     "Prints what the knowledge base states about one entry: each claim with its status, as-of\n"
     "date, sources and notes.",
     1, "oajlcdAWES", command_show},
    {"diagram", "[NAME]", "write diagrams only",
     "Draws the diagram NAME of the folder diagrams/ (default: all) in every language, as\n"
     "NAME.LANGUAGE.svg and .dot, or as what -f says. PNG and PDF are set in the fonts of this\n"
     "machine: it must have some for the diagram's languages. Mermaid (.mmd) is for READMEs; it\n"
     "shows less, which is said.",
     1, "OfLwstajdcAWES", command_diagram},
    {"slides", "NAME...", "diagrams as one presentation",
     "Draws the diagrams NAME... of the folder diagrams/ as slides that can be edited, in this\n"
     "order, and writes them as one PowerPoint file. A NAME may be a deck's of slides/, too;\n"
     "a deck alone is written as NAME.LANGUAGE.pptx in each of its languages. Each slide says as\n"
     "of when it is, what its sources are and, with base_url in kb.yaml, where its page is; the\n"
     "speaker's notes have the table.",
     100, "DltajdcAWES", command_slides},
    {"report", "", "what is covered, and where the gaps are",
     "Prints how much rests on each source, what has no source or no translation, where sources\n"
     "contradict each other, which plans are overdue, and how many entries have each slot.",
     0, "aJjlcdAWES", command_report},
    {"schema", "", "a JSON Schema of entries, for editors",
     "Prints a JSON Schema (2020-12) of the files of all classes, or of one: an editor that knows\n"
     "it completes slots and values, and shows mistakes while they are typed.",
     0, "KjdcAWES", command_schema},
    {"classes", "", "what entries can be about",
     "Prints one class a line: its name, the folder of its entries (or `inline`, within others, "
     "or\n"
     "`abstract`), the class that it is one of, and what it means. Behind a pipe there is a tab\n"
     "between them. Outside of a knowledge base: what the default schema has.",
     0, "Jldc", command_classes},
    {"slots", "[CLASS]", "what entries can state, or those of one class",
     "Prints one slot a line: its name, what it takes, whether it must be there, what it means "
     "and,\n"
     "unless a CLASS is given, which classes have it. Behind a pipe there is a tab between them.\n"
     "Outside of a knowledge base: what the default schema has.",
     1, "Jldc", command_slots},
    {"events", "", "what milestones can be of",
     "Prints one event a line: its name, which one must come before it, whether it ends what it "
     "is\n"
     "said of, and what it means. Behind a pipe there is a tab between them. Outside of a "
     "knowledge\n"
     "base: what the default schema has.",
     0, "Jldc", command_events},
    {"units", "", "in what can be measured",
     "Prints one unit or prefix a line: its symbol, its kind, what it is in others, and how else "
     "it\n"
     "is written. Prefixes stand before symbols (GB, GiB), and units combine: GB/s, mm2, MB/core.\n"
     "Behind a pipe there is a tab between them. Outside of a knowledge base: what the default "
     "schema\n"
     "has.",
     0, "Jldc", command_units},
    {"query", "[SQL]", "SQL over the knowledge base",
     "Runs SELECT statements over the knowledge base, compiled to SQLite. What tables there are:\n"
     "\n"
     "  dieline query \"SELECT name, sql FROM sqlite_schema\"\n"
     "\n"
     "Prints a table, or CSV, or JSON. Queries only read, and are stopped after 100 million steps "
     "of the\n"
     "database.",
     1, "oikJajdcAWES", command_query},
    {"diff", "[A [B]]", "what two states of the knowledge base do not say alike",
     "Compares A with B: folders, or revisions that git knows (main, v1.2, HEAD~3), of the folder "
     "that\n"
     "-C names, or as REVISION:FOLDER. Without B, A with the folder as it is now; without A, "
     "HEAD.\n"
     "Tells entries that are new, gone, renamed or changed, and of these each claim; dates that "
     "moved\n"
     "and by how much, plans that were settled, new sources, conflicts. Settings, schema, diagrams "
     "and\n"
     "pages are not compared. Exit status: 0 the same, 1 not the same, 2 trouble; with mistakes "
     "in\n"
     "one of both, what can be told is, and it is 2.",
     2, "Rlj", command_diff},
    {"log", "ID [REV]", "the life of an entry, by git's history",
     "Prints the commits that changed what the entry ID says, the latest first, and what each of "
     "them\n"
     "changed, from the revision REV (default: HEAD) back to where it was new. Follows its former "
     "ids; of "
     "a\n"
     "merge the side that the entry comes from, or the first. Stops after 100 changes of its "
     "files.",
     2, "Rlj", command_log},
    {"explain", "SLUG", "what a message means and what to do",
     "Explains the message with the slug that stands in brackets behind it: [ref.unknown].\n"
     "Without a slug, lists all of them. What rule.NAME means, the knowledge base says.",
     1, "", command_explain},
    {"reference", "[TOPIC]", "a page of the manual's reference, as Markdown",
     "Prints what there is of a TOPIC: classes with their slots, values, units, what claims, "
     "settings,\n"
     "diagrams and decks can say, commands, messages, words. Without a TOPIC, lists them. In a "
     "knowledge\n"
     "base it is of what its own schema has.",
     1, "dc", run_reference},
    {"help", "[COMMAND]", "this overview, or one command's options", NULL, 1, "", run_help},
    {"version", "", "print the version", NULL, 0, "", run_version},
};

static const Command *command_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* Every command takes these, also in front of its name. */
static const char common_options[] = "CqvV";

/* Does the command take the option with this letter, which may be only ours? */
static bool command_takes(const Command *command, char letter)
{
    return strchr(common_options, letter) != NULL || strchr(command->options, letter) != NULL;
}

/* The letter to write on the command line; 0: there is none. */
static char written_letter(char letter)
{
    switch (letter) {
    case 'L':
        return 'l'; /* of diagrams, which have their own default */
    case 'O':
    case 'F':
    case 'D':
        return 'o'; /* the same */
    case 'R':
    case 'i':
        return 'f'; /* which other commands have for --format */
    default:
        break;
    }
    if (strchr("dcaKJwstkVTyPBAumxnSGHZ", letter) != NULL)
        return '\0';
    return letter;
}

static GOptionContext *context_of(const Command *command, const GOptionEntry *entries)
{
    g_autofree char *usage = g_strconcat(command->arguments, " - ", command->summary, NULL);
    GOptionContext *context = g_option_context_new(usage);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_help_enabled(context, FALSE);
    if (command->description != NULL)
        g_option_context_set_summary(context, command->description);
    return context;
}

/* Where an option is put: within the Options that are read into. */
#define AT(member) GSIZE_TO_POINTER(offsetof(Options, member))

/* Options by letter: a command's `options` picks from these. */
static const GOptionEntry all_options[] = {
    {"kb", 'C', 0, G_OPTION_ARG_FILENAME, AT(kb),
     "The knowledge base's folder, or the one that has it as kb/ (default: this one)", "DIR"},
    {"out", 'o', 0, G_OPTION_ARG_FILENAME, AT(out), "Output folder (default: out)", "DIR"},
    {"out", 'O', 0, G_OPTION_ARG_FILENAME, AT(out), "Output folder (default: this one)", "DIR"},
    {"out", 'F', 0, G_OPTION_ARG_FILENAME, AT(out),
     "Write to FILE (-: print; default: where entries of CLASS are)", "FILE"},
    {"out", 'D', 0, G_OPTION_ARG_FILENAME, AT(out),
     "Default: slides.pptx, or what a deck is called", "FILE"},
    {"format", 'f', 0, G_OPTION_ARG_STRING, AT(formats),
     "Formats of diagrams: svg,dot,png,pdf,pptx,mermaid (default: svg,dot)", "LIST"},
    {"lang", 'L', 0, G_OPTION_ARG_STRING, AT(language), "Only in this language (default: in each)",
     "CODE"},
    {"width", 'w', 0, G_OPTION_ARG_INT, AT(width),
     "Width of an SVG, PNG or PDF in pixels, of a PDF 96 an inch (default: as drawn)", "PX"},
    {"scale", 's', 0, G_OPTION_ARG_DOUBLE, AT(scale),
     "Times as large it is (default: 1; of a PNG without --width 2, if it can be)", "N"},
    {"theme", 't', 0, G_OPTION_ARG_STRING, AT(theme),
     "light or dark (default: an SVG follows its reader, others are light)", "THEME"},
    {"format", 'R', 0, G_OPTION_ARG_STRING, AT(formats), "text, markdown or json (default: text)",
     "FORM"},
    {"file", 'i', 0, G_OPTION_ARG_FILENAME, AT(file), "Read the SQL from FILE (-: standard input)",
     "FILE"},
    {"trace", 'T', 0, G_OPTION_ARG_FILENAME, AT(trace),
     "Write how long what took to FILE, in Chrome's trace format", "FILE"},
    {"base-url", 'u', 0, G_OPTION_ARG_STRING, AT(base_url),
     "Where the site will be, in place of base_url in kb.yaml", "URL"},
    {"markdown", 'm', 0, G_OPTION_ARG_STRING, AT(markdown),
     "Whom the Markdown pages are for: github, mkdocs or hugo (default: the first two)", "FOR"},
    {"verify", 'y', 0, G_OPTION_ARG_NONE, AT(verify),
     "Then render everything again, and compare it with what is there", NULL},
    {"csv", 'k', 0, G_OPTION_ARG_NONE, AT(csv), "Print CSV", NULL},
    {"language", 'l', 0, G_OPTION_ARG_STRING, AT(language),
     "Language of names and texts (default: the knowledge base's first)", "CODE"},
    {"as-of", 'a', 0, G_OPTION_ARG_STRING, AT(as_of), "Leave out what was not known by DATE (EDTF)",
     "DATE"},
    {"class", 'K', 0, G_OPTION_ARG_STRING, AT(class), "Only this class", "CLASS"},
    {"json", 'J', 0, G_OPTION_ARG_NONE, AT(json), "Print JSON", NULL},
    {"port", 'P', 0, G_OPTION_ARG_INT, AT(port),
     "Port to listen at; 0: any that is free (default: 8000)", "N"},
    {"serve", 'Z', 0, G_OPTION_ARG_NONE, AT(serve),
     "Serve the site to browsers, too: of what is open, as it is typed", NULL},
    {"open", 'B', 0, G_OPTION_ARG_NONE, AT(open), "Show the site in a browser", NULL},
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, AT(dry_run),
     "Change nothing: print a diff of what would become, and say what would be left", NULL},
    {"published", 'G', 0, G_OPTION_ARG_STRING, AT(published),
     "When FILE was published, or measured (EDTF)", "DATE"},
    {"list", 'H', 0, G_OPTION_ARG_NONE, AT(list), "Print which mappings come with dieline", NULL},
    {"example", 'x', 0, G_OPTION_ARG_NONE, AT(example),
     "With entries and diagrams about invented chips", NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, AT(jobs), "Threads (default: one a processor)", "N"},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, AT(quiet), "Report errors only", NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, AT(verbose), "Say what was done, in numbers", NULL},
    {"version", 'V', 0, G_OPTION_ARG_NONE, AT(version), "Print the version", NULL},
    {"diagnostics", 'd', 0, G_OPTION_ARG_STRING, AT(diagnostics),
     "Form of messages: text, json, sarif, github (default: text)", "FORM"},
    {"all", 'A', 0, G_OPTION_ARG_NONE, AT(all),
     "Show every warning: also accepted ones, and more than 20 of a kind", NULL},
    {"color", 'c', 0, G_OPTION_ARG_STRING, AT(color),
     "Colours: always, never or auto (default: auto)", "WHEN"},
    {"warning", 'W', 0, G_OPTION_ARG_STRING_ARRAY, AT(warnings),
     "no-SLUG: do not report this warning; SLUG: no error of it, as -E all or its rule would",
     "SLUG"},
    {"error", 'E', 0, G_OPTION_ARG_STRING_ARRAY, AT(errors),
     "Take this warning (or all) for an error", "SLUG"},
    {"strict", 'S', 0, G_OPTION_ARG_NONE, AT(strict), "The same as -E all", NULL},
};

#undef AT

/* The options that the command takes, as they are typed. The caller unrefs the array. */
static GArray *options_of(const Command *command)
{
    GArray *chosen = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
    for (size_t i = 0; i < G_N_ELEMENTS(all_options); i++)
        if (command_takes(command, all_options[i].short_name)) {
            GOptionEntry option = all_options[i];
            option.short_name = written_letter(option.short_name);
            g_array_append_val(chosen, option);
        }
    return chosen;
}

static GOptionContext *context_new(const Command *command, Options *options)
{
    g_autoptr(GArray) chosen = options_of(command);
    for (guint i = 0; i < chosen->len; i++) {
        GOptionEntry *option = &g_array_index(chosen, GOptionEntry, i);
        option->arg_data = (char *)options + GPOINTER_TO_SIZE(option->arg_data);
    }
    const GOptionEntry arguments = {G_OPTION_REMAINING,  0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                                    &options->arguments, NULL, NULL};
    g_array_append_val(chosen, arguments);
    return context_of(command, (const GOptionEntry *)(gpointer)chosen->data);
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
    g_free(options->base_url);
    g_free(options->markdown);
    g_free(options->theme);
    g_free(options->file);
    g_free(options->trace);
    g_free(options->published);
    g_strfreev(options->warnings);
    g_strfreev(options->errors);
    g_strfreev(options->arguments);
}

static int run_version(const Command *command, Options *options)
{
    (void)command;
    (void)options;
    g_autoptr(GString) text = g_string_new("dieline " DIELINE_VERSION "\n");
    return command_print(text, EXIT_FINE);
}

static int print_command_help(const Command *command)
{
    Options options = {0};
    g_autoptr(GOptionContext) context = context_new(command, &options);
    g_autofree char *program = g_strconcat("dieline ", command->name, NULL);
    g_set_prgname(program);
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    g_autoptr(GString) text = g_string_new(help);
    return command_print(text, EXIT_FINE);
}

static int print_overview(void)
{
    g_autoptr(GString) text = g_string_new("Usage: dieline COMMAND [OPTION…]\n\n"
                                           "Compiles a knowledge base of chips into pages, "
                                           "diagrams and data.\n\nCommands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *usage = g_strconcat(commands[i].name, " ", commands[i].arguments, NULL);
        g_string_append_printf(text, "  %-19s %s\n", usage, commands[i].summary);
    }
    g_string_append(text, "\n`dieline help COMMAND` shows a command's options; -C DIR, -q and -v "
                          "may also stand in front of it.\n"
                          "Exit status: 0 fine, 1 errors in the input, 2 usage, 3 environment.\n");
    return command_print(text, EXIT_FINE);
}

static int run_help(const Command *command, Options *options)
{
    (void)command;
    if (command_argument(options) == NULL)
        return print_overview();
    const Command *about = command_find(command_argument(options));
    if (about == NULL)
        return command_usage_error("no command '%s'", command_argument(options));
    return print_command_help(about);
}

/* Of commands only this file knows. */
static int run_reference(const Command *command, Options *options)
{
    const char *topic = command_argument(options);
    if (topic == NULL || strcmp(topic, "commands") != 0)
        return command_reference(command, options);
    g_autoptr(GString) text = g_string_new(NULL);
    reference_append_head(text, topic);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autoptr(GArray) taken = options_of(&commands[i]);
        reference_append_command(text, &commands[i], (const GOptionEntry *)(gpointer)taken->data);
    }
    return command_print(text, EXIT_FINE);
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
    Options options = {.port = DEFAULT_PORT};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) split = split_arguments(argc, argv, texts);
    char **words = (char **)split->pdata;
    int count = (int)split->len;
    g_autoptr(GOptionContext) context = context_new(command, &options);
    g_autoptr(GError) error = NULL;
    int status;
    if (!g_option_context_parse(context, &count, &words, &error))
        status = command_usage_error("%s: %s", command->name, error->message);
    else if (options.arguments != NULL && g_strv_length(options.arguments) > command->argument_max)
        status = command_usage_error("%s: '%s' is one argument too many", command->name,
                                     options.arguments[command->argument_max]);
    else if (options.version)
        status = run_version(command, &options);
    else
        status = command->run(command, &options);
    options_clear(&options);
    return status;
}

/* How many words of the command line the option is, if it may stand in front of the command;
 * 0: it may not. */
static int front_option_length(const char *word)
{
    if (strcmp(word, "-C") == 0 || strcmp(word, "--kb") == 0)
        return 2;
    const bool is_flag = strcmp(word, "--quiet") == 0 || strcmp(word, "--verbose") == 0 ||
                         (word[1] != '\0' && word[1 + strspn(word + 1, "qv")] == '\0');
    return is_flag || g_str_has_prefix(word, "-C") || g_str_has_prefix(word, "--kb=");
}

static int usage_error_no_command(const char *name)
{
    Nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        nearest_offer(&nearest, commands[i].name);
    return command_no_such("command", &nearest);
}

/* Runs the command `name` at argv[at], with the options in front of it as if they followed it. */
static int run_named(const char *name, int argc, char **argv, int at)
{
    const Command *command = command_find(name);
    if (command == NULL)
        return name[0] == '-' ? command_usage_error("'%s' belongs behind a command", name)
                              : usage_error_no_command(name);
    char **words = g_new(char *, (size_t)argc + 1);
    words[0] = argv[at];
    memcpy(words + 1, argv + 1, (size_t)(at - 1) * sizeof *argv);
    memcpy(words + at, argv + at + 1, (size_t)(argc - at) * sizeof *argv); /* with its NULL */
    const int status = run_command(command, argc - 1, words);
    g_free(words);
    return status;
}

static void usage_make(Usage *usage)
{
    usage_init(usage);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        usage_add(usage, &commands[i], options_of(&commands[i]));
}

/* What no person types: shells that complete, and the build that writes the manual pages. False: it
 * is none of it. */
static bool run_hidden(int argc, char **argv, int *status)
{
    if (argc < 3 || (strcmp(argv[1], "complete") != 0 && strcmp(argv[1], "manual") != 0))
        return false;
    Usage usage;
    usage_make(&usage);
    if (strcmp(argv[1], "manual") == 0)
        *status = manual_write(&usage, argv[2]);
    else
        *status = complete_words(&usage, (const char *const *)argv + 2);
    usage_clear(&usage);
    return true;
}

int cli_run(int argc, char **argv)
{
    int at = 1;
    int hidden;
    if (run_hidden(argc, argv, &hidden))
        return hidden;
    for (int length; at < argc && argv[at][0] == '-'; at += length)
        if ((length = front_option_length(argv[at])) == 0)
            break;
    if (at >= argc) {
        print_overview();
        return EXIT_USAGE;
    }
    const char *name = argv[at];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    return run_named(name, argc, argv, at);
}
