#include "command/command.h"

#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PORT_MAX = 65535 };

int command_usage_error(const char *format, ...)
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

int command_no_such(const char *what, const Nearest *nearest)
{
    if (nearest->best == NULL)
        return command_usage_error("no %s '%s'", what, nearest->word);
    return command_usage_error("no %s '%s'; did you mean '%s'?", what, nearest->word,
                               nearest->best);
}

bool command_port_is_valid(const Options *options)
{
    if (options->port >= 0 && options->port <= PORT_MAX)
        return true;
    command_usage_error("--port %d: between 0 and %d", options->port, PORT_MAX);
    return false;
}

static int report_no_class(const Schema *schema, const char *name)
{
    Nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < schema->class_count; i++)
        nearest_offer(&nearest, schema->classes[i]->name);
    return command_no_such("class", &nearest);
}

bool command_find_class(const Schema *schema, const char *name, const Class **class)
{
    *class = NULL;
    if (name == NULL)
        return true;
    *class = schema_find_class(schema, name);
    if (*class == NULL)
        *class = schema_find_folder(schema, name);
    for (size_t i = 0; *class == NULL && i < schema->class_count; i++)
        if (schema_is_same_word(schema->classes[i]->name, name))
            *class = schema->classes[i];
    if (*class == NULL)
        report_no_class(schema, name);
    return *class != NULL;
}

int command_no_entry(const Kb *kb, const char *id)
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

int command_print(const GString *text, int status)
{
    if (fwrite(text->str, 1, text->len, stdout) == text->len && fflush(stdout) == 0)
        return status;
    if (errno == EPIPE)
        return status;
    fprintf(stderr, "dieline: cannot write to standard output: %s\n", g_strerror(errno));
    return EXIT_ENVIRONMENT;
}

const char *command_argument(const Options *options)
{
    return options->arguments != NULL ? options->arguments[0] : NULL;
}

/* A project's folder stands for the base in it, as that does in which we are. */
static const char *find_kb(const char *folder)
{
    g_autofree char *settings = g_build_filename(folder, "kb.yaml", NULL);
    g_autofree char *below = g_build_filename(folder, "kb", NULL);
    g_autofree char *settings_below = g_build_filename(below, "kb.yaml", NULL);
    const bool is_below = !g_file_test(settings, G_FILE_TEST_EXISTS) &&
                          g_file_test(settings_below, G_FILE_TEST_IS_REGULAR);
    return is_below ? g_intern_string(below) : folder;
}

const char *command_kb_path(const Options *options)
{
    if (options->kb != NULL)
        return find_kb(options->kb);
    return g_file_test("kb.yaml", G_FILE_TEST_IS_REGULAR) ? "." : "kb";
}

const char *command_kb_if_any(const Options *options)
{
    const char *path = command_kb_path(options);
    return options->kb != NULL || g_file_test(path, G_FILE_TEST_EXISTS) ? path : NULL;
}

const char *command_kb_of(const Options *options)
{
    const char *folder = command_argument(options);
    return folder != NULL ? find_kb(folder) : command_kb_path(options);
}

bool command_find_language(const Options *options, const Kb *kb, size_t *language)
{
    *language = 0;
    if (options->language == NULL)
        return true;
    *language = kb_find_language(kb, options->language);
    if (*language < kb->language_count)
        return true;
    command_usage_error("-l %s: the knowledge base does not have this language", options->language);
    return false;
}
