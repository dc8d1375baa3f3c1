#include "command/reference.h"

#include "command/run.h"
#include "decode/keys.h"
#include "schema/claim_keys.h"
#include "template/escape.h"

#include <string.h>

/* --- Markdown --- */

/* Between backticks all is as it stands, but that a `|` or the end of a line would end a table's
 * cell. */
static void append_code(GString *out, const char *code)
{
    g_autoptr(GString) text = g_string_new(code);
    g_string_replace(text, "|", "\\|", 0);
    g_strdelimit(text->str, "\n", ' ');
    g_string_append_printf(out, "`%s`", text->str);
}

/* What is to be escaped at a text's ends is none within it: all is escaped, and code taken from
 * where it is not. Backticks with nothing in between, and one without another, are text. */
void reference_append_text(GString *out, const char *text)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    escape_append(escaped, ESCAPE_MARKDOWN, text);
    g_auto(GStrv) parts = g_strsplit(escaped->str, "\\`", -1);
    g_auto(GStrv) plain = g_strsplit(text, "`", -1);
    for (size_t i = 0; parts[i] != NULL; i++)
        if (i % 2 == 0)
            g_string_append(out, parts[i]);
        else if (parts[i + 1] != NULL && *plain[i] != '\0')
            append_code(out, plain[i]);
        else
            g_string_append_printf(out, "\\`%s%s", parts[i], parts[i + 1] != NULL ? "\\`" : "");
}

void reference_append_cell(GString *out, const char *text)
{
    g_string_append(out, "| ");
    if (text != NULL && *text != '\0') {
        reference_append_text(out, text);
        g_string_append_c(out, ' ');
    }
}

void reference_append_name(GString *out, const char *name)
{
    g_autofree char *code = g_strdup_printf("`%s`", name);
    reference_append_cell(out, code);
}

void reference_end_row(GString *out)
{
    g_string_append(out, "|\n");
}

void reference_append_table(GString *out, const char *const *columns, size_t count)
{
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < count; i++)
        reference_append_cell(out, columns[i]);
    reference_end_row(out);
    for (size_t i = 0; i < count; i++)
        g_string_append(out, "|---");
    reference_end_row(out);
}

static void append_heading(GString *out, const char *title)
{
    g_string_append_printf(out, "\n## %s\n", title);
}

static void append_paragraph(GString *out, const char *text)
{
    g_string_append_c(out, '\n');
    reference_append_text(out, text);
    g_string_append_c(out, '\n');
}

/* --- keys of files --- */

static void begin_keys(GString *out)
{
    const char *const columns[] = {"key", "takes", "", "meaning"};
    reference_append_table(out, columns, G_N_ELEMENTS(columns));
}

static void append_key(GString *out, const Key *key, bool is_required)
{
    reference_append_name(out, key->name);
    reference_append_cell(out, key->takes);
    reference_append_cell(out, is_required ? "required" : "");
    reference_append_cell(out, key->meaning);
    reference_end_row(out);
}

static void append_keys(GString *out, KeyAt *key_at)
{
    begin_keys(out);
    const Key *key;
    for (size_t i = 0; (key = key_at(i)) != NULL; i++)
        append_key(out, key, key->required);
}

static void append_settings(GString *out, const Compilation *compilation)
{
    (void)compilation;
    append_keys(out, config_key_at);
    append_heading(out, "`accept`");
    append_paragraph(out, "Each item of the list:");
    append_keys(out, accept_key_at);
}

static void append_kind(GString *out, DiagramKind kind)
{
    g_autofree char *heading = g_strdup_printf("`kind: %s`", diagram_kind_name(kind));
    append_heading(out, heading);
    begin_keys(out);
    const Key *key;
    unsigned kinds;
    unsigned required;
    for (size_t i = 0; (key = diagram_key_at(i, &kinds, &required)) != NULL; i++)
        if ((kinds >> kind & 1) != 0)
            append_key(out, key, (required >> kind & 1) != 0);
}

