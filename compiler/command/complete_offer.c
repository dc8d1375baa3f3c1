#include "command/complete_offer.h"

#include "base/resource.h"
#include "base/text.h"
#include "command/reference.h"
#include "command/run.h"
#include "command/state.h"
#include "command/which_diagram.h"
#include "emit/show.h"

#include <string.h>

/* --- offers --- */

/* Would every shell take the word for itself? Languages of shells agree on these only. */
static bool is_plain(const char *word)
{
    return strspn(word, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._,") == strlen(word);
}

/* How many bytes the first sentence has, all of its first line at most. */
static size_t measure_sentence(const char *text)
{
    const size_t line = strcspn(text, "\n");
    const char *end = g_strstr_len(text, (gssize)line, ". ");
    return end != NULL ? (size_t)(end - text) + 1 : line;
}

void offers_add(Offers *offers, const char *word, const char *meaning)
{
    if (!is_plain(word) || !g_str_has_prefix(word, offers->begun))
        return;
    g_string_append_printf(offers->out, "%s%s\t", offers->before, word);
    if (meaning != NULL)
        text_append_printable(offers->out, meaning, measure_sentence(meaning));
    g_string_append_c(offers->out, '\n');
}

static void add_all(Offers *offers, const char *const *words)
{
    for (; *words != NULL; words++)
        offers_add(offers, *words, NULL);
}

/* --- what the knowledge base has --- */

static Options options_of(const Typed *typed)
{
    return (Options){.kb = typed->kb, .quiet = true};
}

/* Opens what can be written in the knowledge base, or in one with the default schema. False: there
 * is nothing to speak of. */
static bool open_schema(Run *run, const Options *options, const Kb **kb)
{
    int status;
    *kb = run_begin_schema(run, options, &status);
    return *kb != NULL;
}

static void add_classes(Offers *offers, const Typed *typed)
{
    const Options options = options_of(typed);
    const bool wants_folder = typed->option == NULL && typed->argument_count == 0 &&
                              typed->command->command->run == command_new;
    Run run;
    const Kb *kb;
    if (!open_schema(&run, &options, &kb))
        return;
    for (size_t i = 0; i < kb->schema->class_count; i++) {
        const Class *class = kb->schema->classes[i];
        const char *meaning = description_text(&class->description);
        if (class->folder != NULL || !wants_folder)
            offers_add(offers, class->name,
                       meaning != NULL ? meaning : localised_get(&class->title, 0));
    }
    run_discard(&run);
}

static void add_languages(Offers *offers, const Typed *typed)
{
    const Options options = options_of(typed);
    Run run;
    const Kb *kb;
    if (!open_schema(&run, &options, &kb))
        return;
    for (size_t i = 0; i < kb->language_count; i++)
        offers_add(offers, kb->languages[i], NULL);
    run_discard(&run);
}

/* Appends what `dieline list` prints: from what the last build left, if that still stands. */
static void append_list(const Options *options, GString *list)
{
    Run run;
    if (!run_open(&run, options, command_kb_path(options)))
        return;
    run_open_last(&run, OUT_DEFAULT);
    if (run.last == NULL || !last_build_append_list(run.last, NULL, NULL, list)) {
        run_compile(&run);
        const Kb *kb = compilation_kb(run.compilation);
        if (kb != NULL)
            show_list(kb, NULL, 0, compilation_words(run.compilation)[0], list);
    }
    run_discard(&run);
}

/* Not for who looks for an id that is free. */
static void add_entries(Offers *offers, const Typed *typed)
{
    if (typed->command->command->run == command_new)
        return;
    const Options options = options_of(typed);
    g_autoptr(GString) list = g_string_new(NULL);
    append_list(&options, list);
    g_auto(GStrv) lines = g_strsplit(list->str, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *end = *line + strcspn(*line, " ");
        const char *rest = end + strspn(end, " ");
        *end = '\0';
        if (**line != '\0')
            offers_add(offers, *line, rest);
    }
}

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Offers the names of the files in a folder of the knowledge base, without their ending. */
static void add_files_of(Offers *offers, const Typed *typed, const char *folder, const char *before,
                         const char *ending)
{
    const Options options = options_of(typed);
    g_autofree char *path = g_build_filename(command_kb_path(&options), folder, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ending))
            g_ptr_array_add(names, g_strdup_printf("%s%.*s", before,
                                                   (int)(strlen(name) - strlen(ending)), name));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        offers_add(offers, names->pdata[i], NULL);
}

static void add_diagrams(Offers *offers, const Typed *typed)
{
    add_files_of(offers, typed, "diagrams", "", ".yaml");
    if (typed->command->command->run == command_slides)
        add_files_of(offers, typed, "slides", "", ".yaml");
}

/* --- what the program has --- */

/* Warnings for -W and -E, which switch them, with what is written before their slugs; all messages
 * for who asks what one means. */
