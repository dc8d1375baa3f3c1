/*
 * `dieline import`: rows that others wrote become entries. What import/ plans is compiled over the
 * knowledge base before anything is written, until nothing is wrong with it.
 */
#include "import/import.h"

#include "base/resource.h"
#include "base/text.h"
#include "command/new_file.h"
#include "command/run.h"
#include "value/edtf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS_MAX = 20 };

/* A file that is no part of the knowledge base. */
typedef struct OtherFile {
    SourceFile source;
    char *path;
    char *bytes;
    GBytes *resource;
} OtherFile;

static void other_file_clear(OtherFile *file)
{
    g_free(file->path);
    g_free(file->bytes);
    g_clear_pointer(&file->resource, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OtherFile, other_file_clear)

/* --- reading --- */

static bool report_file(const char *path, int reason)
{
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, path, strlen(path));
    fprintf(stderr, "dieline: cannot read '%s': %s\n", printable->str, g_strerror(reason));
    return false;
}

/* Reads all that there is, but no more than one byte too much. */
static bool read_stream(FILE *stream, const char *path, size_t most, GString *bytes)
{
    char buffer[65536];
    size_t count;
    while (bytes->len <= most && (count = fread(buffer, 1, sizeof buffer, stream)) > 0)
        g_string_append_len(bytes, buffer, (gssize)count);
    return ferror(stream) == 0 || report_file(path, errno);
}

static bool other_file_read(OtherFile *file, const char *path, size_t most)
{
    const bool is_input = strcmp(path, "-") == 0;
    FILE *stream = is_input ? stdin : fopen(path, "rbe");
    if (stream == NULL)
        return report_file(path, errno);
    g_autoptr(GString) bytes = g_string_new(NULL);
    struct stat status;
    const bool is_folder = fstat(fileno(stream), &status) == 0 && S_ISDIR(status.st_mode);
    const bool is_read =
        is_folder ? report_file(path, EISDIR) : read_stream(stream, path, most, bytes);
    if (!is_input)
        fclose(stream);
    file->path = g_strdup(path);
    const size_t length = bytes->len;
    file->bytes = g_string_free(g_steal_pointer(&bytes), FALSE);
    file->source = (SourceFile){file->path, file->path, file->bytes, length};
    return is_read;
}

/* A mapping that comes with the program, by its name; else a file's. */
static bool mapping_file_read(OtherFile *file, const char *name)
{
    g_autofree char *path = g_strdup_printf(IMPORT_MAPPINGS "/%s.yaml", name);
    if (strpbrk(name, "/.") == NULL)
        file->resource = resource_find(path);
    if (file->resource == NULL)
        return other_file_read(file, name, YAML_FILE_MAX);
    file->path = g_strdup(name);
    file->source = (SourceFile){file->path, file->path, g_bytes_get_data(file->resource, NULL),
                                g_bytes_get_size(file->resource)};
    return true;
}

/* --- those that come with it --- */

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static int list_mappings(void)
{
    g_auto(GStrv) names = resource_list(IMPORT_MAPPINGS);
    g_autoptr(GString) out = g_string_new(NULL);
    qsort(names, g_strv_length(names), sizeof *names, compare_names);
    for (char **name = names; *name != NULL; name++) {
        *strrchr(*name, '.') = '\0';
        g_auto(OtherFile) file = {0};
        mapping_file_read(&file, *name);
        g_autofree char *title = mapping_title(&file.source);
        g_string_append_printf(out, "%-14s %s\n", *name, title);
    }
    return command_print(out, EXIT_FINE);
}

/* --- writing --- */

static bool write_file(PlannedFile *file)
{
    g_autoptr(GBytes) bytes = planned_file_make(file);
    const SourceFile *source = file->source;
    const char *text = g_bytes_get_data(bytes, NULL);
    const size_t length = g_bytes_get_size(bytes);
    if (!file->is_new)
        return edited_file_replace(source, text, length);
    const NewFile written = new_file_write(source->path, text, length);
    if (written == NEW_FILE_KEPT)
        fprintf(stderr, "dieline: '%s' is there already\n", source->path);
    return written == NEW_FILE_WRITTEN;
}

static void say_changes(const PlannedFile *file)
{
    for (guint i = 0; i < file->edits->len; i++) {
        const PlannedEdit *edit = &g_array_index(file->edits, PlannedEdit, i);
        if (edit->said == NULL || edit->draft->has_failed)
            continue;
        g_autoptr(GString) line = g_string_new(NULL);
        text_append_printable(line, edit->said, strlen(edit->said));
        fprintf(stderr, "%s\n", line->str);
    }
}

static int write_all(ImportPlan *plan, const Options *options)
{
    g_autoptr(GPtrArray) files = import_plan_files(plan);
    bool is_written = true;
    for (guint i = 0; i < files->len; i++) {
        is_written &= write_file(files->pdata[i]);
        if (!options->quiet)
            say_changes(files->pdata[i]);
    }
    return is_written ? EXIT_FINE : EXIT_ENVIRONMENT;
}

