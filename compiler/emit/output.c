#include "emit/output.h"

#include "emit/history.h"
#include "emit/staging.h"
#include "store/commit.h"
#include "store/manifest.h"
#include "store/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGE "stage"

/* Names in the stage; documents have numbers. */
static const char MANIFEST_DURING[] = "manifest.during";
static const char MANIFEST_AFTER[] = "manifest.after";

typedef struct Output {
    const char *path;
    const EmitContext *context;
    Diagnostics *diags;
    int root;    /* the output folder */
    int home;    /* .dieline in it */
    int lock;    /* held while this is open */
    int stage;   /* .dieline/stage */
    Item *items; /* by path */
    size_t count;
    History *history; /* NULL: none that can be believed */
    HistoryWriter *writer;
    GString *manifest; /* as the last run left it; NULL: there is none */
    GPtrArray *listed; /* paths in it */
    GPtrArray *stale;  /* those without a document; borrowed from `listed` */
} Output;

/* Reports what is wrong with the file `relative` (NULL: the output folder). Returns the report. */
static Diagnostic *report_file(const Output *output, const char *relative, const char *problem)
{
    g_autofree char *path = g_build_filename(output->path, relative, NULL);
    return diag_report(output->diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot write '%s': %s", path,
                       problem);
}

static bool report_error(const Output *output, const char *relative, int error)
{
    report_file(output, relative, staging_describe_error(error));
    return false;
}

/* ---- before: the folder and what the last run left in it ---- */

static Output output_new(const char *path, const EmitContext *context, Diagnostics *diags)
{
    return (Output){
        .path = path,
        .context = context,
        .diags = diags,
        .root = -1,
        .home = -1,
        .lock = -1,
        .stage = -1,
    };
}

