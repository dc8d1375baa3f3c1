/*
 * `dieline log`: the life of an entry, commit by commit.
 *
 * A commit is looked at only if it changes the entry's file, or what names the entry in a folder of
 * milestones or figures; then the state before it is compiled, and compared with the one after it.
 */
#include "base/text.h"
#include "command/state.h"
#include "compare/changes_json.h"

#include <stdio.h>
#include <string.h>

enum {
    STATES_MAX = 100,     /* compiled */
    COMMITS_MAX = 100000, /* walked over */
    LOG_FORMAT = 1,
    SHORT_ID = 10
};

/* A walk back through the history. */
typedef struct EntryHistory {
    const Options *options;
    StateFormat format;
    ChangesForm form;
    Repository *repository;
    Checkout *checkout;
    Revision revision;  /* the latest that has this state of the entry */
    Snapshot first;     /* whose words the form has */
    Snapshot snapshot;  /* the state at hand; none: it is the first one */
    const Entry *entry; /* in it */
    unsigned commits;   /* walked over */
    char *end;          /* why it ends before the entry was new; NULL: it does not */
    Json json;
    GString *out;
} EntryHistory;

static const Snapshot *state_at_hand(const EntryHistory *history)
{
    return history->snapshot.compilation != NULL ? &history->snapshot : &history->first;
}

/* --- where something has changed --- */

static bool differs_in_class(const EntryHistory *history, KnownClass known, const Revision *parent)
{
    const Class *class = snapshot_kb(state_at_hand(history))->schema->known[known];
    return class != NULL && class->folder != NULL &&
           repository_differs_on(history->repository, &history->revision, parent, class->folder,
                                 history->entry->id);
}

static bool differs(const EntryHistory *history, const Revision *parent)
{
    return repository_differs_at(history->repository, &history->revision, parent,
                                 history->entry->file->relative) ||
           differs_in_class(history, CLASS_MILESTONE, parent) ||
           differs_in_class(history, CLASS_FIGURE, parent);
}

/* Finds the first parent of the commit at hand that has the same state. */
static bool find_same(const EntryHistory *history, Revision *same)
{
    unsigned number = 0;
    while (repository_find_parent(history->repository, &history->revision, number, same)) {
        if (!differs(history, same))
            return true;
        number++;
    }
    return false;
}

/* Goes back to the first commit, of those that the state can come from, whose parents have another
 * one. False if that is too far. */
static bool find_change(EntryHistory *history)
{
    Revision same;
    while (find_same(history, &same)) {
        history->revision = same;
        if (++history->commits > COMMITS_MAX)
            return false;
    }
    return true;
}

/* --- what a commit says --- */

static void tell_commit(const EntryHistory *history, const GitCommit *commit,
                        const Changes *changes, const EntryChange *change)
{
    g_autofree char *title = g_strdup_printf("%s %.*s %s (%s)", commit->date, SHORT_ID, commit->id,
                                             commit->summary, commit->author);
    changes_tell_heading(&history->form, 3, title, history->out);
    changes_tell_entry(&history->form, changes, change, 1, history->out);
}

static void put_commit(EntryHistory *history, const GitCommit *commit, const Changes *changes,
                       const EntryChange *change)
{
    Json *json = &history->json;
    json_begin_object(json);
    json_put_text(json, "commit", commit->id);
    json_put_text(json, "date", commit->date);
    json_put_text(json, "author", commit->author);
    json_put_text(json, "summary", commit->summary);
    json_key(json, "change");
    json_begin_object(json);
    changes_json_entry(json, changes, change);
    json_end_object(json);
    json_end_object(json);
}

static void note_commit(EntryHistory *history, const Changes *changes, const EntryChange *change)
{
    GitCommit commit;
    if (!repository_read_commit(history->repository, history->revision.commit, &commit))
        return;
    if (history->format == STATE_JSON)
        put_commit(history, &commit, changes, change);
    else
        tell_commit(history, &commit, changes, change);
    repository_free_commit(&commit);
}

/* --- states --- */

/* Compiles the state before; one without the folder is one that holds nothing. */
static bool compile_before(EntryHistory *history, const Revision *parent, bool has_parent,
                           Snapshot *before, char **problem)
{
    const bool is_there = has_parent && parent->tree[0] != '\0';
    if (is_there && !checkout_move(history->checkout, parent, problem))
        return false;
    *before = snapshot_make(history->options, is_there ? checkout_path(history->checkout) : NULL,
                            is_there ? state_at_hand(history) : NULL);
    return true;
}

/* Is the entry read in that state, or certainly not there? Else it is passed over. */
static bool is_readable(const EntryHistory *history, const Snapshot *before)
{
    const Kb *kb = snapshot_kb(before);
    return kb != NULL && !g_hash_table_contains(kb->damaged_ids, history->entry->id);
}

