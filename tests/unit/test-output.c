/* Documents become files: all or none, and never one that is not ours. */
#include "emit/output.h"

#include "folder_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A scratch folder with an output folder, and the documents to be written there. */
typedef struct Fixture {
    char *folder;
    char *out;
    Documents documents;
    Kb *kb;
    uint64_t fingerprints[READ_WHOLE_COUNT]; /* another READ_BASE each time: all is rendered */
    OutputSummary summary;
    Progress *progress; /* NULL: nobody is told */
    char *message;      /* the last run's only diagnostic, or NULL */
} Fixture;

static void setup(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    f->folder = g_dir_make_tmp("dieline-output-XXXXXX", &error);
    g_assert_no_error(error);
    f->out = g_build_filename(f->folder, "deep", "out", NULL);
    f->documents = (Documents){arena_new(), g_ptr_array_new()};
    f->kb = kb_new(f->documents.arena);
}

static void teardown(Fixture *f, gconstpointer data)
{
    (void)data;
    folder_remove(f->folder);
    kb_clear(f->kb);
    arena_free(f->documents.arena);
    g_ptr_array_unref(f->documents.all);
    g_free(f->folder);
    g_free(f->out);
    g_free(f->message);
}

static bool render_subject(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    (void)scratch;
    reads_note_whole(context->reads, READ_BASE);
    g_string_append(out, document->subject);
    return true;
}

static bool render_nothing(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    (void)context;
    (void)document;
    (void)scratch;
    g_string_append(out, "half a docu");
    return false;
}

static Document *add(Fixture *f, const char *path, const char *text)
{
    Document *document = arena_new0(f->documents.arena, Document, 1);
    document->path = arena_strdup(f->documents.arena, path);
    document->render = render_subject;
    document->subject = arena_strdup(f->documents.arena, text);
    g_ptr_array_add(f->documents.all, document);
    return document;
}

static void forget(Fixture *f)
{
    g_ptr_array_set_size(f->documents.all, 0);
}

static EmitContext context_of(const Fixture *f, const Site *site, Diagnostics *diags)
{
    return (EmitContext){
        .kb = f->kb,
        .site = site,
        .progress = f->progress,
        .fingerprints = {(uint64_t *)f->fingerprints, READ_WHOLE_COUNT},
        .diags = diags,
    };
}

/* Keeps the only message, if there is one. */
static void keep_message(Fixture *f, Diagnostics *diags, const char *slug, bool done)
{
    const GPtrArray *all = diagnostics_sorted(diags);
    g_clear_pointer(&f->message, g_free);
    g_assert_cmpuint(all->len, <=, 1);
    if (all->len == 1) {
        const Diagnostic *diagnostic = all->pdata[0];
        g_assert_cmpstr(diag_slug(diagnostic->id), ==, slug);
        g_assert_cmpint(diagnostics_exit_status(diags), ==, 3);
        g_assert_false(done);
        f->message = g_strdup(diagnostic->message);
    }
}

static bool write_to(Fixture *f, const char *out, unsigned workers)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const Site site = {.kb = f->kb};
    const EmitContext context = context_of(f, &site, diags);
    f->fingerprints[READ_BASE]++;
    const bool done = output_write(out, &context, &f->documents, workers, diags, &f->summary);
    keep_message(f, diags, "fs.unwritable", done);
    if (!done)
        g_assert_cmpuint(f->summary.written + f->summary.unchanged + f->summary.removed, ==, 0);
    return done;
}

static bool verify_all(Fixture *f)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const Site site = {.kb = f->kb};
    const EmitContext context = context_of(f, &site, diags);
    const bool done = output_verify(f->out, &context, &f->documents, 2);
    keep_message(f, diags, "fs.stale", done);
    return done;
}

static bool write_all(Fixture *f)
{
    return write_to(f, f->out, 2);
}

static void assert_summary(const Fixture *f, size_t written, size_t unchanged, size_t removed)
{
    g_assert_cmpuint(f->summary.written, ==, written);
    g_assert_cmpuint(f->summary.unchanged, ==, unchanged);
    g_assert_cmpuint(f->summary.removed, ==, removed);
}

static void assert_message(const Fixture *f, const char *part)
{
    g_assert_nonnull(f->message);
    if (strstr(f->message, part) == NULL)
        g_error("'%s' does not say '%s'", f->message, part);
}

/* ---- what is on the disk ---- */

