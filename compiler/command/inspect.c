/*
 * The commands that print what the knowledge base holds.
 */
#include "base/text.h"
#include "command/run.h"
#include "command/show_report.h"
#include "emit/entry_schema.h"
#include "emit/show.h"
#include "query/query.h"

#include <stdio.h>
#include <string.h>

/* A run whose answer is printed in one language. */
typedef struct Inspection {
    Run run;
    const Kb *kb;
    size_t language;
} Inspection;

/* Compiles. False: there is nothing to be asked, which was said, and the command ends with
 * `status`.
 */
static bool inspection_compile(Inspection *inspection, const Options *options, int *status)
{
    Run *run = &inspection->run;
    *status = EXIT_USAGE;
    run_compile(run);
    inspection->kb = compilation_kb(run->compilation);
    if (inspection->kb == NULL) {
        *status = run_end(run);
        return false;
    }
    if (command_find_language(options, inspection->kb, &inspection->language))
        return true;
    run_end_quietly(run);
    return false;
}

static const Words *inspection_words(const Inspection *inspection)
{
    return compilation_words(inspection->run.compilation)[inspection->language];
}

/* Returns `status`, unless only the messages tell that something is wrong. */
static int inspection_end(Inspection *inspection, int status)
{
    const int end = run_end_quietly(&inspection->run);
    return status != EXIT_FINE ? status : end;
}

static const char *out_of(const Options *options)
{
    return options->out != NULL ? options->out : OUT_DEFAULT;
}

/* Appends what the last build knows to answer; false if it does not. */
typedef bool (*AnswerAppend)(const LastBuild *last, const char *wanted, const char *language,
                             GString *out);

/* Answers what was asked for, and ends the run, if the last build left the answer. */
static bool answer_at_once(Run *run, AnswerAppend append, int *status)
{
    g_autoptr(GString) text = g_string_new(NULL);
    run_open_last(run, out_of(run->options));
    if (run->last == NULL ||
        !append(run->last, command_argument(run->options), run->options->language, text))
        return false;
    *status = command_print(text, EXIT_FINE);
    run_discard(run);
    return true;
}

int command_list(const Command *command, Options *options)
{
    (void)command;
    Inspection inspection;
    int status = EXIT_USAGE;
    if (!run_open(&inspection.run, options, command_kb_path(options)) ||
        answer_at_once(&inspection.run, last_build_append_list, &status) ||
        !inspection_compile(&inspection, options, &status))
        return status;
    const Kb *kb = inspection.kb;
    const Class *class;
    status = EXIT_USAGE;
    if (command_find_class(kb->schema, command_argument(options), &class)) {
        g_autoptr(GString) text = g_string_new(NULL);
        show_list(kb, class, inspection.language, inspection_words(&inspection), text);
        status = command_print(text, EXIT_FINE);
    }
    return inspection_end(&inspection, status);
}

int command_show(const Command *command, Options *options)
{
    if (command_argument(options) == NULL)
        return command_usage_error("show %s: which entry?", command->arguments);
    Inspection inspection;
    int status = EXIT_USAGE;
    if (!run_open(&inspection.run, options, command_kb_path(options)) ||
        answer_at_once(&inspection.run, last_build_append_entry, &status) ||
        !inspection_compile(&inspection, options, &status))
        return status;
    const Kb *kb = inspection.kb;
    const Entry *entry = kb_find_entry(kb, command_argument(options));
    if (entry == NULL) {
        status = command_no_entry(kb, command_argument(options));
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        show_entry(kb, entry, inspection.language, inspection_words(&inspection), text);
        status = command_print(text, EXIT_FINE);
    }
    return inspection_end(&inspection, status);
}