static bool take_lock(Output *output)
{
    output->lock =
        openat(output->home, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (output->lock < 0)
        return report_error(output, OUTPUT_HOME "/lock", errno);
    /* A file system without locks has builds that run one after the other. */
    if (flock(output->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return true;
    progress_say(output->context->progress, "%s: waiting for another build", output->path);
    while (flock(output->lock, LOCK_EX) != 0 && errno == EINTR)
        continue;
    return true;
}

static bool read_manifest(Output *output)
{
    output->manifest = file_read(output->home, MANIFEST_NAME);
    if (output->manifest == NULL && errno != ENOENT)
        return report_error(output, MANIFEST_PATH, errno);
    output->listed = output->manifest != NULL
                         ? manifest_parse(output->manifest->str, output->manifest->len)
                         : g_ptr_array_new();
    return true;
}

/* A run that was killed may have left something: what it had begun to move is moved, so that the
 * folder is as that run would have left it; what it had only staged is thrown away. */
static bool resume(Output *output)
{
    Commit commit;
    commit_init(&commit, output->root, output->home, output->stage);
    const bool done = commit_resume(&commit, output->listed);
    const int error = errno;
    commit_clear(&commit);
    errno = error;
    return done && folder_empty(output->stage);
}

static bool open_stage(Output *output)
{
    output->stage = folder_make(output->home, STAGE);
    if (output->stage < 0 || !resume(output))
        return report_error(output, OUTPUT_HOME "/" STAGE, errno);
    return true;
}

static void close_descriptor(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void forget_manifest(Output *output)
{
    if (output->manifest != NULL)
        g_string_free(output->manifest, TRUE);
    output->manifest = NULL;
    g_clear_pointer(&output->listed, g_ptr_array_unref);
}

static bool open_output(Output *output)
{
    if (g_mkdir_with_parents(output->path, 0777) != 0)
        return report_error(output, NULL, errno);
    output->root = open(output->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (output->root < 0)
        return report_error(output, NULL, errno);
    output->home = folder_make(output->root, OUTPUT_HOME);
    if (output->home < 0)
        return report_error(output, OUTPUT_HOME, errno);
    if (!take_lock(output) || !read_manifest(output) || !open_stage(output))
        return false;
    forget_manifest(output); /* it may be another one now */
    return read_manifest(output);
}

static void close_output(Output *output)
{
    if (output->stage >= 0)
        folder_empty(output->stage);
    close_descriptor(output->stage);
    close_descriptor(output->lock);
    close_descriptor(output->home);
    close_descriptor(output->root);
    forget_manifest(output);
    g_clear_pointer(&output->stale, g_ptr_array_unref);
    history_free(output->history);
    history_writer_free(output->writer);
    for (size_t i = 0; output->items != NULL && i < output->count; i++)
        g_free(output->items[i].parts);
    g_free(output->items);
}

static int compare_items(const void *a, const void *b)
{
    return strcmp(((const Item *)a)->document->path, ((const Item *)b)->document->path);
}

static void list_items(Output *output, const Documents *documents)
{
    output->count = documents->all->len;
    output->items = g_new0(Item, output->count);
    for (size_t i = 0; i < output->count; i++) {
        output->items[i].document = documents->all->pdata[i];
        g_assert(output_path_is_plain(output->items[i].document->path));
    }
    if (output->count > 0)
        qsort(output->items, output->count, sizeof(Item), compare_items);
    for (size_t i = 1; i < output->count; i++)
        g_assert(compare_items(&output->items[i - 1], &output->items[i]) < 0);
}

/* Goes through documents and manifest side by side, both being sorted. */
static void match_manifest(Output *output)
{
    output->stale = g_ptr_array_new();
    size_t next = 0;
    for (guint i = 0; i < output->listed->len; i++) {
        const char *path = output->listed->pdata[i];
        while (next < output->count && strcmp(output->items[next].document->path, path) < 0)
            next++;
        if (next < output->count && strcmp(output->items[next].document->path, path) == 0)
            output->items[next].is_ours = true;
        else
            g_ptr_array_add(output->stale, (gpointer)path);
    }
}

/* The same with what the last build knows of its files. */
static void match_history(Output *output)
{
    const History *history = output->history;
    size_t next = 0;
    for (size_t i = 0; history != NULL && i < history->document_count; i++) {
        const PastDocument *past = &history->documents[i];
        while (next < output->count && strcmp(output->items[next].document->path, past->path) < 0)
            next++;
        if (next < output->count && strcmp(output->items[next].document->path, past->path) == 0)
            output->items[next].past = past;
    }
}

static void read_history(Output *output)
{
    const EmitContext *context = output->context;
    output->history = history_read(file_read(output->home, HISTORY_NAME));
    if (output->history != NULL)
        history_compare(output->history, context->kb, &context->fingerprints);
    output->writer = history_writer_new(context->kb, &context->fingerprints);
    match_history(output);
}

static void stage_items(Output *output, unsigned workers)
{
    Staging staging = {
        .context = output->context,
        .root = output->root,
        .stage = output->stage,
        .items = output->items,
        .count = output->count,
        .history = output->history,
        .writer = output->writer,
    };
    progress_begin(output->context->progress, "render", output->count);
    staging_run(&staging, workers);
}

/* Reports the first file that cannot be written. Returns whether all can. */
static bool report_items(const Output *output)
{
    const Item *first = NULL;
    size_t problems = 0;
    bool failed = false;
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        failed |= item->failed;
        problems += item->problem != NULL;
        if (first == NULL && item->problem != NULL)
            first = item;
    }
    if (first == NULL)
        return !failed;
    Diagnostic *d = report_file(output, first->document->path, first->problem);
    if (problems > 1)
        diag_note(d, (Span){0}, "%zu more like it", problems - 1);
    if (first->state == FILE_DIFFERENT && !first->is_ours)
        diag_hint(d, "move it away, or choose another folder for outputs");
    return false;
}

/* ---- after: everything is moved into place ---- */

static bool is_changed(const Item *item)
{
    return item->state != FILE_SAME;
}

static GString *write_manifest(const Output *output)
{
    GString *text = g_string_new(NULL);
    manifest_begin(text);
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        manifest_append(text, item->document->path, item->stamp.size, item->hash);
    }
    return text;
}

/* Stages the manifest that will hold and, if files are to be removed, the one for the time until
 * they are: whenever the run is killed, the next knows all files as ours. For that they are on the
 * disk before anything is moved. */
static bool stage_manifests(const Output *output, GString *manifest, FileStamp *during,
                            FileStamp *after)
{
    if (!file_write(output->stage, MANIFEST_AFTER, manifest, true, after))
        return false;
    if (output->stale->len == 0)
        return true;
    for (guint i = 0; i < output->stale->len; i++)
        manifest_append(manifest, output->stale->pdata[i], 0, 0);
    return file_write(output->stage, MANIFEST_DURING, manifest, true, during);
}

static void place_items(const Output *output, Commit *commit)
{
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        char staged[STAGED_NAME_MAX];
        staging_name(staged, "", i);
        if (is_changed(item))
            commit_place(commit, item->document->path, staged, item->stamp.inode,
                         item->state == FILE_DIFFERENT);
    }
}

static void remove_stale(const Output *output, Commit *commit)
{
    for (guint i = 0; i < output->stale->len; i++) {
        char staged[STAGED_NAME_MAX];
        staging_name(staged, "stale.", i);
        commit_remove(commit, output->stale->pdata[i], staged);
    }
}

static void plan_moves(const Output *output, Commit *commit, const FileStamp *during,
                       const FileStamp *after)
{
    const bool has_manifest = output->manifest != NULL;
    if (output->stale->len == 0) {
        commit_place(commit, MANIFEST_PATH, MANIFEST_AFTER, after->inode, has_manifest);
        place_items(output, commit);
        return;
    }
    commit_place(commit, MANIFEST_PATH, MANIFEST_DURING, during->inode, has_manifest);
    place_items(output, commit);
    remove_stale(output, commit);
    commit_place(commit, MANIFEST_PATH, MANIFEST_AFTER, after->inode, true);
}

/* Empties the stage. On many file systems a folder stays as large, and as slow to list, as it ever
 * was: a new one takes its place. */
static void renew_stage(const Output *output)
{
    if (folder_empty(output->stage) && unlinkat(output->home, STAGE, AT_REMOVEDIR) == 0)
        mkdirat(output->home, STAGE, 0777);
}

static bool move_files(const Output *output, GString *manifest, OutputSummary *summary)
{
    FileStamp during;
    FileStamp after;
    if (!stage_manifests(output, manifest, &during, &after))
        return report_error(output, MANIFEST_PATH, errno);
    Commit commit;
    commit_init(&commit, output->root, output->home, output->stage);
    plan_moves(output, &commit, &during, &after);
    const char *failed;
    const bool done = commit_run(&commit, &failed);
    if (done) {
        summary->removed = commit_removed(&commit);
        renew_stage(output);
    } else {
        report_error(output, failed, errno);
        *summary = (OutputSummary){0};
    }
    commit_clear(&commit);
    return done;
}

/* For the next build. That it cannot be written costs that one its time, and nothing else. Returns
 * its checksum; 0 if it cannot. */
static uint64_t leave_history(const Output *output)
{
    FileStamp manifest;
    if (!file_stamp(output->home, MANIFEST_NAME, &manifest))
        return 0;
    PastDocument *documents = g_new(PastDocument, output->count);
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        documents[i] = (PastDocument){.path = item->document->path,
                                      .hash = item->hash,
                                      .stamp = item->stamp,
                                      .set = item->set,
                                      .parts = item->parts,
                                      .head = item->head};
    }
    g_autoptr(GString) record = history_write(output->writer, documents, output->count, &manifest);
    g_free(documents);
    uint64_t checksum;
    memcpy(&checksum, record->str + record->len - sizeof checksum, sizeof checksum);
    return file_replace(output->home, HISTORY_NAME, record) ? checksum : 0;
}

static OutputFile file_of(const Output *output, const char *path)
{
    for (size_t i = 0; i < output->count; i++)
        if (strcmp(output->items[i].document->path, path) == 0)
            return (OutputFile){output->items[i].hash, output->items[i].stamp};
    return (OutputFile){0};
}

static bool commit_output(const Output *output, OutputSummary *summary)
{
    for (size_t i = 0; i < output->count; i++)
        summary->written += is_changed(&output->items[i]);
    summary->unchanged = output->count - summary->written;
    progress_begin(output->context->progress, "write", 0);
    g_autoptr(GString) manifest = write_manifest(output);
    const bool is_same = summary->written == 0 && output->manifest != NULL &&
                         g_string_equal(output->manifest, manifest);
    if (!is_same && !move_files(output, manifest, summary))
        return false;
    summary->history = leave_history(output);
    summary->database = file_of(output, DATABASE_PATH);
    return true;
}

bool output_settle(const char *path, Diagnostics *diags)
{
    g_autofree char *journal = g_build_filename(path, OUTPUT_HOME, JOURNAL_NAME, NULL);
    if (!g_file_test(journal, G_FILE_TEST_IS_REGULAR))
        return true;
    const EmitContext nobody = {0};
    Output output = output_new(path, &nobody, diags);
    const bool done = open_output(&output);
    close_output(&output);
    return done;
}

bool output_write(const char *path, const EmitContext *context, const Documents *documents,
                  unsigned workers, Diagnostics *diags, OutputSummary *summary)
{
    Output output = output_new(path, context, diags);
    *summary = (OutputSummary){0};
    bool done = open_output(&output);
    if (done) {
        list_items(&output, documents);
        match_manifest(&output);
        read_history(&output);
        stage_items(&output, workers);
        done = report_items(&output) && commit_output(&output, summary);
    }
    close_output(&output);
    return done;
}

/* ---- and again, from nothing ---- */

static bool report_stale(const Output *output)
{
    const Item *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        count += item->failed || item->state != FILE_SAME;
        first = first == NULL && count > 0 ? item : first;
    }
    if (first == NULL)
        return true;
    g_autofree char *path = g_build_filename(output->path, first->document->path, NULL);
    Diagnostic *d = diag_report(output->diags, DIAG_FS_STALE, (Span){0},
                                "'%s' is not what a build from nothing writes", path);
    if (count > 1)
        diag_note(d, (Span){0}, "%zu more like it", count - 1);
    diag_hint(d, "remove '%s/" OUTPUT_HOME "/" HISTORY_NAME "', and build again", output->path);
    return false;
}

/* As if nothing was known of what is there. */
bool output_verify(const char *path, const EmitContext *context, const Documents *documents,
                   unsigned workers)
{
    Output output = output_new(path, context, context->diags);
    bool done = open_output(&output);
    if (done) {
        list_items(&output, documents);
        match_manifest(&output);
        output.writer = history_writer_new(context->kb, &context->fingerprints);
        stage_items(&output, workers);
        done = report_stale(&output);
    }
    close_output(&output);
    return done;
}