static char *path_in(const Fixture *f, const char *path)
{
    return g_build_filename(f->out, path, NULL);
}

/* Puts a file there by hand. */
static void plant(const Fixture *f, const char *path, const char *text)
{
    g_autofree char *file = path_in(f, path);
    g_autofree char *folder = g_path_get_dirname(file);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_assert_true(g_file_set_contents(file, text, -1, NULL));
}

static char *read_text(const Fixture *f, const char *path)
{
    g_autofree char *file = path_in(f, path);
    char *text = NULL;
    return g_file_get_contents(file, &text, NULL, NULL) ? text : NULL;
}

static void assert_holds(const Fixture *f, const char *path, const char *expected)
{
    g_autofree char *text = read_text(f, path);
    g_assert_cmpstr(text, ==, expected);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Everything below a folder, one item a line: its path and, for a file, inode, time and content, so
 * that a file that was touched shows. Without `.dieline`, unless `all`; never what is noted for the
 * next build, which says when. */
static void append_tree(GString *out, const char *path, const char *relative, bool all)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;)
        g_ptr_array_add(names, g_strdup(name));
    g_clear_pointer(&folder, g_dir_close);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if ((!all && strcmp(name, ".dieline") == 0) || strcmp(name, "documents") == 0)
            continue;
        g_autofree char *item = g_build_filename(path, name, NULL);
        g_autofree char *shown = g_strconcat(relative, "/", name, NULL);
        struct stat status;
        g_assert_cmpint(lstat(item, &status), ==, 0);
        g_string_append_printf(out, "%s %o", shown, status.st_mode);
        if (S_ISREG(status.st_mode)) {
            g_autofree char *text = NULL;
            g_assert_true(g_file_get_contents(item, &text, NULL, NULL));
            g_string_append_printf(out, " %lu %ld.%09ld %s", (unsigned long)status.st_ino,
                                   (long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec, text);
        }
        g_string_append_c(out, '\n');
        if (S_ISDIR(status.st_mode))
            append_tree(out, item, shown, all);
    }
}

static char *tree_of(const Fixture *f, bool all)
{
    GString *out = g_string_new(NULL);
    append_tree(out, f->out, "", all);
    return g_string_free(out, FALSE);
}

static void assert_stage_empty(const Fixture *f)
{
    g_autofree char *stage = path_in(f, ".dieline/stage");
    g_autoptr(GString) content = g_string_new(NULL);
    append_tree(content, stage, "", true);
    g_assert_cmpstr(content->str, ==, "");
}

/* Runs, expects failure, and nothing changed. */
static void assert_refused(Fixture *f, const char *message)
{
    g_autofree char *before = tree_of(f, false);
    g_autofree char *manifest = read_text(f, ".dieline/manifest");
    g_assert_false(write_all(f));
    g_autofree char *after = tree_of(f, false);
    g_assert_cmpstr(after, ==, before);
    assert_holds(f, ".dieline/manifest", manifest);
    assert_stage_empty(f);
    assert_message(f, message);
}

/* ---- the tests ---- */

static void test_create(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "site/en/chips/br106.html", "<p>BR106</p>");
    add(f, "data/kb.json", "{}");
    add(f, "empty.txt", "");
    g_assert_true(write_all(f));
    assert_summary(f, 3, 0, 0);
    assert_holds(f, "site/en/chips/br106.html", "<p>BR106</p>");
    assert_holds(f, "data/kb.json", "{}");
    assert_holds(f, "empty.txt", "");
    assert_holds(f, ".dieline/manifest",
                 "dieline manifest 1\n"
                 "1349cde127705c16 2 data/kb.json\n"
                 "2d06800538d394c2 0 empty.txt\n"
                 "1b08b79d9dc550b9 12 site/en/chips/br106.html\n");
    assert_stage_empty(f);
}

static void test_no_documents(Fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_true(write_all(f));
    assert_summary(f, 0, 0, 0);
    assert_holds(f, ".dieline/manifest", "dieline manifest 1\n");
}

static void test_unchanged(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a/one.txt", "one");
    add(f, "a/two.txt", "two");
    g_assert_true(write_all(f));
    g_autofree char *before = tree_of(f, true);
    g_assert_true(write_all(f));
    assert_summary(f, 0, 2, 0);
    g_autofree char *after = tree_of(f, true);
    g_assert_cmpstr(after, ==, before);
}