static void add_slugs(Offers *offers, const Typed *typed, const char *before)
{
    for (unsigned i = 0; i < DIAG_COUNT; i++) {
        g_autofree char *slug = g_strconcat(before, diag_slug((DiagId)i), NULL);
        if (i == DIAG_RULE)
            continue; /* each has a name of its own: below */
        if (typed->option == NULL || diag_default_severity((DiagId)i) == SEVERITY_WARNING)
            offers_add(offers, slug, diag_explanation((DiagId)i));
    }
    g_autofree char *rule = g_strconcat(before, "rule.", NULL);
    add_files_of(offers, typed, "rules", rule, ".sql");
}

static void add_messages(Offers *offers, const Typed *typed)
{
    const char *option = typed->option != NULL ? typed->option->long_name : "";
    if (strcmp(option, "error") == 0)
        offers_add(offers, "all", "Every warning");
    if (strcmp(option, "warning") == 0)
        add_slugs(offers, typed, "no-");
    add_slugs(offers, typed, "");
}

static void add_forms(Offers *offers, const Typed *typed)
{
    if (strcmp(typed->option->long_name, "diagnostics") != 0) {
        add_all(offers, state_format_names);
        return;
    }
    for (unsigned i = 0; i < DIAG_FORMAT_COUNT; i++)
        offers_add(offers, diag_format_name((DiagFormat)i), NULL);
}

/* The last of several with commas between; those before it stay. */
static void add_formats(Offers *offers, const Typed *typed)
{
    (void)typed;
    const char *comma = strrchr(offers->begun, ',');
    const char *last = comma != NULL ? comma + 1 : offers->begun;
    g_autofree char *before =
        g_strdup_printf("%s%.*s", offers->before, (int)(last - offers->begun), offers->begun);
    Offers lasts = {offers->out, before, last};
    for (unsigned i = 0; i < SLIDE_FORMAT_COUNT; i++)
        offers_add(&lasts, slide_format_name((SlideFormat)i), NULL);
}

static void add_mappings(Offers *offers, const Typed *typed)
{
    (void)typed;
    g_auto(GStrv) names = resource_list(IMPORT_MAPPINGS);
    for (char **name = names; *name != NULL; name++) {
        *strrchr(*name, '.') = '\0';
        offers_add(offers, *name, NULL);
    }
}

static void add_topics(Offers *offers, const Typed *typed)
{
    (void)typed;
    const char *title;
    const char *name;
    for (size_t i = 0; (name = reference_topic(i, &title)) != NULL; i++)
        offers_add(offers, name, title);
}

static void add_commands(Offers *offers, const Typed *typed)
{
    for (size_t i = 0; i < usage_count(typed->usage); i++) {
        const Command *command = usage_command(typed->usage, i)->command;
        offers_add(offers, command->name, command->summary);
    }
}

/* By what it is called in usage lines and in options' help. */
static const struct {
    const char *name;
    void (*add)(Offers *offers, const Typed *typed);
    const char *const *words; /* NULL-terminated */
    const char *kinds;        /* lines for the shell; "": nobody else can know */
} values[] = {
    {"A", .kinds = ":revisions\n:folders\n"},
    {"B", .kinds = ":revisions\n:folders\n"},
    {"CLASS", .add = add_classes},
    {"CODE", .add = add_languages},
    {"COMMAND", .add = add_commands},
    {"DATE", .kinds = ""},
    {"DIR", .kinds = ":folders\n"},
    {"FILE", .kinds = ":files\n"},
    {"FOR", .words = run_markdown_names},
    {"FORM", .add = add_forms},
    {"ID", .add = add_entries},
    {"KB", .kinds = ":folders\n"},
    {"LIST", .add = add_formats},
    {"MAPPING", .add = add_mappings, .kinds = ":files\n"},
    {"N", .kinds = ""},
    {"NAME", .add = add_diagrams},
    {"PX", .kinds = ""},
    {"REV", .kinds = ":revisions\n"},
    {"SLUG", .add = add_messages},
    {"SQL", .kinds = ""},
    {"THEME", .words = which_theme_names},
    {"TOPIC", .add = add_topics},
    {"URL", .kinds = ""},
    {"WHEN", .words = run_color_names},
};

static void add_value(Offers *offers, const Typed *typed, size_t index)
{
    if (values[index].add != NULL)
        values[index].add(offers, typed);
    if (values[index].words != NULL)
        add_all(offers, values[index].words);
    if (values[index].kinds != NULL)
        g_string_append(offers->out, values[index].kinds);
}

void offers_add_values(Offers *offers, const Typed *typed, const char *name)
{
    size_t index = 0;
    while (index < G_N_ELEMENTS(values) && strcmp(values[index].name, name) != 0)
        index++;
    g_assert(index < G_N_ELEMENTS(values));
    add_value(offers, typed, index);
}