static const Entry *compare_states(EntryHistory *history, const Snapshot *before)
{
    g_autoptr(Arena) arena = arena_new();
    const Kb *kb = snapshot_kb(before);
    const Changes *changes = changes_find(kb, snapshot_kb(state_at_hand(history)), arena);
    const EntryChange *change = changes_of_entry(changes, history->entry->id);
    if (change != NULL)
        note_commit(history, changes, change);
    return change != NULL ? change->before
                          : g_hash_table_lookup(kb->entries_by_id, history->entry->id);
}

/* Compares the commit at hand with the state before it, and goes on from there. Returns whether the
 * entry may have been in that. */
static bool step_back(EntryHistory *history, const Revision *parent, Snapshot before)
{
    const bool is_read = is_readable(history, &before);
    if (is_read)
        history->entry = compare_states(history, &before); /* speaks of the commit at hand */
    history->revision = *parent;
    snapshot_clear(is_read ? &history->snapshot : &before);
    if (is_read)
        history->snapshot = before;
    return history->entry != NULL;
}

/* Walks back to where the entry was new, or says why it ends before that. */
static bool walk_back(EntryHistory *history, char **problem)
{
    for (unsigned states = 0; states < STATES_MAX && find_change(history); states++) {
        Revision parent;
        Snapshot before;
        const bool has_parent =
            repository_find_parent(history->repository, &history->revision, 0, &parent);
        if (!has_parent && repository_is_cut(history->repository, &history->revision)) {
            history->end =
                g_strdup("the repository does not go back further: it is a shallow clone");
            return true;
        }
        if (!compile_before(history, &parent, has_parent, &before, problem))
            return false;
        if (!step_back(history, &parent, before))
            return true;
    }
    history->end = g_strdup_printf(
        "its files have changed more often; `dieline log %s %.*s` goes on from there",
        history->entry->id, SHORT_ID, history->revision.commit);
    return true;
}

/* --- the command --- */

static bool open_history(EntryHistory *history, const char *name, char **problem)
{
    history->repository = repository_open(command_kb_path(history->options), problem);
    if (history->repository == NULL ||
        !repository_find(history->repository, name, &history->revision, problem))
        return false;
    if (history->revision.commit[0] == '\0') {
        *problem = g_strdup_printf("'%s' is a folder, and has no history", name);
        return false;
    }
    history->checkout = checkout_new(history->repository, problem);
    return history->checkout != NULL &&
           checkout_move(history->checkout, &history->revision, problem);
}

static void close_history(EntryHistory *history)
{
    snapshot_clear(&history->snapshot);
    snapshot_clear(&history->first);
    checkout_free(history->checkout);
    repository_free(history->repository);
    g_string_free(history->out, TRUE);
    g_free(history->end);
}

static void begin_json(EntryHistory *history)
{
    Json *json = &history->json;
    json_init(json, history->out, true);
    json_begin_object(json);
    json_put_integer(json, "format", LOG_FORMAT);
    json_put_text(json, "id", history->entry->id);
    json_key(json, "commits");
    json_begin_array(json);
}

static void end_json(EntryHistory *history)
{
    json_end_array(&history->json);
    json_put_bool(&history->json, "complete", history->end == NULL);
    json_end_object(&history->json);
    g_string_append_c(history->out, '\n');
}

static int print_history(EntryHistory *history)
{
    char *problem = NULL;
    if (history->format == STATE_JSON)
        begin_json(history);
    const bool is_done = walk_back(history, &problem);
    if (history->format == STATE_JSON)
        end_json(history);
    const int status = command_print(history->out, is_done ? EXIT_FINE : EXIT_ENVIRONMENT);
    if (!is_done)
        state_say_problem("log", problem);
    else if (history->end != NULL)
        fprintf(stderr, "dieline: log: %s\n", history->end);
    return status;
}

static int show_history(EntryHistory *history, const char *id, const char *revision)
{
    char *problem = NULL;
    if (!open_history(history, revision, &problem)) {
        state_say_problem("log", problem);
        return EXIT_USAGE;
    }
    history->first = snapshot_make(history->options, checkout_path(history->checkout), NULL);
    const Kb *kb = snapshot_kb(&history->first);
    if (kb == NULL) {
        snapshot_say_errors(&history->first, checkout_path(history->checkout), revision);
        return EXIT_INPUT;
    }
    history->entry = kb_find_entry(kb, id);
    if (history->entry == NULL)
        return command_no_entry(kb, id);
    if (!state_find_form(history->options, &history->first, history->format, &history->form))
        return EXIT_USAGE;
    return print_history(history);
}

int command_log(const Command *command, Options *options)
{
    const char *id = command_argument(options);
    if (id == NULL)
        return command_usage_error("log %s: which entry?", command->arguments);
    EntryHistory history = {.options = options, .out = g_string_new(NULL)};
    int status = EXIT_USAGE;
    if (state_find_format(options, &history.format))
        status = show_history(&history, id,
                              options->arguments[1] != NULL ? options->arguments[1] : "HEAD");
    close_history(&history);
    return status;
}
