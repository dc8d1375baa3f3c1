/*
 * `dieline diff`: two folders, or revisions, compared.
 */
#include "command/state.h"
#include "compare/changes_json.h"

#include <stdio.h>

enum { EXIT_SAME = 0, EXIT_DIFFERENT = 1, EXIT_TROUBLE = 2 }; /* as diff's */

/* One of both. */
typedef struct Side {
    const char *name;       /* as it was given */
    const char *path;       /* where its files lie */
    Repository *repository; /* NULL: it is a folder */
    Checkout *checkout;
    Snapshot snapshot;
} Side;

static bool check_out(Side *side, const Options *options, char **problem)
{
    Revision revision;
    side->repository = repository_open(command_kb_path(options), problem);
    if (side->repository == NULL ||
        !repository_find(side->repository, side->name, &revision, problem))
        return false;
    side->checkout = checkout_new(side->repository, problem);
    if (side->checkout == NULL || !checkout_move(side->checkout, &revision, problem))
        return false;
    side->path = checkout_path(side->checkout);
    return true;
}

static bool side_open(Side *side, const char *name, const Options *options)
{
    char *problem = NULL;
    *side = (Side){.name = name, .path = name};
    if (!g_file_test(name, G_FILE_TEST_IS_DIR) && !check_out(side, options, &problem)) {
        state_say_problem("diff", problem);
        return false;
    }
    side->snapshot = snapshot_make(options, side->path, NULL);
    return true;
}

static void side_clear(Side *side)
{
    snapshot_clear(&side->snapshot);
    checkout_free(side->checkout);
    repository_free(side->repository);
}

static int print_changes(const Options *options, StateFormat format, const Side *before,
                         const Side *after)
{
    ChangesForm form;
    if (!state_find_form(options, &after->snapshot, format, &form))
        return EXIT_TROUBLE;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new(NULL);
    const Changes *changes =
        changes_find(snapshot_kb(&before->snapshot), snapshot_kb(&after->snapshot), arena);
    const bool is_same = changes_is_none(changes);
    if (format == STATE_JSON) {
        Json json;
        json_init(&json, text, true);
        changes_json(&json, changes, before->name, after->name);
        g_string_append_c(text, '\n');
    } else if (!is_same || format == STATE_MARKDOWN) {
        changes_tell(&form, changes, before->name, after->name, text);
    }
    return command_print(text, is_same ? EXIT_SAME : EXIT_DIFFERENT);
}

static int compare_sides(const Options *options, StateFormat format, const Side *before,
                         const Side *after)
{
    int status = EXIT_TROUBLE;
    if (snapshot_kb(&before->snapshot) != NULL && snapshot_kb(&after->snapshot) != NULL)
        status = print_changes(options, format, before, after);
    const bool is_wrong = snapshot_say_errors(&before->snapshot, before->path, before->name);
    if (snapshot_say_errors(&after->snapshot, after->path, after->name) || is_wrong ||
        status > EXIT_DIFFERENT)
        status = EXIT_TROUBLE;
    return status;
}

int command_diff(const Command *command, Options *options)
{
    (void)command;
    StateFormat format;
    if (!state_find_format(options, &format))
        return EXIT_TROUBLE;
    char *const *names = options->arguments;
    const bool has_before = names != NULL && names[0] != NULL;
    const bool has_after = has_before && names[1] != NULL;
    Side before = {0};
    Side after = {0};
    int status = EXIT_TROUBLE;
    if (side_open(&before, has_before ? names[0] : "HEAD", options) &&
        side_open(&after, has_after ? names[1] : command_kb_path(options), options))
        status = compare_sides(options, format, &before, &after);
    side_clear(&before);
    side_clear(&after);
    return status;
}