static void test_repair(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a/edited.txt", "written");
    add(f, "a/longer.txt", "written");
    add(f, "b/deleted.txt", "written");
    add(f, "left.txt", "written");
    g_assert_true(write_all(f));
    plant(f, "a/edited.txt", "wriTTen"); /* the same size */
    plant(f, "a/longer.txt", "written again");
    g_autofree char *deleted = path_in(f, "b");
    folder_remove(deleted);
    g_assert_true(write_all(f));
    assert_summary(f, 3, 1, 0);
    assert_holds(f, "a/edited.txt", "written");
    assert_holds(f, "a/longer.txt", "written");
    assert_holds(f, "b/deleted.txt", "written");
}

static void test_stale(Fixture *f, gconstpointer data)
{
    (void)data;
    plant(f, ".gitignore", "*\n");
    plant(f, "site/CNAME", "example.org");
    add(f, "site/en/chips/old.html", "old");
    add(f, "site/zh/chips/old.html", "old");
    add(f, "markdown/en/chips/old.md", "old");
    add(f, "data/kb.json", "1");
    g_assert_true(write_all(f));
    plant(f, "site/zh/mine.txt", "mine");
    forget(f);
    add(f, "data/kb.json", "2");
    add(f, "data/more.json", "3");
    g_assert_true(write_all(f));
    assert_summary(f, 2, 0, 3);
    assert_holds(f, "site/en/chips/old.html", NULL);
    assert_holds(f, ".gitignore", "*\n");
    assert_holds(f, "site/CNAME", "example.org");
    assert_holds(f, "site/zh/mine.txt", "mine");
    assert_holds(f, "data/kb.json", "2");
    static const char *const gone[] = {"markdown", "site/en", "site/zh/chips"};
    for (size_t i = 0; i < G_N_ELEMENTS(gone); i++) {
        g_autofree char *folder = path_in(f, gone[i]);
        g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
    }
    g_autofree char *manifest = read_text(f, ".dieline/manifest");
    g_assert_null(strstr(manifest, "old"));
    assert_stage_empty(f);
}

static void test_failed_render(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a.txt", "1");
    add(f, "stale.txt", "1");
    g_assert_true(write_all(f));
    forget(f);
    add(f, "a.txt", "2");
    add(f, "b.txt", "2");
    add(f, "c.txt", "2")->render = render_nothing;
    g_autofree char *before = tree_of(f, false);
    g_assert_false(write_all(f));
    g_assert_null(f->message); /* whoever rendered has reported */
    g_autofree char *after = tree_of(f, false);
    g_assert_cmpstr(after, ==, before);
    assert_stage_empty(f);
}

/* Something at `path`, where site/en/page.html is to be written. */
typedef struct Obstacle {
    const char *name;
    const char *path;
    char kind; /* f: file, d: folder, p: FIFO, l: link to a file, L: link to a folder */
    const char *message;
} Obstacle;

static const Obstacle obstacles[] = {
    {"foreign-file", "site/en/page.html", 'f', "page.html': a file that dieline did not write"},
    {"folder", "site/en/page.html", 'd', "site/en/page.html': a folder is in the way"},
    {"fifo", "site/en/page.html", 'p', "page.html': something that is no regular file"},
    {"link", "site/en/page.html", 'l', "page.html': a symbolic link is in the way"},
    {"file-for-folder", "site/en", 'f', "page.html': a file or symbolic link is in the way of"},
    {"link-for-folder", "site", 'L', "page.html': a file or symbolic link is in the way of"},
    {"link-for-inner-folder", "site/en", 'L', "a file or symbolic link is in the way of"},
    {"home-is-link", ".dieline", 'L', "out/.dieline': "},
    {"home-is-file", ".dieline", 'f', "out/.dieline': "},
    {"stage-is-link", ".dieline/stage", 'L', "out/.dieline/stage': "},
    {"lock-is-link", ".dieline/lock", 'l', "out/.dieline/lock': a symbolic link is in the way"},
    {"manifest-is-link", ".dieline/manifest", 'l', "manifest': a symbolic link is in the way"},
    {"manifest-is-folder", ".dieline/manifest", 'd', "manifest': a folder is in the way"},
};