static void append_diagrams(GString *out, const Compilation *compilation)
{
    (void)compilation;
    for (unsigned kind = 0; kind < DIAGRAM_KIND_COUNT; kind++)
        append_kind(out, (DiagramKind)kind);
    append_heading(out, "`select`");
    append_paragraph(out, "What is selected meets all of these:");
    append_keys(out, selection_key_at);
    append_heading(out, "`x` and `y`");
    append_paragraph(out,
                     "One of `slot`, `event` and `measure`, and any of the others. `x: tdp` is "
                     "`x: {slot: tdp}`.");
    append_keys(out, axis_key_at);
    append_heading(out, "`lines`");
    append_paragraph(out, "Each item of an axis's list:");
    append_keys(out, line_key_at);
}

static void append_slides(GString *out, const Compilation *compilation)
{
    (void)compilation;
    append_keys(out, deck_key_at);
}

static void append_claims(GString *out, const Compilation *compilation)
{
    (void)compilation;
    const char *const columns[] = {"key", "takes", "meaning"};
    size_t count;
    const ClaimKey *keys = claim_keys_list(&count);
    reference_append_table(out, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < count; i++) {
        reference_append_name(out, keys[i].name);
        reference_append_cell(out, keys[i].takes);
        reference_append_cell(out, keys[i].meaning);
        reference_end_row(out);
    }
}

/* --- messages --- */

/* "claim.conflict" is of the same group as "claim.duplicate". */
static bool is_same_group(const char *left, const char *right)
{
    const size_t length = strcspn(left, ".");
    return length == strcspn(right, ".") && strncmp(left, right, length) == 0;
}

static const char *severity_word(DiagId id)
{
    switch (diag_default_severity(id)) {
    case SEVERITY_ENVIRONMENT:
        return "Failure (exit status 3)";
    case SEVERITY_ERROR:
        return "Error";
    default:
        return "Warning";
    }
}

static void append_messages(GString *out, const Compilation *compilation)
{
    (void)compilation;
    const char *last = "";
    for (unsigned i = 0; i < DIAG_COUNT; i++) {
        const DiagId id = (DiagId)i;
        const char *slug = diag_slug(id);
        if (!is_same_group(slug, last))
            g_string_append_printf(out, "\n## %.*s\n", (int)strcspn(slug, "."), slug);
        last = slug;
        g_string_append_printf(out, "\n### `%s`\n\n%s. ", slug, severity_word(id));
        reference_append_text(out, diag_explanation(id));
        g_string_append_c(out, '\n');
    }
}

/* --- words --- */

static void append_group(GString *out, const View *group)
{
    const char *const columns[] = {"key", "text"};
    append_heading(out, group->key);
    reference_append_table(out, columns, G_N_ELEMENTS(columns));
    for (const View *word = group->first; word != NULL; word = word->next) {
        g_autofree char *name = g_strdup_printf("%s.%s", group->key, word->key);
        reference_append_name(out, name);
        if (strpbrk(word->text, "`") == NULL && *word->text != '\0')
            reference_append_name(out, word->text);
        else
            reference_append_cell(out, word->text);
        reference_end_row(out);
    }
}

static void append_words(GString *out, const Compilation *compilation)
{
    const View *groups = compilation_words(compilation)[0]->tree;
    for (const View *group = groups->first; group != NULL; group = group->next)
        append_group(out, group);
}

/* --- commands --- */

static void append_option(GString *out, const GOptionEntry *option)
{
    g_autoptr(GString) name = g_string_new(NULL);
    if (option->short_name != '\0')
        g_string_append_printf(name, "-%c, ", option->short_name);
    g_string_append_printf(name, "--%s", option->long_name);
    if (option->arg_description != NULL)
        g_string_append_printf(name, "=%s", option->arg_description);
    reference_append_name(out, name->str);
    reference_append_cell(out, option->description);
    reference_end_row(out);
}

void reference_append_command(GString *out, const Command *command, const GOptionEntry *options)
{
    const char *const columns[] = {"option", "meaning"};
    append_heading(out, command->name);
    g_string_append_printf(out, "\n`dieline %s%s%s`: ", command->name,
                           *command->arguments != '\0' ? " " : "", command->arguments);
    reference_append_text(out, command->summary);
    g_string_append(out, ".\n");
    if (command->description != NULL) {
        g_auto(GStrv) paragraphs = g_strsplit(command->description, "\n\n", -1);
        for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
            if (g_str_has_prefix(*paragraph, "  "))
                g_string_append_printf(out, "\n    %s\n", g_strchug(*paragraph));
            else
                append_paragraph(out, *paragraph);
    }
    reference_append_table(out, columns, G_N_ELEMENTS(columns));
    for (const GOptionEntry *option = options; option->long_name != NULL; option++)
        append_option(out, option);
}

