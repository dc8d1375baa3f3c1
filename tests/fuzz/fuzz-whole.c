/*
 * fuzz-whole.c - the whole compiler on bytes.
 *
 * The bytes are one file of a small knowledge base, compiled from its folder to its pages. They are
 * the entry chips/fuzz.yaml, or, if they begin with a line "#@PATH", the file PATH of the list
 * below. Nothing may crash, hang, leak, or write outputs where there was an error.
 */
#include "fuzz.h"

#include "diag/render.h"
#include "publish.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const paths[] = {
    "kb/chips/fuzz.yaml",    "kb/kb.yaml",
    "kb/schema/fuzz.yaml",   "kb/schema/units.xml",
    "kb/i18n/en.yaml",       "kb/diagrams/roadmap.yaml",
    "kb/pages/en/about.md",  "kb/rules/fuzz.sql",
    "kb/sources/paper.yaml", "kb/templates/html/entry.mustache",
};

/* The good files around the one that is fuzzed. */
static const struct {
    const char *path;
    const char *text;
} neighbours[] = {
    {"kb/kb.yaml",
     "format: 1\nname: {en: Fuzz, zh: 模糊}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"},
    {"kb/organizations/acme.yaml", "name: Acme\nsource: paper\n"},
    {"kb/sources/paper.yaml", "title: Paper\npublished: 2025-06\n"},
    {"kb/chips/one.yaml",
     "name: One\nmaker: acme\nsource: paper\nmilestones:\n  - {event: tape_out, date: 2021}\n"},
    {"kb/diagrams/roadmap.yaml", "kind: timeline\ntitle: Roadmap\nselect: {class: Chip}\n"},
};

/* The folder that holds kb/ and out/; on the first input, with the good files in it. */
static const char *workplace(void)
{
    static const char *folder;
    if (folder != NULL)
        return folder;
    folder = fuzz_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(neighbours); i++)
        fuzz_write_file(folder, neighbours[i].path, neighbours[i].text, strlen(neighbours[i].text));
    return folder;
}

/* Puts back what was there before the input, if anything. */
static void restore(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(neighbours); i++)
        if (strcmp(neighbours[i].path, path) == 0) {
            fuzz_write_file(workplace(), path, neighbours[i].text, strlen(neighbours[i].text));
            return;
        }
    g_autofree char *whole = g_build_filename(workplace(), path, NULL);
    g_assert_cmpint(g_unlink(whole), ==, 0);
}

/* Splits off the line "#@PATH"; the default otherwise. */
static const char *choose_path(const uint8_t **data, size_t *size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *line = g_strdup_printf("#@%s\n", paths[i] + strlen("kb/"));
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
        publish_write(compilation, out, diags, &summary);
    for (DiagFormat format = 0; format < DIAG_FORMAT_COUNT; format++) {
        g_autoptr(GString) text = g_string_new(NULL);
        diag_render(diags, format, true, NULL, text);
        g_assert_true(g_utf8_validate_len(text->str, text->len, NULL));
    }
    /* An error of the environment would be ours: the folder is sound. */
    g_assert_cmpint(diagnostics_exit_status(diags), <, 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = choose_path(&data, &size);
    fuzz_write_file(workplace(), path, data, size);
    compile();
    restore(path);
    return 0;
}