static void place_obstacle(const Fixture *f, const Obstacle *obstacle)
{
    g_autofree char *path = path_in(f, obstacle->path);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *elsewhere = g_build_filename(f->folder, "elsewhere", NULL);
    g_autofree char *victim = g_build_filename(elsewhere, "victim", NULL);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_assert_cmpint(g_mkdir(elsewhere, 0777), ==, 0);
    g_assert_true(g_file_set_contents(victim, "precious", -1, NULL));
    switch (obstacle->kind) {
    case 'f':
        plant(f, obstacle->path, "foreign");
        break;
    case 'd':
        g_assert_cmpint(g_mkdir(path, 0777), ==, 0);
        break;
    case 'p':
        g_assert_cmpint(mkfifo(path, 0666), ==, 0);
        break;
    case 'l':
        g_assert_cmpint(symlink(victim, path), ==, 0);
        break;
    default:
        g_assert_cmpint(symlink(elsewhere, path), ==, 0);
    }
}

static void test_obstacle(Fixture *f, gconstpointer data)
{
    const Obstacle *obstacle = data;
    place_obstacle(f, obstacle);
    add(f, "data/kb.json", "{}");
    add(f, "site/en/page.html", "page");
    g_autofree char *before = tree_of(f, false);
    g_assert_false(write_all(f));
    assert_message(f, obstacle->message);
    g_autofree char *after = tree_of(f, false);
    g_assert_cmpstr(after, ==, before);
    g_autofree char *elsewhere = g_build_filename(f->folder, "elsewhere", NULL);
    g_autoptr(GString) content = g_string_new(NULL);
    append_tree(content, elsewhere, "", true);
    g_assert_true(g_str_has_suffix(content->str, " precious\n"));
    g_assert_cmpint(strchr(content->str, '\n') - content->str, ==, (long)content->len - 1);
}

static void test_out_is_file(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a.txt", "a");
    g_autofree char *file = g_build_filename(f->folder, "file", NULL);
    g_autofree char *below = g_build_filename(file, "out", NULL);
    g_assert_true(g_file_set_contents(file, "mine", -1, NULL));
    g_assert_false(write_to(f, file, 1));
    assert_message(f, "/file': ");
    g_assert_false(write_to(f, below, 1));
    assert_message(f, "/file/out': ");
    g_assert_false(write_to(f, "/proc/self", 1));
    assert_message(f, "/proc/self/.dieline': ");
}

static void test_out_is_link(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *link = g_build_filename(f->folder, "link", NULL);
    g_assert_cmpint(g_mkdir_with_parents(f->out, 0777), ==, 0);
    g_assert_cmpint(symlink(f->out, link), ==, 0);
    add(f, "a.txt", "a");
    g_assert_true(write_to(f, link, 1));
    assert_holds(f, "a.txt", "a");
}

/* What a manifest may claim to be ours, and must not get removed. `../victim` is beside `out`. */
static const char *const hostile_lines[] = {
    "0000000000000000 8 ../victim\n",
    "0000000000000000 8 site/../../victim\n",
    "0000000000000000 8 link/victim\n",
    "0000000000000000 8 folder\n",
    "0000000000000000 8 .gitignore\n",
    "0000000000000000 8 ./mine.txt\n",
    "0000000000000000 8 folder//mine.txt\n",
    "0000000000000000 8 folder/./mine.txt\n",
    "0000000000000000 8 .dieline/lock\n",
    "0000000000000000 8 \n",
    "0000000000000000 8 folder/\n",
    "0000000000000000 8 missing/file\n",
    "0000000000000000 8 folder/mine.txt/x\n",
    "000000000000000 8 folder/mine.txt\n",
    "0000000000000000  folder/mine.txt\n",
    "0000000000000000 -1 folder/mine.txt\n",
    "0000000000000000 8 folder/mine.txt",
    "folder/mine.txt\n",
    "\n\n\n",
};

static void test_hostile_manifest(Fixture *f, gconstpointer data)
{
    (void)data;
    plant(f, "../victim", "precious");
    plant(f, "folder/mine.txt", "precious");
    plant(f, ".gitignore", "precious");
    plant(f, "mine.txt", "precious");
    g_autofree char *link = path_in(f, "link");
    g_assert_cmpint(symlink("..", link), ==, 0);
    g_autofree char *before = tree_of(f, false);
    for (size_t i = 0; i < G_N_ELEMENTS(hostile_lines); i++) {
        g_autofree char *manifest = g_strconcat("dieline manifest 1\n", hostile_lines[i], NULL);
        plant(f, ".dieline/manifest", manifest);
        g_assert_true(write_all(f));
        assert_summary(f, 0, 0, 0);
        assert_holds(f, "../victim", "precious");
        g_autofree char *after = tree_of(f, false);
        g_assert_cmpstr(after, ==, before);
        assert_holds(f, ".dieline/manifest", "dieline manifest 1\n");
    }
}

