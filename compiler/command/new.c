/*
 * `dieline new`: a file in which an entry can be begun, at its place.
 */
#include "base/text.h"
#include "command/new_file.h"
#include "command/run.h"
#include "model/entry_id.h"
#include "schema/skeleton.h"

#include <stdio.h>
#include <string.h>

static int report_taken(const char *id, const Entry *entry)
{
    fprintf(stderr, "dieline: '%s' is %s: %s, %s:%u\n", id,
            strcmp(entry->id, id) == 0 ? "there already" : "what another entry was called",
            entry->object.class->name, entry->file->path, span_start(entry->span).line);
    return EXIT_INPUT;
}

/* May an entry be called so? Says why not; else EXIT_FINE. */
static int check_id(const Kb *kb, const char *id)
{
    const char *mistake = entry_id_mistake(id);
    if (mistake != NULL)
        return command_usage_error("new: id '%s' %s", id, mistake);
    const Entry *entry = kb_find_entry(kb, id);
    if (entry == NULL)
        entry = g_hash_table_lookup(kb->former_ids, id);
    if (entry != NULL)
        return report_taken(id, entry);
    if (!g_hash_table_contains(kb->damaged_ids, id))
        return EXIT_FINE;
    fprintf(stderr, "dieline: '%s' is there already, but could not be read: see `dieline check`\n",
            id);
    return EXIT_INPUT;
}

static int write_skeleton(const char *path, const GString *text)
{
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, path, strlen(path));
    const NewFile file = new_file_write(path, text->str, text->len);
    if (file == NEW_FILE_FAILED)
        return EXIT_ENVIRONMENT;
    if (file == NEW_FILE_KEPT) {
        fprintf(stderr, "dieline: '%s' is there already\n", printable->str);
        return EXIT_INPUT;
    }
    g_string_append_c(printable, '\n');
    return command_print(printable, EXIT_FINE);
}

/* Into the folder of its class, or where -o says. */
static int put_skeleton(const Run *run, const Class *class, const char *id, const GString *text)
{
    const char *out = run->options->out;
    if (g_strcmp0(out, "-") == 0)
        return command_print(text, EXIT_FINE);
    if (out != NULL)
        return write_skeleton(out, text);
    g_autofree char *name = g_strconcat(id, ".yaml", NULL);
    g_autofree char *path = strcmp(run->kb_path, ".") == 0
                                ? g_build_filename(class->folder, name, NULL)
                                : g_build_filename(run->kb_path, class->folder, name, NULL);
    return write_skeleton(path, text);
}

static int begin_entry(const Run *run, const Kb *kb, const char *name, const char *id)
{
    const Class *class;
    if (!command_find_class(kb->schema, name, &class))
        return EXIT_USAGE;
    if (class->folder == NULL || class->abstract)
        return command_usage_error(
            "new: no file is a %s; `dieline classes` lists what has a folder", class->name);
    const int status = check_id(kb, id);
    if (status != EXIT_FINE)
        return status;
    const char *languages[LANGUAGES_MAX + 1] = {NULL};
    memcpy(languages, kb->languages, kb->language_count * sizeof *languages);
    g_autoptr(GString) text = g_string_new(NULL);
    skeleton_append(class, id, languages, text);
    return put_skeleton(run, class, id, text);
}

int command_new(const Command *command, Options *options)
{
    if (options->arguments == NULL || g_strv_length(options->arguments) < 2)
        return command_usage_error("new %s: which class, and which id?", command->arguments);
    Run run;
    const char *path = options->out != NULL ? command_kb_if_any(options) : command_kb_path(options);
    if (!run_begin(&run, options, path))
        return EXIT_USAGE;
    const Kb *kb = compilation_kb(run.compilation);
    if (kb == NULL)
        return run_end(&run);
    const int status = begin_entry(&run, kb, options->arguments[0], options->arguments[1]);
    run_discard(&run);
    return status;
}
