/* What is compiled once can be written any number of times, as of any day. */
#include "diag/render.h"
#include "layout/layout.h"
#include "publish.h"

#include "folder_fixture.h"

#include <glib.h>
#include <string.h>

enum { JOBS = 4 };

static char *new_folder(void)
{
    char *folder = g_dir_make_tmp("dieline-compile-XXXXXX", NULL);
    g_assert_nonnull(folder);
    return folder;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Appends what is below a folder: paths, sorted, and their bytes. */
static void append_tree(const char *root, const char *relative, GString *all)
{
    g_autofree char *path = g_build_filename(root, relative, NULL);
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    if (directory == NULL) {
        char *bytes;
        gsize length;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_string_append_printf(all, "%s %zu\n", relative, length);
        g_string_append_len(all, bytes, (gssize)length);
        g_free(bytes);
        return;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;)
        if (strcmp(name, ".dieline") != 0)
            g_ptr_array_add(names, g_build_filename(relative, name, NULL));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        append_tree(root, names->pdata[i], all);
}

static char *hash_tree(const char *root)
{
    g_autoptr(GString) all = g_string_new(NULL);
    append_tree(root, "", all);
    g_assert_cmpuint(all->len, >, 100000);
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)all->str, all->len);
}

static char *self(void)
{
    return g_file_read_link("/proc/self/exe", NULL);
}

static Edtf past_day(void)
{
    Edtf day;
    Problem problem;
    g_assert_true(edtf_parse("2025-06", &day, &problem));
    return day;
}

static void write_to(const Compilation *compilation, const char *folder, Diagnostics *diags)
{
    OutputSummary summary;
    g_assert_true(publish_write(compilation, folder, diags, &summary));
}

/* What a run of its own writes. */
static char *write_alone(const Edtf *as_of)
{
    g_autofree char *program = self();
    g_autofree char *folder = new_folder();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const CompileOptions options = {
        .kb_path = "kb", .as_of = as_of, .jobs = JOBS, .program = program, .once = true};
    g_autoptr(Compilation) compilation = compile_kb(&options, diags);
    write_to(compilation, folder, diags);
    char *hash = hash_tree(folder);
    folder_remove(folder);
    return hash;
}

/* As of today, once for all tests. */
static const char *now_alone(void)
{
    static char *hash = NULL;
    if (hash == NULL)
        hash = write_alone(NULL);
    return hash;
}

static void test_three_times(void)
{
    g_autofree char *program = self();
    g_autofree char *one = new_folder();
    g_autofree char *other = new_folder();
    const Edtf day = past_day();
    g_autofree char *then_alone = write_alone(&day);
    g_assert_cmpstr(now_alone(), !=, then_alone);

    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(Diagnostics) then_diags = diagnostics_new();
    const CompileOptions options = {.kb_path = "kb", .jobs = JOBS, .program = program};
    g_autoptr(Compilation) now = compile_kb(&options, diags);
    g_autoptr(Compilation) then = compile_as_of(now, &day, then_diags);
    write_to(now, one, diags);
    g_autofree char *first = hash_tree(one);
    write_to(then, other, then_diags);
    g_autofree char *second = hash_tree(other);
    folder_remove(one);
    write_to(now, one, diags);
    g_autofree char *third = hash_tree(one);
    g_assert_cmpstr(first, ==, now_alone());
    g_assert_cmpstr(second, ==, then_alone);
    g_assert_cmpstr(third, ==, now_alone());
    folder_remove(one);
    folder_remove(other);
}

/* Two days are compiled in either order, and what was compiled first may go first. */
static void test_order(void)
{
    g_autofree char *folder = new_folder();
    const Edtf day = past_day();
    g_autofree char *program = self();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(Diagnostics) now_diags = diagnostics_new();
    const CompileOptions options = {
        .kb_path = "kb", .as_of = &day, .jobs = JOBS, .program = program};
    Compilation *then = compile_kb(&options, diags);
    g_autoptr(Compilation) now = compile_as_of(then, NULL, now_diags);
    compilation_free(then);
    write_to(now, folder, now_diags);
    g_autofree char *hash = hash_tree(folder);
    g_assert_cmpstr(hash, ==, now_alone());
    folder_remove(folder);
}

static char *compile_and_say(const char *kb, bool later, const char *strict, bool *waited)
{
    GString *text = g_string_new(NULL);
    DiagId id;
    g_autoptr(Diagnostics) diags = diagnostics_new();
    if (strict != NULL && diag_find(strict, &id))
        diagnostics_set_severity(diags, id, SEVERITY_ERROR);
    const CompileOptions options = {.kb_path = kb, .jobs = JOBS, .warns_later = later};
    g_autoptr(Compilation) compilation = compile_kb(&options, diags);
    *waited = compilation_is_unfinished(compilation);
    if (*waited)
        compilation_finish(compilation, diags);
    g_assert_false(compilation_is_unfinished(compilation));
    diag_render(diags, (DiagRendering){.format = DIAG_TEXT}, text);
    return g_string_free(text, FALSE);
}

/* What is said later is what would have been said at once; it waits for nothing that decides. */
static void test_later(void)
{
    static const struct {
        const char *kb, *strict;
        bool waits;
    } cases[] = {
        {"tests/cases/relation-disputed/kb", NULL, true},
        {"tests/cases/model-natural-order/kb", NULL, true},
        {"tests/cases/accept-unused/kb", NULL, true},
        {"tests/cases/accept-unused/kb", "accept.unused", false},
        {"tests/cases/relation-disputed/kb", "value.outlier", true},
        {"tests/cases/anchors-in-prose/kb", NULL, false},
        {"kb", NULL, false}, /* it has rules */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool waited;
        g_autofree char *at_once = compile_and_say(cases[i].kb, false, cases[i].strict, &waited);
        g_assert_false(waited);
        g_autofree char *later = compile_and_say(cases[i].kb, true, cases[i].strict, &waited);
        g_assert_cmpint(waited, ==, cases[i].waits);
        g_assert_cmpstr(later, ==, at_once);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "layout-worker") == 0)
        layout_worker_main();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compile/three-times", test_three_times);
    g_test_add_func("/compile/order", test_order);
    g_test_add_func("/compile/later", test_later);
    return g_test_run();
}