static void test_absolute_manifest(Fixture *f, gconstpointer data)
{
    (void)data;
    plant(f, "../victim", "precious");
    g_autofree char *victim = path_in(f, "../victim");
    g_autofree char *manifest =
        g_strdup_printf("dieline manifest 1\n0000000000000000 8 %s\n", victim);
    plant(f, ".dieline/manifest", manifest);
    g_assert_true(write_all(f));
    assert_holds(f, "../victim", "precious");
}

/* Without a manifest what is right is taken over, and nothing else overwritten. */
static void test_lost_manifest(Fixture *f, gconstpointer data)
{
    (void)data;
    static const char *const texts[] = {NULL, "", "dieline manifest 9\n", "\xFF\xFF"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        forget(f);
        Document *document = add(f, "a.txt", "1");
        g_assert_true(write_all(f));
        g_autofree char *manifest = path_in(f, ".dieline/manifest");
        g_assert_cmpint(g_unlink(manifest), ==, 0);
        if (texts[i] != NULL)
            plant(f, ".dieline/manifest", texts[i]);
        document->subject = "2";
        assert_refused(f, "a.txt': a file that dieline did not write is in the way");
        document->subject = "1";
        g_assert_true(write_all(f));
        assert_summary(f, 0, 1, 0);
        document->subject = "2";
        g_assert_true(write_all(f));
        assert_holds(f, "a.txt", "2");
        document->subject = "1";
        g_assert_true(write_all(f));
    }
}

static void test_leftover_stage(Fixture *f, gconstpointer data)
{
    (void)data;
    plant(f, ".dieline/stage/0", "half");
    plant(f, ".dieline/stage/manifest.after", "half");
    add(f, "a.txt", "whole");
    g_assert_true(write_all(f));
    assert_holds(f, "a.txt", "whole");
    assert_stage_empty(f);
}

typedef struct OtherBuild {
    int lock;
    const Fixture *f;
} OtherBuild;

/* Somebody waits for us: that is said, and nothing is touched until we are done. */
static void end_other_build(const char *text, size_t length, void *user)
{
    OtherBuild *other = user;
    g_assert_nonnull(g_strstr_len(text, (gssize)length, "waiting for another build"));
    assert_holds(other->f, ".dieline/stage/0", "the other build's");
    assert_holds(other->f, "a.txt", "1");
    close(other->lock);
    other->lock = -1;
}

static void test_concurrent(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a.txt", "1");
    g_assert_true(write_all(f));
    g_autofree char *path = path_in(f, ".dieline/lock");
    OtherBuild other = {open(path, O_RDWR | O_CLOEXEC), f};
    g_assert_cmpint(flock(other.lock, LOCK_EX), ==, 0);
    forget(f);
    add(f, "a.txt", "2");
    plant(f, ".dieline/stage/0", "the other build's");
    g_autoptr(Progress) progress =
        progress_new(&(ProgressOptions){.write = end_other_build, .user = &other});
    f->progress = progress;
    g_assert_true(write_all(f));
    g_assert_cmpint(other.lock, ==, -1);
    assert_holds(f, "a.txt", "2");
}

/* Fails in the middle of moving: `m` is a file once it is there, so `m/n` cannot be. */
static void fail_while_moving(Fixture *f)
{
    add(f, "a/replaced.txt", "1");
    add(f, "b/stale.txt", "1");
    g_assert_true(write_all(f));
    forget(f);
    add(f, "a/replaced.txt", "2");
    add(f, "a/new/created.txt", "2");
    add(f, "m", "2");
    add(f, "m/n", "2");
    assert_refused(f, "m/n': a file or symbolic link is in the way of its folder");
}

static void test_undo(Fixture *f, gconstpointer data)
{
    (void)data;
    fail_while_moving(f);
    g_ptr_array_set_size(f->documents.all, 2);
    g_assert_true(write_all(f));
    assert_summary(f, 2, 0, 1);
    assert_holds(f, "a/replaced.txt", "2");
}

static void test_undo_first(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "m", "2");
    add(f, "m/n", "2");
    assert_refused(f, "m/n': ");
}