static int show_all(ImportPlan *plan)
{
    g_autoptr(GPtrArray) files = import_plan_files(plan);
    g_autoptr(GString) diff = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++)
        planned_file_append_diff(files->pdata[i], diff);
    return command_print(diff, EXIT_FINE);
}

/* --- numbers --- */

static void say_counts(const ImportPlan *plan, const char *path)
{
    const ImportCounts counts = import_plan_counts(plan);
    g_autofree char *how = import_plan_describe(plan);
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, path, strlen(path));
    fprintf(stderr, "%s: %s; %zu %s", printable->str, how, counts.rows,
            counts.rows == 1 ? "row" : "rows");
    if (counts.repeated > 0)
        fprintf(stderr, ", %zu of them again", counts.repeated);
    fprintf(stderr,
            "\nentries: %zu new, %zu changed, %zu as they were; %zu %s lost\n"
            "values: %zu new, %zu changed, %zu equal\n",
            counts.new_entries, counts.changed_entries, counts.equal_entries, counts.lost,
            counts.lost == 1 ? "row" : "rows", counts.new_values, counts.changed_values,
            counts.equal_values);
}

/* --- the command --- */

/* Compiles the base with what is planned over it, until nothing is wrong. False (said so):
 * something is that no row can be blamed for. */
static bool settle(ImportPlan *plan, const Compilation *base, Diagnostics *before, Run *run)
{
    for (unsigned round = 0; round < ROUNDS_MAX; round++) {
        g_autoptr(Overlay) overlay = import_plan_overlay(plan);
        g_autoptr(Diagnostics) found = diagnostics_new();
        diagnostics_drop_warnings(found);
        g_autoptr(Compilation) compilation = compile_again(base, overlay, 0, found);
        const ImportVerdict verdict =
            import_plan_reject(plan, diagnostics_sorted(found), diagnostics_sorted(before));
        if (verdict == IMPORT_FINE)
            return true;
        if (verdict == IMPORT_REJECTED)
            continue;
        fprintf(stderr, "dieline: nothing is imported: the knowledge base would not be right\n");
        run_print_messages(run, found, EXIT_INPUT);
        return false;
    }
    fprintf(stderr, "dieline: nothing is imported: its rows hang on each other\n");
    return false;
}

static int finish(ImportPlan *plan, const Compilation *base, Diagnostics *before, Run *run,
                  const char *path)
{
    const Options *options = run->options;
    if (!settle(plan, base, before, run))
        return EXIT_INPUT;
    const int status = options->dry_run ? show_all(plan) : write_all(plan, options);
    if (!options->quiet)
        say_counts(plan, path);
    return status;
}

static int import_file(Run *run, const Compilation *base, Diagnostics *before)
{
    const Options *options = run->options;
    const Kb *kb = compilation_kb(base);
    g_auto(OtherFile) file = {0};
    g_auto(OtherFile) map = {0};
    if (!other_file_read(&file, options->arguments[1], DATA_FILE_MAX) ||
        !mapping_file_read(&map, options->arguments[0]))
        return EXIT_ENVIRONMENT;
    int status = EXIT_FINE;
    {
        g_autoptr(Mapping) mapping =
            mapping_read(&map.source, kb, data_format_guess(&file.source), run->diags);
        const ImportRequest request = {&file.source,       mapping,   kb, run->kb_path,
                                       options->published, run->diags};
        g_autoptr(ImportPlan) plan = mapping != NULL ? import_plan_new(&request) : NULL;
        if (plan != NULL)
            status = finish(plan, base, before, run, file.path);
        const int said = run_print_messages(run, run->diags, diagnostics_exit_status(run->diags));
        status = MAX(status, said);
    }
    return status;
}

static bool is_date(const char *text)
{
    Edtf date;
    Problem problem;
    if (text == NULL || edtf_parse(text, &date, &problem))
        return true;
    command_usage_error("--published %s: %s", text, problem.message);
    return false;
}

int command_import(const Command *command, Options *options)
{
    if (options->list)
        return list_mappings();
    if (options->arguments == NULL || g_strv_length(options->arguments) < 2)
        return command_usage_error("import %s: which mapping, and which file?", command->arguments);
    Run run;
    if (!is_date(options->published) || !run_open(&run, options, command_kb_path(options)))
        return EXIT_USAGE;
    int status;
    {
        const CompileOptions compile = {.kb_path = run.kb_path,
                                        .jobs = (unsigned)options->jobs,
                                        .without_rules = true,
                                        .warns_later = true};
        g_autoptr(Diagnostics) before = diagnostics_new();
        diagnostics_drop_warnings(before);
        g_autoptr(Compilation) base = compile_kb(&compile, before);
        status = compilation_kb(base) != NULL
                     ? import_file(&run, base, before)
                     : run_print_messages(&run, before, diagnostics_exit_status(before));
    }
    run_discard(&run);
    return status;
}
