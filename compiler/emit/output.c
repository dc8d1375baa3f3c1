#include "emit/output.h"

#include "base/parallel.h"
#include "store/commit.h"
#include "store/manifest.h"
#include "store/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOME ".dieline"
#define MANIFEST HOME "/manifest"
#define STAGE "stage"

/* Names in the stage; documents have numbers. */
static const char MANIFEST_DURING[] = "manifest.during";
static const char MANIFEST_AFTER[] = "manifest.after";

/* A worker's buffer that has grown beyond this (by kb.json) is not kept. */
enum { BUFFER_KEPT = 1024 * 1024 };

/* A document on its way. */
typedef struct Item {
    const Document *document;
    bool is_ours; /* the manifest lists its path: a file there may be overwritten */
    bool failed;  /* could not be rendered; has reported */
    FileState state;
    const char *problem; /* why its file cannot be written; NULL: nothing */
    uint64_t size;
    uint64_t hash;
} Item;

typedef struct Worker {
    Walk walk;
    GString *bytes;
} Worker;

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
    Worker *workers;
    GString *manifest; /* as the last run left it; NULL: there is none */
    GPtrArray *listed; /* paths in it */
    GPtrArray *stale;  /* those without a document; borrowed from `listed` */
    gint stopped;      /* atomic: a write failed, and the next will, too */
} Output;

static const char *describe_error(int error)
{
    switch (error) {
    case ELOOP:
        return "a symbolic link is in the way";
    case EISDIR:
        return "a folder is in the way";
    case EEXIST:
        return "something that is no regular file is in the way";
    case ENOTDIR:
        return "a file or symbolic link is in the way of its folder";
    default:
        return g_strerror(error);
    }
}

/* Reports what is wrong with the file `relative` (NULL: the output folder). Returns the report. */
static Diagnostic *report_file(const Output *output, const char *relative, const char *problem)
{
    g_autofree char *path = g_build_filename(output->path, relative, NULL);
    return diag_report(output->diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot write '%s': %s", path,
                       problem);
}

static bool report_error(const Output *output, const char *relative, int error)
{
    report_file(output, relative, describe_error(error));
    return false;
}

/* ---- before: the folder and what the last run left in it ---- */

