/*
 * `dieline diff`: two folders, or revisions, compared.
 */
#include "command/state.h"
#include "compare/changes_json.h"

#include <stdio.h>

enum { EXIT_SAME = 0, EXIT_DIFFERENT = 1, EXIT_TROUBLE = 2 }; /* as diff's */

/* One of both. */
typedef struct Side {
    const char *name; /* as it was given */
    const char *path; /* where its files lie */
    bool is_revision;
    Snapshot snapshot;
} Side;

/* What is compared. Two revisions lie in one folder, one after the other. */
typedef struct Diff {
    const Options *options;
    StateFormat format;
    Repository *repository; /* NULL: nobody has named a revision yet */
    Checkout *checkout;
    Side before;
    Side after;
} Diff;

static bool check_out(Diff *diff, Side *side, char **problem)
{
    Revision revision;
    if (diff->repository == NULL)
        diff->repository = repository_open(command_kb_path(diff->options), problem);
    if (diff->repository == NULL ||
        !repository_find(diff->repository, side->name, &revision, problem))
        return false;
    if (diff->checkout == NULL)
        diff->checkout = checkout_new(diff->repository, problem);
    if (diff->checkout == NULL || !checkout_move(diff->checkout, &revision, problem))
        return false;
    side->path = checkout_path(diff->checkout);
    return true;
}

static bool open_side(Diff *diff, Side *side, const char *name)
{
    char *problem = NULL;
    const bool follows = side == &diff->after && diff->before.is_revision;
    *side = (Side){.name = name, .path = name};
    side->is_revision = !g_file_test(name, G_FILE_TEST_IS_DIR);
    if (side->is_revision && !check_out(diff, side, &problem)) {
        state_say_problem("diff", problem);
        return false;
    }
    side->snapshot = snapshot_make(diff->options, side->path,
                                   side->is_revision && follows ? &diff->before.snapshot : NULL);
    return true;
}

static void diff_clear(Diff *diff)
{
    snapshot_clear(&diff->after.snapshot);
    snapshot_clear(&diff->before.snapshot);
    checkout_free(diff->checkout);
    repository_free(diff->repository);
}

static int print_changes(const Diff *diff)
{
    ChangesForm form;
    const Side *before = &diff->before;
    const Side *after = &diff->after;
    if (!state_find_form(diff->options, &after->snapshot, diff->format, &form))
        return EXIT_TROUBLE;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new(NULL);
    const Changes *changes =
        changes_find(snapshot_kb(&before->snapshot), snapshot_kb(&after->snapshot), arena);
    const bool is_same = changes_is_none(changes);
    if (diff->format == STATE_JSON) {
        Json json;
        json_init(&json, text, true);
        changes_json(&json, changes, before->name, after->name);
        g_string_append_c(text, '\n');
    } else if (!is_same || diff->format == STATE_MARKDOWN) {
        changes_tell(&form, changes, before->name, after->name, text);
    }
    return command_print(text, is_same ? EXIT_SAME : EXIT_DIFFERENT);
}

static bool say_errors(const Side *side)
{
    return snapshot_say_errors(&side->snapshot, side->path, side->name);
}

static int compare_sides(const Diff *diff)
{
    int status = EXIT_TROUBLE;
    if (snapshot_kb(&diff->before.snapshot) != NULL && snapshot_kb(&diff->after.snapshot) != NULL)
        status = print_changes(diff);
    const bool is_wrong = say_errors(&diff->before);
    return say_errors(&diff->after) || is_wrong || status > EXIT_DIFFERENT ? EXIT_TROUBLE : status;
}

int command_diff(const Command *command, Options *options)
{
    (void)command;
    Diff diff = {.options = options};
    if (!state_find_format(options, &diff.format))
        return EXIT_TROUBLE;
    char *const *names = options->arguments;
    const bool has_before = names != NULL && names[0] != NULL;
    const bool has_after = has_before && names[1] != NULL;
    int status = EXIT_TROUBLE;
    if (open_side(&diff, &diff.before, has_before ? names[0] : "HEAD") &&
        open_side(&diff, &diff.after, has_after ? names[1] : command_kb_path(options)))
        status = compare_sides(&diff);
    diff_clear(&diff);
    return status;
}
