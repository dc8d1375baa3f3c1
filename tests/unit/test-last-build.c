/* What a build leaves answers questions as the knowledge base itself would, or not at all. */
#include "last_build.h"

#include "emit/show.h"
#include "publish.h"
#include "query/query.h"
#include "store/program.h"

#include "folder_fixture.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>

static const char LISTED[] = "SELECT id, class, name FROM entries ORDER BY id DESC";

/* A knowledge base, and what was built of it. */
typedef struct Fixture {
    char *folder;
    char *kb_path;
    char *out;
    BuildRequest request;
    Diagnostics *diags;
    Compilation *compilation; /* that was written */
} Fixture;

static void write_kb(const Fixture *f)
{
    folder_write(f->folder, "kb/kb.yaml",
                 "format: 1\nname: {en: Parts, zh: 器件}\nlanguages: [en, zh]\nas_of: 2025-06\n");
    folder_write(f->folder, "kb/sources/paper.yaml",
                 "name: Paper\ntitle: A paper\npublished: 2025-01\nurl: https://example.org/\n");
    folder_write(f->folder, "kb/organizations/acme.yaml",
                 "name: {en: Acme, zh: 甲}\nsource: paper\n");
    folder_write(f->folder, "kb/chips/x1.yaml",
                 "name: {en: X1, zh: 甲一}\nformer_ids: [old-x1]\nmaker: acme\ntdp: 300 W\n"
                 "milestones:\n  - {event: tape_out, date: 2024-05}\nsource: paper\n");
    folder_write(f->folder, "kb/chips/x2.yaml",
                 "name: {en: X2, zh: 甲二}\nmaker: acme\nsuccessor_of: x1\n"
                 "composed_of:\n  - {part: x1, count: 2}\nsource: paper\n");
}

static void build(Fixture *f)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    const CompileOptions options = {.kb_path = f->kb_path, .jobs = 2, .program = program};
    g_clear_pointer(&f->compilation, compilation_free);
    g_clear_pointer(&f->diags, diagnostics_free);
    f->diags = diagnostics_new();
    f->compilation = compile_kb(&options, f->diags);
    OutputSummary summary;
    g_assert_true(publish_write(f->compilation, f->out, f->diags, &summary));
    g_assert_cmpuint(summary.history, !=, 0);
    last_build_note(&f->request, f->compilation, &summary, f->diags);
}

static void setup(Fixture *f, gconstpointer data)
{
    (void)data;
    f->folder = g_dir_make_tmp("dieline-last-XXXXXX", NULL);
    g_assert_nonnull(f->folder);
    f->kb_path = g_build_filename(f->folder, "kb", NULL);
    f->out = g_build_filename(f->folder, "out", NULL);
    f->request = (BuildRequest){f->kb_path, f->out, "", false};
    write_kb(f);
    build(f);
}

static void teardown(Fixture *f, gconstpointer data)
{
    (void)data;
    compilation_free(f->compilation);
    diagnostics_free(f->diags);
    folder_remove(f->folder);
    g_free(f->folder);
    g_free(f->kb_path);
    g_free(f->out);
}

/* What the knowledge base itself says; `class` of the list, else of one entry. */
static GString *say(const Fixture *f, const Entry *entry, const char *class, size_t language)
{
    GString *text = g_string_new(NULL);
    const Kb *kb = compilation_kb(f->compilation);
    const Words *words = compilation_words(f->compilation)[language];
    if (entry != NULL)
        show_entry(kb, entry, language, words, text);
    else
        show_list(kb, class != NULL ? schema_find_class(kb->schema, class) : NULL, language, words,
                  text);
    return text;
}

/* Every text that was left is just that, or, if `may_fail`, is not given. Returns how many are. */
static unsigned compare_texts(const Fixture *f, const LastBuild *last, bool may_fail)
{
    static const char *const classes[] = {NULL, "Chip", "Source", "Entry"};
    const Kb *kb = compilation_kb(f->compilation);
    unsigned count = 0;
    for (size_t i = 0; i < kb->entry_count + G_N_ELEMENTS(classes); i++)
        for (size_t k = 0; k < kb->language_count; k++) {
            const bool is_entry = i < kb->entry_count;
            const Entry *entry = is_entry ? kb->entries[i] : NULL;
            const char *class = is_entry ? NULL : classes[i - kb->entry_count];
            g_autoptr(GString) text = g_string_new(NULL);
            g_autoptr(GString) wanted = say(f, entry, class, k);
            if (is_entry ? last_build_append_entry(last, kb->entries[i]->id, kb->languages[k], text)
                         : last_build_append_list(last, class, kb->languages[k], text)) {
                g_assert_cmpstr(text->str, ==, wanted->str);
                count++;
            } else {
                g_assert_true(may_fail);
                g_assert_cmpuint(text->len, ==, 0);
            }
        }
    return count;
}