/* --- topics --- */

static void append_classes(GString *out, const Compilation *compilation)
{
    reference_append_classes(out, compilation_kb(compilation)->schema);
}

static void append_values(GString *out, const Compilation *compilation)
{
    reference_append_values(out, compilation_kb(compilation)->schema);
}

static void append_units(GString *out, const Compilation *compilation)
{
    reference_append_units(out, compilation_kb(compilation)->schema);
}

typedef struct Topic {
    const char *name;
    const char *title;
    const char *about;
    void (*append)(GString *out, const Compilation *compilation); /* NULL: cli.c's */
} Topic;

static const Topic topics[] = {
    {"claims", "Keys of a claim",
     "A value is bare, or a mapping of `value` and any of these keys; an item of a list of objects "
     "has them beside its own slots. A list of mappings is several claims.",
     append_claims},
    {"classes", "Classes and slots",
     "What entries can be about, and what they can state. A class also has the slots of the one "
     "that it is. Objects have no files: they stand in others' entries.",
     append_classes},
    {"commands", "Commands",
     "`dieline COMMAND [OPTION…]`; `-C`, `-q` and `-v` may also stand in front of a command. Exit "
     "status: 0 fine, 1 mistakes in the input, 2 wrong usage, 3 cannot read or write; `diff` has "
     "diff's.",
     NULL},
    {"diagrams", "Keys of a diagram", "`diagrams/NAME.yaml`, and what each kind of diagram takes.",
     append_diagrams},
    {"messages", "Messages",
     "What stands in brackets behind a message, and what it means: `dieline explain SLUG` prints "
     "one. Errors cannot be accepted; warnings can.",
     append_messages},
    {"settings", "Settings", "`kb.yaml`, in the folder that it makes a knowledge base.",
     append_settings},
    {"slides", "Keys of a deck", "`slides/NAME.yaml`, which `dieline slides NAME` writes.",
     append_slides},
    {"units", "Units",
     "Prefixes stand before symbols (`GB`, `GiB`), and units combine: `GB/s`, `mm2`, `MB/core`. "
     "What `schema/units.xml` adds is UDUNITS-2's format.",
     append_units},
    {"values", "Values",
     "What can stand where a slot takes `one of` something; events and measures are here, too.",
     append_values},
    {"words", "Words",
     "What the program says on pages and in pictures, by key. `templates/i18n/CODE.yaml` says it "
     "in another language, or otherwise; what is missing there is English.",
     append_words},
};

static const Topic *topic_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++)
        if (strcmp(topics[i].name, name) == 0)
            return &topics[i];
    return NULL;
}

void reference_append_head(GString *out, const char *name)
{
    const Topic *topic = topic_find(name);
    g_string_append_printf(out, "<!-- `dieline reference %s` printed this. -->\n# %s\n",
                           topic->name, topic->title);
    append_paragraph(out, topic->about);
}

const char *reference_topic(size_t i, const char **title)
{
    if (i == G_N_ELEMENTS(topics))
        return NULL;
    *title = topics[i].title;
    return topics[i].name;
}

static int list_topics(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++)
        g_string_append_printf(text, "%-10s %s\n", topics[i].name, topics[i].title);
    return command_print(text, EXIT_FINE);
}

static int report_no_topic(const char *name)
{
    Nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < G_N_ELEMENTS(topics); i++)
        nearest_offer(&nearest, topics[i].name);
    return command_no_such("topic", &nearest);
}

int command_reference(const Command *command, Options *options)
{
    (void)command;
    const char *name = command_argument(options);
    const Topic *topic = name != NULL ? topic_find(name) : NULL;
    if (name == NULL)
        return list_topics();
    if (topic == NULL)
        return report_no_topic(name);
    g_assert(topic->append != NULL);
    Run run;
    int status;
    if (run_begin_schema(&run, options, &status) == NULL)
        return status;
    g_autoptr(GString) text = g_string_new(NULL);
    reference_append_head(text, name);
    topic->append(text, run.compilation);
    run_discard(&run);
    return command_print(text, EXIT_FINE);
}