/* A write that fails half way: the system refuses files of more than 1000 bytes. */
static void test_file_limit(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a.txt", "1");
    g_assert_true(write_all(f));
    forget(f);
    g_autofree char *large = g_strnfill(5000, 'x');
    add(f, "a.txt", "2");
    add(f, "b/large.txt", large);
    struct rlimit before;
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    const struct rlimit limit = {1000, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    assert_refused(f, "b/large.txt': ");
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
    signal(SIGXFSZ, SIG_DFL);
}

static bool write_proc(const char *path, const char *text)
{
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    return fd >= 0 && close(fd) == 0 && done;
}

/* Makes this user root, in a user namespace. */
static bool become_root(void)
{
    g_autofree char *users = g_strdup_printf("0 %u 1", (unsigned)getuid());
    g_autofree char *groups = g_strdup_printf("0 %u 1", (unsigned)getgid());
    return unshare(CLONE_NEWUSER) == 0 && write_proc("/proc/self/setgroups", "deny") &&
           write_proc("/proc/self/uid_map", users) && write_proc("/proc/self/gid_map", groups);
}

/* Mounts a file system of 64 KiB that nobody else sees: for a process of its own. */
static bool mount_small(const char *path)
{
    return (getuid() == 0 || become_root()) && unshare(CLONE_NEWNS) == 0 &&
           mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", path, "tmpfs", 0, "size=64k") == 0;
}

static bool can_mount(const char *path)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(mount_small(path) ? 0 : 1);
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void test_full_disk_inside(Fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(g_mkdir_with_parents(f->out, 0777), ==, 0);
    g_assert_true(mount_small(f->out));
    add(f, "a.txt", "1");
    g_assert_true(write_all(f));
    g_autofree char *large = g_strnfill(30000, 'x');
    forget(f);
    add(f, "a.txt", "2");
    for (int i = 0; i < 4; i++) {
        g_autofree char *path = g_strdup_printf("large/%d.txt", i);
        add(f, path, large);
    }
    assert_refused(f, "No space left on device");
    g_ptr_array_set_size(f->documents.all, 2);
    g_assert_true(write_all(f));
    assert_holds(f, "a.txt", "2");
    assert_holds(f, "large/0.txt", large);
    g_assert_cmpint(umount(f->out), ==, 0);
}

static void test_full_disk(Fixture *f, gconstpointer data)
{
    (void)data;
    if (!can_mount(f->folder)) {
        g_test_skip("no right to mount a small file system");
        return;
    }
    g_test_trap_subprocess("/output/full-disk/subprocess", 0, 0);
    g_test_trap_assert_passed();
}

/* A file system that cannot exchange two files: renameat2() with flags gives EINVAL. */
static void forbid_exchange(void)
{
    const struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[4])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {G_N_ELEMENTS(filter), (struct sock_filter *)filter};
    g_assert_cmpint(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), ==, 0);
    g_assert_cmpint(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), ==, 0);
    g_assert_cmpint(renameat2(-1, "a", -1, "b", RENAME_EXCHANGE), ==, -1);
    g_assert_cmpint(errno, ==, EINVAL);
}

static void test_no_exchange_inside(Fixture *f, gconstpointer data)
{
    forbid_exchange();
    test_undo(f, data);
}

static void test_no_exchange(void)
{
    g_test_trap_subprocess("/output/no-exchange/subprocess", 0, 0);
    g_test_trap_assert_passed();
}

/* The same files, however many workers there are. */
static void test_many(Fixture *f, gconstpointer data)
{
    (void)data;
    enum { COUNT = 500 };
    for (unsigned round = 0; round < 3; round++) {
        forget(f);
        for (unsigned i = 0; i < COUNT; i++) {
            g_autofree char *path = g_strdup_printf("site/%u/%u.html", i % 7, i);
            g_autofree char *text = g_strdup_printf("%u", round * (i % 2) + i);
            add(f, path, text);
        }
        g_assert_true(write_to(f, f->out, 1 + round * 2));
        for (unsigned i = 0; i < COUNT; i++) {
            g_autofree char *path = g_strdup_printf("site/%u/%u.html", i % 7, i);
            g_autofree char *text = g_strdup_printf("%u", round * (i % 2) + i);
            assert_holds(f, path, text);
        }
        if (round > 0)
            assert_summary(f, COUNT / 2, COUNT / 2, 0);
    }
}

/* ---- what the last run noted ---- */