static void test_texts(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    g_assert_nonnull(last);
    g_assert_cmpuint(compare_texts(f, last, false), ==, 16);
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_false(last_build_append_entry(last, "x3", NULL, text));
    g_assert_false(last_build_append_entry(last, "x1", "de", text));
    g_assert_false(last_build_append_entry(last, "old-x1", NULL, text));
    g_assert_false(last_build_append_list(last, "Chips", NULL, text));
    g_assert_cmpuint(text->len, ==, 0);
}

static char *ask(Database *database)
{
    const SourceFile sql = {"query", "query", LISTED, strlen(LISTED)};
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_true(query_run(database, &sql, QUERY_JSON, &query_limits, out, diags));
    return g_strdup(out->str);
}

static void test_database(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    g_autoptr(GBytes) bytes = last_build_database(last);
    g_assert_nonnull(bytes);
    g_autoptr(Database) left = database_open_bytes(bytes);
    g_assert_nonnull(left);
    g_autoptr(Database) made = database_new(compilation_kb(f->compilation), true);
    g_autofree char *answer = ask(left);
    g_autofree char *wanted = ask(made);
    g_assert_cmpstr(answer, ==, wanted);
    g_autoptr(GBytes) none = g_bytes_new("no database", 11);
    g_assert_null(database_open_bytes(none));
}

/* Queries see drafts; what is published does not. */
static void test_drafts(Fixture *f, gconstpointer data)
{
    (void)data;
    folder_write(f->folder, "kb/chips/x3.yaml",
                 "name: X3\nmaker: acme\ndraft: true\nsource: paper\n");
    build(f);
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    g_assert_nonnull(last);
    g_assert_null(last_build_database(last));
    compare_texts(f, last, false);
}

/* Whatever has become of the inputs: what was left speaks of others. */
static void test_stale(Fixture *f, gconstpointer data)
{
    (void)data;
    BuildRequest other = f->request;
    other.options = "as_of=2024\n";
    g_assert_null(last_build_open(&other));
    folder_write(f->folder, "kb/chips/x1.yaml",
                 "name: {en: X1, zh: 甲一}\nmaker: acme\ntdp: 301 W\n");
    g_assert_null(last_build_open(&f->request));
    write_kb(f);
    build(f);
    folder_write(f->folder, "kb/chips/x4.yaml", "name: X4\n");
    g_assert_null(last_build_open(&f->request));
}

/* The database is not the one that was written. */
static void test_other_database(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(f->out, "data", "kb.sqlite", NULL);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length / 2] = (char)(bytes[length / 2] ^ 1);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    g_assert_null(last_build_database(last));
    g_assert_cmpint(g_remove(path), ==, 0);
    g_assert_null(last_build_database(last));
}

static void damage(const Fixture *f, const LastBuild *last, const char *path)
{
    enum { EVERY = 61 }; /* bytes */
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize i = 0; i < length; i += EVERY) {
        bytes[i] = (char)(bytes[i] ^ 4);
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
        compare_texts(f, last, true);
        bytes[i] = (char)(bytes[i] ^ 4);
        g_assert_true(g_file_set_contents(path, bytes, (gssize)i, NULL));
        compare_texts(f, last, true);
    }
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static void test_damage(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    g_autofree char *shown = g_build_filename(f->out, ".dieline", "shown", NULL);
    g_autoptr(GDir) directory = g_dir_open(shown, 0, NULL);
    unsigned count = 0;
    for (const char *name; (name = g_dir_read_name(directory)) != NULL; count++) {
        g_autofree char *path = g_build_filename(shown, name, NULL);
        damage(f, last, path);
    }
    g_assert_cmpuint(count, ==, 3); /* keys, list, texts */
    compare_texts(f, last, false);
}

/* Another build has left its own meanwhile. */
static void test_other_build(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(LastBuild) last = last_build_open(&f->request);
    folder_write(f->folder, "kb/chips/x1.yaml",
                 "name: {en: X1a, zh: 甲一}\nmaker: acme\ntdp: 302 W\nsource: paper\n");
    build(f);
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_false(last_build_append_entry(last, "x1", NULL, text));
    g_assert_false(last_build_append_list(last, NULL, NULL, text));
    g_assert_null(last_build_database(last));
    g_autoptr(LastBuild) now = last_build_open(&f->request);
    compare_texts(f, now, false);
}

/* A library that comes in later, as libgcc does when a thread ends, makes no other program. */
static void test_program(Fixture *f, gconstpointer data)
{
    (void)f;
    (void)data;
    const uint64_t before = program_fingerprint();
    void *library = dlopen("libgcc_s.so.1", RTLD_NOW);
    g_assert_cmpuint(program_fingerprint(), ==, before);
    if (library != NULL)
        dlclose(library);
}

static void add(const char *path, void (*test)(Fixture *f, gconstpointer data))
{
    g_test_add(path, Fixture, NULL, setup, test, teardown);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("/last-build/texts", test_texts);
    add("/last-build/database", test_database);
    add("/last-build/drafts", test_drafts);
    add("/last-build/stale", test_stale);
    add("/last-build/other-database", test_other_database);
    add("/last-build/damage", test_damage);
    add("/last-build/other-build", test_other_build);
    add("/last-build/program", test_program);
    return g_test_run();
}
