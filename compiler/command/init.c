/*
 * `dieline init`: a folder in which a knowledge base can be begun. Its files are those of
 * command/init/, and for editors one a class.
 */
#include "base/json.h"
#include "base/resource.h"
#include "base/text.h"
#include "command/new_file.h"
#include "command/run.h"

#include <stdio.h>
#include <string.h>

/* Where a file goes, and which embedded one it is. */
typedef struct InitFile {
    const char *path;
    const char *resource;
} InitFile;

static const InitFile base_files[] = {
    {".editorconfig", "editorconfig"},
    {".github/workflows/pages.yml", "pages.yml"},
    {".gitignore", "gitignore"},
    {".vscode/extensions.json", "extensions.json"},
    {".vscode/tasks.json", "tasks.json"},
    {"README.md", "README.md"},
    {"kb/rules/launch-plan.sql", "launch-plan.sql"},
};

static const InitFile example_files[] = {
    {"kb/chips/ex100.yaml", "example/chips/ex100.yaml"},
    {"kb/chips/ex200.yaml", "example/chips/ex200.yaml"},
    {"kb/diagrams/lineage.yaml", "example/diagrams/lineage.yaml"},
    {"kb/diagrams/roadmap.yaml", "example/diagrams/roadmap.yaml"},
    {"kb/organizations/example-silicon.yaml", "example/organizations/example-silicon.yaml"},
    {"kb/sources/ex100-brief.yaml", "example/sources/ex100-brief.yaml"},
    {"kb/sources/roadmap-talk.yaml", "example/sources/roadmap-talk.yaml"},
};

/* With this in it, a folder is a knowledge base: it is written last. */
static const InitFile settings_file = {"kb/kb.yaml", "kb.yaml"};

typedef struct Init {
    const char *folder;
    char *name;      /* the folder's, as text that is safe to print */
    GPtrArray *kept; /* of char *: what was there */
    size_t written;
    bool has_failed;
} Init;

static void init_clear(Init *init)
{
    g_free(init->name);
    g_ptr_array_unref(init->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Init, init_clear)

static char *folder_name(const char *folder)
{
    g_autofree char *here = g_get_current_dir();
    g_autofree char *whole = g_canonicalize_filename(folder, here);
    g_autofree char *last = g_path_get_basename(whole);
    GString *name = g_string_new(NULL);
    text_append_printable(name, last, strlen(last));
    return g_string_free(name, FALSE);
}

static void init_write(Init *init, const char *path, const GString *text)
{
    if (init->has_failed)
        return;
    g_autofree char *whole = g_build_filename(init->folder, path, NULL);
    const NewFile file = new_file_write(whole, text->str, text->len);
    init->written += file == NEW_FILE_WRITTEN;
    init->has_failed = file == NEW_FILE_FAILED;
    if (file == NEW_FILE_KEPT)
        g_ptr_array_add(init->kept, g_strdup(path));
}

/* YAML reads what JSON quotes. */
static char *quote(const char *name)
{
    GString *quoted = g_string_new(NULL);
    Json json;
    json_init(&json, quoted, false);
    json_text(&json, name);
    return g_string_free(quoted, FALSE);
}

static void init_write_resource(Init *init, const InitFile *file)
{
    g_autofree char *resource = g_strconcat("init/", file->resource, NULL);
    g_autoptr(GBytes) bytes = resource_find(resource);
    g_assert(bytes != NULL); /* it is embedded */
    g_autofree char *name =
        g_str_has_suffix(file->path, ".yaml") ? quote(init->name) : g_strdup(init->name);
    g_autoptr(GString) text = g_string_new(g_bytes_get_data(bytes, NULL));
    g_string_replace(text, "@NAME@", name, 0);
    init_write(init, file->path, text);
}

static void init_write_list(Init *init, const InitFile *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        init_write_resource(init, &files[i]);
}

/* --- editors --- */

/* The schema of a class's entries is a part of the whole one, which every build writes anew, with
 * the ids that there are. It has a file of its own, since yaml-language-server reads no fragments
 * of local files. */
static void init_write_class(Init *init, const Class *class)
{
    g_autofree char *path = g_strdup_printf(".vscode/dieline/%s.json", class->name);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "{\"$ref\": \"../../out/data/schema.json#/$defs/%s\"}\n", class->name);
    init_write(init, path, text);
}

static void init_write_editor(Init *init, const Schema *schema)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Json json;
    json_init(&json, text, true);
    json_begin_object(&json);
    json_key(&json, "yaml.schemas");
    json_begin_object(&json);
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        if (class->folder == NULL)
            continue;
        g_autofree char *file = g_strdup_printf("./.vscode/dieline/%s.json", class->name);
        g_autofree char *pattern = g_strdup_printf("kb/%s/**/*.yaml", class->folder);
        json_put_text(&json, file, pattern);
        init_write_class(init, class);
    }
    json_end_object(&json);
    json_end_object(&json);
    g_string_append_c(text, '\n');
    init_write(init, ".vscode/settings.json", text);
}

/* --- the command --- */

/* Is there a knowledge base in the folder? Says so. */
static bool is_begun(const char *folder)
{
    static const char *const places[] = {"kb.yaml", "kb/kb.yaml"};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = strcmp(folder, ".") == 0
                                    ? g_strdup(places[i])
                                    : g_build_filename(folder, places[i], NULL);
        if (!g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        g_autoptr(GString) printable = g_string_new(NULL);
        text_append_printable(printable, path, strlen(path));
        fprintf(stderr, "dieline: there is a knowledge base already: %s\n", printable->str);
        return true;
    }
    return false;
}

static void init_say(const Init *init)
{
    g_autoptr(GString) folder = g_string_new(NULL);
    text_append_printable(folder, init->folder, strlen(init->folder));
    fprintf(stderr, "%s: %zu files written\n", folder->str, init->written);
    for (guint i = 0; i < init->kept->len; i++)
        fprintf(stderr, "%s was there, and is as it was\n", (const char *)init->kept->pdata[i]);
    if (strcmp(init->folder, ".") == 0)
        fprintf(stderr, "now: dieline build, and open out/site/index.html\n");
    else
        fprintf(stderr, "now: cd %s, dieline build, and open out/site/index.html\n", folder->str);
}

int command_init(const Command *command, Options *options)
{
    (void)command;
    const char *folder = command_argument(options) != NULL ? command_argument(options) : ".";
    if (is_begun(folder))
        return EXIT_INPUT;
    Run run;
    if (!run_begin(&run, options, NULL))
        return EXIT_USAGE;
    const Kb *none = compilation_kb(run.compilation);
    if (none == NULL) /* the units cannot be loaded */
        return run_end(&run);
    g_auto(Init) init = {.folder = folder, .name = folder_name(folder)};
    init.kept = g_ptr_array_new_with_free_func(g_free);
    init_write_list(&init, base_files, G_N_ELEMENTS(base_files));
    init_write_editor(&init, none->schema);
    if (options->example)
        init_write_list(&init, example_files, G_N_ELEMENTS(example_files));
    init_write_resource(&init, &settings_file);
    run_discard(&run);
    if (init.has_failed)
        return EXIT_ENVIRONMENT;
    if (!options->quiet)
        init_say(&init);
    return EXIT_FINE;
}