/* Writes while nothing has changed that documents read. */
static bool write_unchanged(Fixture *f)
{
    f->fingerprints[READ_BASE]--;
    return write_all(f);
}

static bool render_never(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)context, (void)scratch, (void)out;
    g_error("'%s' is rendered, and nothing that it read has changed", document->path);
    return false;
}

static void test_kept(Fixture *f, gconstpointer data)
{
    (void)data;
    Document *one = add(f, "a/one.txt", "one");
    Document *two = add(f, "a/two.txt", "two");
    g_assert_true(write_all(f));
    one->render = two->render = render_never;
    g_assert_true(write_unchanged(f));
    assert_summary(f, 0, 2, 0);

    /* A file that somebody touched is rendered again. */
    two->render = render_subject;
    plant(f, "a/two.txt", "owt");
    g_assert_true(write_unchanged(f));
    assert_summary(f, 1, 1, 0);
    assert_holds(f, "a/two.txt", "two");
}

/* With `length` bytes of `bytes` in place of what was noted: the same files as ever. */
static void assert_same_with(Fixture *f, const char *noted, const char *bytes, gsize length)
{
    g_assert_true(g_file_set_contents(noted, bytes, (gssize)length, NULL));
    g_assert_true(write_unchanged(f));
    assert_holds(f, "a/one.txt", "one");
    assert_holds(f, "b.txt", "two");
}

/* Every byte of what was noted is flipped, and every end cut off. */
static void damage(Fixture *f, const char *noted)
{
    g_autofree char *path = path_in(f, noted);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize at = 0; at < length; at++) {
        assert_same_with(f, path, bytes, at);
        bytes[at] = (char)(bytes[at] ^ 0x55);
        assert_same_with(f, path, bytes, length);
        bytes[at] = (char)(bytes[at] ^ 0x55);
    }
}

static void test_damaged(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a/one.txt", "one");
    add(f, "b.txt", "two");
    g_assert_true(write_all(f));
    damage(f, ".dieline/documents");
    damage(f, ".dieline/manifest");
}