int command_report(const Command *command, Options *options)
{
    (void)command;
    Inspection inspection;
    int status = EXIT_USAGE;
    if (!run_open(&inspection.run, options, command_kb_path(options)) ||
        !inspection_compile(&inspection, options, &status))
        return status;
    const Kb *kb = inspection.kb;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new(NULL);
    const Questions questions =
        questions_find(kb, compilation_plates(inspection.run.compilation), arena);
    const Report report = report_build(kb, &questions, arena);
    if (options->json)
        show_report_json(kb, &report, text);
    else
        show_report(kb, &report, inspection.language, inspection_words(&inspection), text);
    status = command_print(text, EXIT_FINE);
    return inspection_end(&inspection, status);
}

int command_schema(const Command *command, Options *options)
{
    (void)command;
    Run run;
    int status;
    const Kb *kb = run_begin_schema(&run, options, &status);
    if (kb == NULL)
        return status;
    const Class *class;
    status = EXIT_USAGE;
    if (command_find_class(kb->schema, options->class, &class)) {
        g_autoptr(GString) text = g_string_new(NULL);
        entry_schema_append(kb, class, text);
        status = command_print(text, EXIT_FINE);
    }
    run_discard(&run);
    return status;
}

/* The statements to run: the argument, or a file's. Returns what the command ends with if there are
 * none, which was said. */
static int read_sql(const Options *options, SourceFile *sql, char **text)
{
    const char *file = options->file;
    if ((file != NULL) == (command_argument(options) != NULL)) {
        return command_usage_error("query: give the SQL as an argument, or -f FILE");
    }
    if (file == NULL) {
        *text = g_strdup(command_argument(options));
        *sql = (SourceFile){"query", "query", *text, strlen(*text)};
        return EXIT_FINE;
    }
    const bool is_input = strcmp(file, "-") == 0;
    g_autoptr(GError) error = NULL;
    gsize length;
    if (!g_file_get_contents(is_input ? "/dev/stdin" : file, text, &length, &error)) {
        fprintf(stderr, "dieline: cannot read: %s\n", error->message);
        return EXIT_ENVIRONMENT;
    }
    *sql = (SourceFile){file, file, *text, length};
    return EXIT_FINE;
}

/* Does a statement ask for what a database in a file shows otherwise than one in memory? What it is
 * called, and how SQLite goes about a query. */
static bool asks_about_database(const char *sql)
{
    g_autofree char *lower = g_ascii_strdown(sql, -1);
    return strstr(lower, "database_list") != NULL || strstr(lower, "explain") != NULL;
}

/* The database that the last build left; NULL: it must be made. */
static Database *find_database(Run *run, const char *sql)
{
    if (asks_about_database(sql))
        return NULL;
    run_open_last(run, out_of(run->options));
    g_autoptr(GBytes) bytes = run->last != NULL ? last_build_database(run->last) : NULL;
    return bytes != NULL ? database_open_bytes(bytes) : NULL;
}

/* Not over a knowledge base with errors: answers from one would look as good as any. NULL: it has
 * some. What breaks its own rules is there to be asked about. */
static Database *make_database(Run *run, const char *sql)
{
    Database *database = find_database(run, sql);
    if (database != NULL)
        return database;
    run_compile(run);
    return diagnostics_has_errors(run->diags)
               ? NULL
               : database_new(compilation_kb(run->compilation), true);
}

int command_query(const Command *command, Options *options)
{
    (void)command;
    SourceFile sql;
    g_autofree char *text = NULL;
    if (options->csv && options->json)
        return command_usage_error("query: --csv or --json, not both");
    const int read = read_sql(options, &sql, &text);
    if (read != EXIT_FINE)
        return read;
    options->without_rules = true;
    Run run;
    if (!run_open(&run, options, command_kb_path(options)))
        return EXIT_USAGE;
    g_autoptr(Database) database = make_database(&run, text);
    if (database == NULL)
        return run_end(&run);
    const QueryFormat format = options->csv ? QUERY_CSV : options->json ? QUERY_JSON : QUERY_TABLE;
    g_autoptr(Diagnostics) mistakes = diagnostics_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const bool done = query_run(database, &sql, format, &query_limits, out, mistakes);
    const int status =
        done ? command_print(out, EXIT_FINE) : run_print_messages(&run, mistakes, EXIT_USAGE);
    run_discard(&run);
    return status;
}
