/*
 * `dieline fix`: does what hints say, where they say it to the letter. What it made may let others
 * be seen (a file that was no YAML), so it goes on until nothing is left to be made.
 */
#include "base/text.h"
#include "command/new_file.h"
#include "command/run.h"
#include "diag/fixes.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS_MAX = 20 };

/* What all rounds made. */
typedef struct FixTally {
    size_t fixes;
    GHashTable *paths; /* set of char *: files that were changed */
    GHashTable *left;  /* set of SourceFile: those of the round that were not */
    bool has_failed;
} FixTally;

/* A place in a file, from which later ones are not far. */
typedef struct FixPlace {
    const SourceFile *file;
    size_t offset;
    Position position;
} FixPlace;

static void say(const char *path, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    text_append_printable(line, path, strlen(path));
    g_string_append(line, ": ");
    text_append_printable(line, text, strlen(text));
    fprintf(stderr, "%s\n", line->str);
}

static void write_fixed(const FixedFile *fixed, FixTally *tally)
{
    const char *path = fixed->file->path;
    g_autoptr(GString) text = fixed_file_text(fixed);
    if (!edited_file_is_as_read(fixed->file)) { /* the next round reads it */
        g_hash_table_add(tally->left, (gpointer)fixed->file);
    } else if (edited_file_replace(fixed->file, text->str, text->len)) {
        g_hash_table_add(tally->paths, g_strdup(path));
    } else {
        g_hash_table_add(tally->left, (gpointer)fixed->file);
        tally->has_failed = true;
    }
}

/* Long texts are cut: they stand in the file. */
static void append_quoted(GString *out, const char *text, size_t length)
{
    enum { SHOWN_MAX = 60 };
    g_autofree char *whole = g_strndup(text, length);
    const bool is_long = g_utf8_strlen(whole, -1) > SHOWN_MAX;
    if (is_long)
        *g_utf8_offset_to_pointer(whole, SHOWN_MAX) = '\0';
    g_string_append_printf(out, "'%s%s'", whole, is_long ? "…" : "");
}

/* From the last place on, or from the beginning: files are long, and fixes may be many. */
static Position find_place(FixPlace *last, Span span)
{
    if (last->file != span.file || span.start < last->offset)
        *last = (FixPlace){span.file, 0, {1, 1}};
    span_advance(span.file, &last->position, last->offset, span.start);
    last->offset = span.start;
    return last->position;
}

static void say_fix(const Diagnostic *made, const DiagFix *fix, FixPlace *last)
{
    const SourceFile *file = fix->span.file;
    const Position at = find_place(last, fix->span);
    g_autofree char *place = g_strdup_printf("%s:%u:%u", file->path, at.line, at.column);
    g_autoptr(GString) text = g_string_new(NULL);
    append_quoted(text, file->bytes + fix->span.start, fix->span.end - fix->span.start);
    g_string_append(text, " became ");
    append_quoted(text, fix->text, strlen(fix->text));
    g_string_append_printf(text, " [%s]", diagnostic_slug(made));
    say(place, text->str);
}

static void move_file(const DiagMove *move, FixTally *tally)
{
    g_autoptr(GError) error = NULL;
    if (fixes_move(move, &error)) {
        g_hash_table_add(tally->paths, diag_move_path(move));
        return;
    }
    g_hash_table_add(tally->left, (gpointer)move->file);
    say(move->file->path, error->message);
    tally->has_failed = true;
}

static void say_move(const Diagnostic *made, const DiagMove *move)
{
    g_autofree char *to = diag_move_path(move);
    g_autofree char *text = g_strdup_printf("moved to %s [%s]", to, diagnostic_slug(made));
    say(move->file->path, text);
}

static bool is_written(const Diagnostic *made, const FixTally *tally)
{
    for (guint i = 0; made->moves != NULL && i < made->moves->len; i++)
        if (g_hash_table_contains(tally->left, g_array_index(made->moves, DiagMove, i).file))
            return false;
    for (guint i = 0; made->fixes != NULL && i < made->fixes->len; i++)
        if (g_hash_table_contains(tally->left, g_array_index(made->fixes, DiagFix, i).span.file))
            return false;
    return true;
}

static void say_made(const Diagnostic *made, FixPlace *last)
{
    for (guint i = 0; made->fixes != NULL && i < made->fixes->len; i++)
        say_fix(made, &g_array_index(made->fixes, DiagFix, i), last);
    for (guint i = 0; made->moves != NULL && i < made->moves->len; i++)
        say_move(made, &g_array_index(made->moves, DiagMove, i));
}

/* Makes all fixes that the run found, and says so. Returns whether there was one. */
static bool make_round(const Run *run, FixTally *tally)
{
    g_autoptr(Fixes) fixes = fixes_plan(run->diags);
    FixPlace last = {0};
    g_hash_table_remove_all(tally->left);
    for (guint i = 0; i < fixes->files->len; i++)
        write_fixed(fixes->files->pdata[i], tally);
    for (guint i = 0; i < fixes->moves->len; i++)
        move_file(fixes->moves->pdata[i], tally);
    for (guint i = 0; i < fixes->made->len; i++) {
        const Diagnostic *made = fixes->made->pdata[i];
        if (!is_written(made, tally))
            continue;
        tally->fixes++;
        if (!run->options->quiet)
            say_made(made, &last);
    }
    return fixes->made->len > 0;
}

static int make_all(Run *run, const Options *options)
{
    g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) left = g_hash_table_new(NULL, NULL);
    FixTally tally = {.paths = paths, .left = left};
    for (unsigned round = 0; round < ROUNDS_MAX && !tally.has_failed && make_round(run, &tally);
         round++) {
        run_discard(run);
        if (!run_begin(run, options, command_kb_of(options)))
            return EXIT_USAGE;
    }
    if (options->quiet)
        diagnostics_drop_warnings(run->diags);
    const int status = run_end(run);
    if (!options->quiet)
        fprintf(stderr, "dieline: %zu fixed, in %u files\n", tally.fixes, g_hash_table_size(paths));
    return tally.has_failed ? EXIT_ENVIRONMENT : status;
}

/* Prints what would be made, and says what would not. */
static int show_all(Run *run)
{
    g_autoptr(Fixes) fixes = fixes_plan(run->diags);
    g_autoptr(GString) diff = g_string_new(NULL);
    for (guint i = 0; i < fixes->files->len; i++)
        fixed_file_append_diff(fixes->files->pdata[i], diff);
    for (guint i = 0; i < fixes->moves->len; i++)
        fixes_append_move(fixes->moves->pdata[i], diff);
    g_autoptr(Diagnostics) left = diagnostics_new();
    diagnostics_add(left, fixes->left);
    if (run->options->quiet)
        diagnostics_drop_warnings(left);
    int status = command_print(diff, diagnostics_exit_status(run->diags));
    status = run_print_messages(run, left, status);
    run_discard(run);
    return status;
}

int command_fix(const Command *command, Options *options)
{
    (void)command;
    options->with_warnings = true;
    Run run;
    if (!run_begin(&run, options, command_kb_of(options)))
        return EXIT_USAGE;
    return options->dry_run ? show_all(&run) : make_all(&run, options);
}