/* A journal is only believed about files that are ours. */
static void test_hostile_journal(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a.txt", "1");
    g_assert_true(write_all(f));
    plant(f, "mine.txt", "mine");
    g_autoptr(GString) journal = g_string_new(NULL);
    const char *const paths[] = {"mine.txt", "../outside.txt"};
    record_begin(journal, "dieline journal 1");
    record_put(journal, G_N_ELEMENTS(paths));
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        record_put(journal, 2); /* remove */
        record_put_text(journal, paths[i]);
        record_put_text(journal, "stale.0");
        record_put(journal, 0);
    }
    record_end(journal);
    g_autofree char *path = path_in(f, ".dieline/journal");
    g_assert_true(g_file_set_contents(path, journal->str, (gssize)journal->len, NULL));
    g_autofree char *outside = g_build_filename(f->folder, "deep", "outside.txt", NULL);
    g_assert_true(g_file_set_contents(outside, "outside", -1, NULL));
    g_assert_true(write_all(f));
    assert_holds(f, "mine.txt", "mine");
    g_assert_true(g_file_test(outside, G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* What is not what it would be is found, and named. */
static void test_verify(Fixture *f, gconstpointer data)
{
    (void)data;
    add(f, "a/one.txt", "one");
    Document *two = add(f, "a/two.txt", "two");
    g_assert_true(write_all(f));
    g_assert_true(verify_all(f));
    two->subject = "another";
    g_assert_false(verify_all(f));
    assert_message(f, "a/two.txt");
}

enum { KILLED_FILES = 200 };

static void add_version(Fixture *f, char version)
{
    g_autofree char *text = g_strnfill(3000, version);
    forget(f);
    for (int i = 0; i < KILLED_FILES; i++) {
        g_autofree char *path = g_strdup_printf("site/%d/page-%c.html", i, i < 100 ? 'x' : version);
        add(f, path, text);
    }
}

static G_NORETURN void build_until_killed(Fixture *f)
{
    f->fingerprints[READ_BASE] += 1000000; /* what it renders is nobody else's */
    for (char version = 'b';; version = version == 'b' ? 'a' : 'b') {
        add_version(f, version);
        if (!write_to(f, f->out, 1))
            _exit(1);
    }
}

/* After the next command all files are of one version. */
static void assert_one_version(const Fixture *f)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_assert_true(output_settle(f->out, diags));
    g_assert_cmpuint(diagnostics_sorted(diags)->len, ==, 0);
    g_autofree char *first = read_text(f, "site/0/page-x.html");
    for (int i = 1; i < KILLED_FILES; i++) {
        g_autofree char *path =
            g_strdup_printf("site/%d/page-%c.html", i, i < 100 ? 'x' : first[0]);
        assert_holds(f, path, first);
        g_autofree char *other =
            g_strdup_printf("site/%d/page-%c.html", i, first[0] == 'a' ? 'b' : 'a');
        assert_holds(f, other, NULL);
    }
}

static bool is_whole(const char *text)
{
    return strlen(text) == 3000 && (text[0] == 'a' || text[0] == 'b') &&
           strspn(text, (char[]){text[0], '\0'}) == 3000;
}

static unsigned killed_rounds(void)
{
    const char *rounds = g_getenv("KILLED_ROUNDS"); /* for an hour's patience */
    return rounds != NULL ? (unsigned)g_ascii_strtoull(rounds, NULL, 10) : 40;
}

/* Killed at any moment: every file that was always there is there, and whole; the next command
 * leaves the folder as one of the two builds would have, and the next run nothing behind. */
static void test_killed(Fixture *f, gconstpointer data)
{
    (void)data;
    add_version(f, 'a');
    g_assert_true(write_to(f, f->out, 1));
    for (unsigned round = 0; round < killed_rounds(); round++) {
        const pid_t child = fork();
        if (child == 0)
            build_until_killed(f);
        g_usleep(1000 + round * 1700 % 43000);
        g_assert_cmpint(kill(child, SIGKILL), ==, 0);
        int status;
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        g_assert_true(WIFSIGNALED(status));
        for (int i = 0; i < 100; i++) {
            g_autofree char *path = g_strdup_printf("site/%d/page-x.html", i);
            g_autofree char *text = read_text(f, path);
            g_assert_nonnull(text);
            g_assert_true(is_whole(text));
        }
        assert_one_version(f);
        add_version(f, 'a');
        g_assert_true(write_to(f, f->out, 1));
        for (int i = 100; i < KILLED_FILES; i++) {
            g_autofree char *path = g_strdup_printf("site/%d/page-b.html", i);
            assert_holds(f, path, NULL);
        }
    }
    g_assert_true(write_to(f, f->out, 1));
    assert_summary(f, 0, KILLED_FILES, 0);
}

static void add_case(const char *path, void (*test)(Fixture *f, gconstpointer data),
                     const void *data)
{
    g_test_add(path, Fixture, data, setup, test, teardown);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_case("/output/create", test_create, NULL);
    add_case("/output/no-documents", test_no_documents, NULL);
    add_case("/output/unchanged", test_unchanged, NULL);
    add_case("/output/repair", test_repair, NULL);
    add_case("/output/stale", test_stale, NULL);
    add_case("/output/failed-render", test_failed_render, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(obstacles); i++) {
        g_autofree char *path = g_strconcat("/output/in-the-way/", obstacles[i].name, NULL);
        add_case(path, test_obstacle, &obstacles[i]);
    }
    add_case("/output/out-is-file", test_out_is_file, NULL);
    add_case("/output/out-is-link", test_out_is_link, NULL);
    add_case("/output/hostile-manifest", test_hostile_manifest, NULL);
    add_case("/output/absolute-manifest", test_absolute_manifest, NULL);
    add_case("/output/lost-manifest", test_lost_manifest, NULL);
    add_case("/output/leftover-stage", test_leftover_stage, NULL);
    add_case("/output/concurrent", test_concurrent, NULL);
    add_case("/output/undo", test_undo, NULL);
    add_case("/output/undo-first", test_undo_first, NULL);
    add_case("/output/file-limit", test_file_limit, NULL);
    add_case("/output/full-disk", test_full_disk, NULL);
    add_case("/output/full-disk/subprocess", test_full_disk_inside, NULL);
    g_test_add_func("/output/no-exchange", test_no_exchange);
    add_case("/output/no-exchange/subprocess", test_no_exchange_inside, NULL);
    add_case("/output/kept", test_kept, NULL);
    add_case("/output/damaged", test_damaged, NULL);
    add_case("/output/hostile-journal", test_hostile_journal, NULL);
    add_case("/output/verify", test_verify, NULL);
    add_case("/output/many", test_many, NULL);
    add_case("/output/killed", test_killed, NULL);
    return g_test_run();
}
