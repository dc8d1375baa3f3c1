/* What is open in an editor stands for what lies in the folder, and for what does not lie there
 * yet. */
#include "compile.h"

#include "folder_fixture.h"

#include <glib.h>
#include <string.h>

static const char settings[] = "format: 1\nname: Base\nlanguages: [en]\n";

typedef struct Fixture {
    char *folder;
    Overlay *overlay;  /* what is open now */
    Overlay *compiled; /* what was, when it was compiled */
    Diagnostics *diags;
    Compilation *compilation;
    int64_t looked;
} Fixture;

static void fixture_set_up(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->folder = g_dir_make_tmp("dieline-overlay-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
    folder_write(fixture->folder, "kb.yaml", settings);
    folder_write(fixture->folder, "organizations/one.yaml", "name: One\nkind: company\n");
    fixture->overlay = overlay_new();
}

static void fixture_tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    compilation_free(fixture->compilation);
    if (fixture->diags != NULL)
        diagnostics_free(fixture->diags);
    overlay_unref(fixture->overlay);
    overlay_unref(fixture->compiled);
    folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static void open_text(const Fixture *fixture, const char *relative, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    overlay_put(fixture->overlay, relative, bytes);
}

/* Of what lies there and what is open now; afterwards other things can be opened. */
static void compile_now(Fixture *fixture)
{
    Diagnostics *diags = diagnostics_new();
    const CompileOptions options = {
        .kb_path = fixture->folder, .overlay = fixture->overlay, .jobs = 1};
    Compilation *compilation =
        fixture->compilation == NULL
            ? compile_kb(&options, diags)
            : compile_again(fixture->compilation, fixture->overlay, fixture->looked, diags);
    compilation_free(fixture->compilation);
    if (fixture->diags != NULL)
        diagnostics_free(fixture->diags);
    fixture->compilation = compilation;
    fixture->diags = diags;
    fixture->looked = 0;
    overlay_unref(fixture->compiled);
    fixture->compiled = fixture->overlay;
    fixture->overlay = overlay_new();
}

static const char *name_of(const Fixture *fixture, const char *id)
{
    const Entry *entry = kb_find_entry(compilation_kb(fixture->compilation), id);
    return entry != NULL ? localised_get(entry->name, 0) : "nobody";
}

static void test_open_file_counts(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    open_text(fixture, "organizations/one.yaml", "name: Another\nkind: company\n");
    compile_now(fixture);
    g_assert_cmpstr(name_of(fixture, "one"), ==, "Another");
    g_assert_true(compilation_stands(fixture->compilation, fixture->compiled, &fixture->looked));
    compile_now(fixture); /* closed without being saved */
    g_assert_cmpstr(name_of(fixture, "one"), ==, "One");
}

static void test_settings_can_be_open(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    compile_now(fixture);
    open_text(fixture, "kb.yaml", "format: 1\nname: Other\nlanguages: [en]\n");
    compile_now(fixture);
    g_assert_cmpstr(localised_get(compilation_kb(fixture->compilation)->name, 0), ==, "Other");
}

static void test_unsaved_file_is_there(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    open_text(fixture, "sources/new.yaml", "name: New\n");
    open_text(fixture, "sources/.hidden.yaml", "name: Hidden\n");
    open_text(fixture, "sources/backup.yaml~", "name: Backup\n");
    compile_now(fixture);
    g_assert_cmpstr(name_of(fixture, "new"), ==, "New");
    g_assert_cmpuint(compilation_kb(fixture->compilation)->entry_count, ==, 2);
    compile_now(fixture);
    g_assert_cmpstr(name_of(fixture, "new"), ==, "nobody");
}

static void test_output_folder_is_passed_over(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    folder_write(fixture->folder, "out/.dieline/manifest", "");
    open_text(fixture, "out/data/new.yaml", "name: New\n");
    compile_now(fixture);
    g_assert_cmpuint(compilation_kb(fixture->compilation)->entry_count, ==, 1);
}

static void test_same_text_is_not_read_again(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    compile_now(fixture);
    InputFile *before = input_file_ref(compilation_files(fixture->compilation)->entries->pdata[0]);
    open_text(fixture, "organizations/one.yaml", "name: One\nkind: company\n");
    compile_now(fixture);
    g_assert_true(before == compilation_files(fixture->compilation)->entries->pdata[0]);
    input_file_unref(before);
}

static bool stands(Fixture *fixture)
{
    return compilation_stands(fixture->compilation, fixture->overlay, &fixture->looked);
}

/* To open what lies there changes nothing; what differs, is new, or was closed unsaved does. */
static void test_what_stands(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    compile_now(fixture);
    g_assert_true(stands(fixture));
    open_text(fixture, "organizations/one.yaml", "name: One\nkind: company\n");
    g_assert_true(stands(fixture));
    open_text(fixture, "organizations/one.yaml", "name: Two\nkind: company\n");
    g_assert_false(stands(fixture));
    compile_now(fixture);
    g_assert_false(stands(fixture));
    compile_now(fixture);
    open_text(fixture, "sources/new.yaml", "name: New\n");
    g_assert_false(stands(fixture));
}

/* What lies there may change under an open file: that says nothing. */
static void test_saved_elsewhere(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    open_text(fixture, "organizations/one.yaml", "name: Another\nkind: company\n");
    compile_now(fixture);
    folder_write(fixture->folder, "organizations/one.yaml", "name: Third\nkind: company\n");
    g_assert_true(compilation_stands(fixture->compilation, fixture->compiled, &fixture->looked));
    compile_now(fixture);
    g_assert_cmpstr(name_of(fixture, "one"), ==, "Third");
}

static void test_large_text_is_refused(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    g_autofree char *text = g_strnfill(YAML_FILE_MAX + 1, '#');
    open_text(fixture, "organizations/one.yaml", text);
    compile_now(fixture);
    const GPtrArray *all = diagnostics_sorted(fixture->diags);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpstr(diagnostic_slug(all->pdata[0]), ==, "yaml.size");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) \
    g_test_add("/overlay/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
    ADD(open_file_counts);
    ADD(settings_can_be_open);
    ADD(unsaved_file_is_there);
    ADD(output_folder_is_passed_over);
    ADD(same_text_is_not_read_again);
    ADD(what_stands);
    ADD(saved_elsewhere);
    ADD(large_text_is_refused);
#undef ADD
    return g_test_run();
}