static bool take_lock(Output *output)
{
    output->lock =
        openat(output->home, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (output->lock < 0)
        return report_error(output, HOME "/lock", errno);
    /* A file system without locks has builds that run one after the other. */
    if (flock(output->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return true;
    report_file(output, NULL, "another build is running");
    return false;
}

static bool read_manifest(Output *output)
{
    output->manifest = file_read(output->home, "manifest");
    if (output->manifest == NULL && errno != ENOENT)
        return report_error(output, MANIFEST, errno);
    output->listed = output->manifest != NULL
                         ? manifest_parse(output->manifest->str, output->manifest->len)
                         : g_ptr_array_new();
    return true;
}

static bool open_stage(Output *output)
{
    output->stage = folder_make(output->home, STAGE);
    /* A run that was killed may have left something. */
    if (output->stage < 0 || !folder_empty(output->stage))
        return report_error(output, HOME "/" STAGE, errno);
    return true;
}

static bool open_output(Output *output)
{
    if (g_mkdir_with_parents(output->path, 0777) != 0)
        return report_error(output, NULL, errno);
    output->root = open(output->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (output->root < 0)
        return report_error(output, NULL, errno);
    output->home = folder_make(output->root, HOME);
    if (output->home < 0)
        return report_error(output, HOME, errno);
    return take_lock(output) && read_manifest(output) && open_stage(output);
}

static void close_descriptor(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void close_output(Output *output)
{
    if (output->stage >= 0)
        folder_empty(output->stage);
    close_descriptor(output->stage);
    close_descriptor(output->lock);
    close_descriptor(output->home);
    close_descriptor(output->root);
    if (output->manifest != NULL)
        g_string_free(output->manifest, TRUE);
    g_clear_pointer(&output->stale, g_ptr_array_unref);
    g_clear_pointer(&output->listed, g_ptr_array_unref);
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

/* ---- in parallel: documents are rendered, compared, staged ---- */

static void name_staged(char *name, const char *prefix, size_t index)
{
    g_snprintf(name, STAGED_NAME_MAX, "%s%zu", prefix, index);
}

/* No fsync here: tens of thousands of them would take minutes, and what a power cut destroys, the
 * next run finds different and writes again. */
static void stage_item(Output *output, Item *item, size_t index, const GString *bytes)
{
    char staged[STAGED_NAME_MAX];
    name_staged(staged, "", index);
    if (file_write(output->stage, staged, bytes, false))
        return;
    item->problem = describe_error(errno);
    g_atomic_int_set(&output->stopped, 1);
}

static void compare_item(Item *item, Walk *walk, const GString *bytes)
{
    const char *name;
    const int folder = walk_to(walk, item->document->path, NULL, &name);
    if (folder >= 0)
        item->state = file_compare(folder, name, bytes->str, bytes->len);
    else
        item->state = errno == ENOENT ? FILE_MISSING : FILE_IN_THE_WAY;
    if (item->state == FILE_IN_THE_WAY)
        item->problem = describe_error(errno);
    else if (item->state == FILE_DIFFERENT && !item->is_ours)
        item->problem = "a file that dieline did not write is in the way";
}

static void process_item(size_t index, unsigned number, void *user)
{
    Output *output = user;
    Item *item = &output->items[index];
    Worker *worker = &output->workers[number];
    if (g_atomic_int_get(&output->stopped))
        return;
    g_autoptr(Arena) scratch = arena_new();
    GString *bytes = worker->bytes;
    item->failed = !item->document->render(output->context, item->document, scratch, bytes);
    if (!item->failed) {
        item->size = bytes->len;
        item->hash = manifest_hash(bytes->str, bytes->len);
        compare_item(item, &worker->walk, bytes);
        if (item->problem == NULL && item->state != FILE_SAME)
            stage_item(output, item, index, bytes);
    }
    if (bytes->allocated_len > BUFFER_KEPT) {
        g_string_free(bytes, TRUE);
        worker->bytes = g_string_new(NULL);
    }
    g_string_truncate(worker->bytes, 0);
}

static void process_items(Output *output, unsigned workers)
{
    output->workers = g_new0(Worker, workers);
    for (unsigned i = 0; i < workers; i++) {
        walk_init(&output->workers[i].walk, output->root);
        output->workers[i].bytes = g_string_new(NULL);
    }
    parallel_for(output->count, workers, process_item, output);
    for (unsigned i = 0; i < workers; i++) {
        walk_clear(&output->workers[i].walk);
        g_string_free(output->workers[i].bytes, TRUE);
    }
    g_free(output->workers);
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
        manifest_append(text, item->document->path, item->size, item->hash);
    }
    return text;
}

/* Stages the manifest that will hold and, if files are to be removed, the one for the time until
 * they are: whenever the run is killed, the next knows all files as ours. For that they are on the
 * disk before anything is moved. */
static bool stage_manifests(const Output *output, GString *manifest)
{
    if (!file_write(output->stage, MANIFEST_AFTER, manifest, true))
        return false;
    if (output->stale->len == 0)
        return true;
    for (guint i = 0; i < output->stale->len; i++)
        manifest_append(manifest, output->stale->pdata[i], 0, 0);
    return file_write(output->stage, MANIFEST_DURING, manifest, true);
}

static bool place_items(const Output *output, Commit *commit, const char **failed)
{
    for (size_t i = 0; i < output->count; i++) {
        const Item *item = &output->items[i];
        char staged[STAGED_NAME_MAX];
        name_staged(staged, "", i);
        if (!is_changed(item))
            continue;
        *failed = item->document->path;
        if (!commit_place(commit, *failed, staged, item->state == FILE_DIFFERENT))
            return false;
    }
    return true;
}

static bool remove_stale(const Output *output, Commit *commit, const char **failed)
{
    for (guint i = 0; i < output->stale->len; i++) {
        char staged[STAGED_NAME_MAX];
        name_staged(staged, "stale.", i);
        *failed = output->stale->pdata[i];
        if (!commit_remove(commit, *failed, staged))
            return false;
    }
    return true;
}

/* On failure errno tells why, and `failed` which file. */
static bool move_files(const Output *output, Commit *commit, const char **failed)
{
    const bool has_manifest = output->manifest != NULL;
    *failed = MANIFEST;
    if (output->stale->len == 0)
        return commit_place(commit, MANIFEST, MANIFEST_AFTER, has_manifest) &&
               place_items(output, commit, failed);
    if (!commit_place(commit, MANIFEST, MANIFEST_DURING, has_manifest) ||
        !place_items(output, commit, failed) || !remove_stale(output, commit, failed))
        return false;
    *failed = MANIFEST;
    return commit_place(commit, MANIFEST, MANIFEST_AFTER, true);
}

/* Empties the stage. On many file systems a folder stays as large, and as slow to list, as it ever
 * was: a new one takes its place. */
static void renew_stage(const Output *output)
{
    if (folder_empty(output->stage) && unlinkat(output->home, STAGE, AT_REMOVEDIR) == 0)
        mkdirat(output->home, STAGE, 0777);
}

static bool commit_output(const Output *output, OutputSummary *summary)
{
    for (size_t i = 0; i < output->count; i++)
        summary->written += is_changed(&output->items[i]);
    summary->unchanged = output->count - summary->written;
    g_autoptr(GString) manifest = write_manifest(output);
    if (summary->written == 0 && output->manifest != NULL &&
        g_string_equal(output->manifest, manifest))
        return true;
    if (!stage_manifests(output, manifest))
        return report_error(output, MANIFEST, errno);

    Commit commit;
    commit_init(&commit, output->root, output->stage);
    const char *failed;
    const bool done = move_files(output, &commit, &failed);
    if (done) {
        commit_prune(&commit);
        summary->removed = commit_removed(&commit);
        renew_stage(output);
    } else {
        report_error(output, failed, errno);
        commit_undo(&commit);
        *summary = (OutputSummary){0};
    }
    commit_clear(&commit);
    return done;
}

bool output_write(const char *path, const EmitContext *context, const Documents *documents,
                  unsigned workers, Diagnostics *diags, OutputSummary *summary)
{
    Output output = {
        .path = path,
        .context = context,
        .diags = diags,
        .root = -1,
        .home = -1,
        .lock = -1,
        .stage = -1,
    };
    *summary = (OutputSummary){0};
    bool done = open_output(&output);
    if (done) {
        list_items(&output, documents);
        match_manifest(&output);
        process_items(&output, workers);
        done = report_items(&output) && commit_output(&output, summary);
    }
    close_output(&output);
    return done;
}
