/*
 * fuzz-compile.c - the whole compiler on bytes.
 *
 * The bytes are one file of a small knowledge base, compiled from its folder to its pages. They are
 * the entry chips/fuzz.yaml, or, if they begin with a line "#@PATH", the file PATH of the list
 * below. Nothing may crash, hang, leak, or write outputs where there was an error.
 *
 * Built twice: with libFuzzer (preset fuzz), and with a main() of its own as a plain test that runs
 * the files named on its command line.
 */
#include "compile.h"
#include "diag/render.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const paths[] = {
    "chips/fuzz.yaml",       "kb.yaml",           "schema/fuzz.yaml",   "i18n/en.yaml",
    "diagrams/roadmap.yaml", "pages/en/about.md", "sources/paper.yaml",
};

/* The good files around the one that is fuzzed. */
static const struct {
    const char *path;
    const char *text;
} neighbours[] = {
    {"kb.yaml", "format: 1\nname: {en: Fuzz, zh: 模糊}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"},
    {"organizations/acme.yaml", "name: Acme\nsource: paper\n"},
    {"sources/paper.yaml", "title: Paper\npublished: 2025-06\n"},
    {"chips/one.yaml",
     "name: One\nmaker: acme\nsource: paper\nmilestones:\n  - {event: tape_out, date: 2021}\n"},
    {"diagrams/roadmap.yaml", "kind: timeline\ntitle: Roadmap\nselect: {class: Chip}\n"},
};

/* The folder that holds kb/ and out/, made on the first input. */
static const char *workplace(void)
{
    static char *folder;
    if (folder != NULL)
        return folder;
    folder = g_dir_make_tmp("dieline-fuzz-XXXXXX", NULL);
    g_assert_nonnull(folder);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *path = g_build_filename(folder, "kb", paths[i], NULL);
        g_autofree char *parent = g_path_get_dirname(path);
        g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    }
    g_autofree char *parent = g_build_filename(folder, "kb", "organizations", NULL);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    return folder;
}

static void write_file(const char *relative, const void *bytes, size_t size)
{
    g_autofree char *path = g_build_filename(workplace(), "kb", relative, NULL);
    FILE *file = fopen(path, "wb");
    g_assert_nonnull(file);
    g_assert_cmpuint(fwrite(bytes, 1, size, file), ==, size);
    g_assert_cmpint(fclose(file), ==, 0);
}

static void remove_file(const char *relative)
{
    g_autofree char *path = g_build_filename(workplace(), "kb", relative, NULL);
    g_unlink(path);
}

/* Splits off the line "#@PATH"; the default otherwise. */
static const char *choose_path(const uint8_t **data, size_t *size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *line = g_strdup_printf("#@%s\n", paths[i]);
        const size_t length = strlen(line);
        if (*size < length || memcmp(*data, line, length) != 0)
            continue;
        *data += length;
        *size -= length;
        return paths[i];
    }
    return paths[0];
}

static void compile(void)
{
    g_autofree char *kb = g_build_filename(workplace(), "kb", NULL);
    g_autofree char *out = g_build_filename(workplace(), "out", NULL);
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const CompileOptions options = {.kb_path = kb, .jobs = 1, .program = NULL};
    g_autoptr(Compilation) compilation = compile_kb(&options, diags);
    OutputSummary summary;
    if (!diagnostics_has_errors(diags))
        compilation_write(compilation, out, diags, &summary);
    for (DiagFormat format = 0; format < DIAG_FORMAT_COUNT; format++) {
        g_autoptr(GString) text = g_string_new(NULL);
        diag_render(diags, format, true, text);
        g_assert_true(g_utf8_validate_len(text->str, text->len, NULL));
    }
    /* An error of the environment would be ours: the folder is sound. */
    g_assert_cmpint(diagnostics_exit_status(diags), <, 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        remove_file(paths[i]);
    workplace();
    for (size_t i = 0; i < G_N_ELEMENTS(neighbours); i++)
        write_file(neighbours[i].path, neighbours[i].text, strlen(neighbours[i].text));
    const char *path = choose_path(&data, &size);
    write_file(path, data, size);
    compile();
    return 0;
}

#ifndef DIELINE_FUZZER
int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        g_autofree char *bytes = NULL;
        gsize size;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &bytes, &size, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 2;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    }
    printf("%d inputs\n", argc - 1);
    return argc > 1 ? 0 : 2;
}
#endif
