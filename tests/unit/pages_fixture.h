/*
 * pages_fixture.h - whole pages, in both formats, from small knowledge bases written to a folder of
 * their own.
 */
#pragma once

#include "compile.h"
#include "diagram/picture.h"
#include "emit/data_tables.h"
#include "emit/document.h"
#include "emit/entry_lines.h"

#include "folder_fixture.h"

#include <string.h>

typedef struct TestFile {
    const char *path;
    const char *text;
} TestFile;

/* A knowledge base and what it renders to: path -> text. */
typedef struct Rendered {
    char *folder;
    Diagnostics *diags;
    Compilation *compilation;
    Pictures *pictures;
    Arena *arena;
    KbFiles *files;
    Theme *theme;
    EmitContext context;
    GHashTable *documents;
} Rendered;

static void render_all(Rendered *rendered)
{
    Documents documents = {rendered->arena, g_ptr_array_new()};
    emit_html(&rendered->context, &documents);
    emit_search(&rendered->context, &documents);
    emit_scripts(&rendered->context, &documents);
    emit_web(&rendered->context, &documents);
    emit_json(&rendered->context, &documents);
    emit_csv(&rendered->context, &documents);
    emit_schema(&rendered->context, &documents);
    emit_database(&rendered->context, &documents);
    emit_markdown(&rendered->context, &documents);
    emit_calendars(&rendered->context, &documents);
    emit_news(&rendered->context, &documents);
    emit_diagrams(&rendered->context, &documents);
    for (guint i = 0; i < documents.all->len; i++) {
        const Document *document = documents.all->pdata[i];
        g_autoptr(Arena) scratch = arena_new();
        GString *out = g_string_new(NULL);
        /* What writes itself is only there. */
        g_assert_true(document->render == NULL ||
                      document->render(&rendered->context, document, scratch, out));
        g_assert_true(g_hash_table_insert(rendered->documents, (char *)document->path,
                                          g_string_free(out, FALSE)));
    }
    g_ptr_array_unref(documents.all);
}

static void assert_no_errors(Diagnostics *diags)
{
    const GPtrArray *sorted = diagnostics_sorted(diags);
    for (guint i = 0; i < sorted->len; i++) {
        const Diagnostic *diagnostic = sorted->pdata[i];
        if (diagnostic->severity >= SEVERITY_ERROR)
            g_error("%s: %s", diag_slug(diagnostic->id), diagnostic->message);
    }
}

static Rendered render(const TestFile *files, size_t count)
{
    Rendered rendered = {0};
    rendered.folder = g_dir_make_tmp("dieline-pages-XXXXXX", NULL);
    g_assert_nonnull(rendered.folder);
    for (size_t i = 0; i < count; i++)
        folder_write(rendered.folder, files[i].path, files[i].text);
    rendered.diags = diagnostics_new();
    rendered.compilation =
        compile_kb(&(CompileOptions){.kb_path = rendered.folder, .jobs = 1}, rendered.diags);
    assert_no_errors(rendered.diags);
    const Kb *kb = compilation_kb(rendered.compilation);
    const Plates *plates = compilation_plates(rendered.compilation);
    rendered.pictures = pictures_draw(kb, plates, compilation_words(rendered.compilation),
                                      &(Layouter){.executable = NULL}, 1, rendered.diags);
    rendered.arena = arena_new();
    rendered.files = kb_files_read(rendered.folder, NULL, 1, rendered.diags);
    rendered.theme = theme_load(rendered.files, kb, rendered.diags);
    Tables *tables = arena_new0(rendered.arena, Tables, 1);
    *tables = tables_of_kb(kb, rendered.arena);
    rendered.context = (EmitContext){
        .kb = kb,
        .theme = rendered.theme,
        .site = site_build(rendered.arena, kb, plates, rendered.theme->words,
                           rendered.pictures->items, rendered.pictures->count),
        .tables = tables,
        .data = data_tables_list(tables, rendered.arena),
        .pictures = rendered.pictures,
        .lines = entry_lines_find(kb, rendered.arena),
        .diags = rendered.diags,
    };
    emit_context_fill_templates(&rendered.context);
    rendered.documents = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    render_all(&rendered);
    return rendered;
}

static void rendered_clear(Rendered *rendered)
{
    g_hash_table_unref(rendered->documents);
    emit_context_clear(&rendered->context);
    theme_free(rendered->theme);
    kb_files_free(rendered->files);
    pictures_free(rendered->pictures);
    compilation_free(rendered->compilation);
    diagnostics_free(rendered->diags);
    arena_free(rendered->arena);
    folder_remove(rendered->folder);
    g_free(rendered->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rendered, rendered_clear)

static const char *document_text(const Rendered *rendered, const char *path)
{
    const char *text = g_hash_table_lookup(rendered->documents, path);
    if (text == NULL)
        g_error("there is no document '%s'", path);
    return text;
}

static void assert_has(const Rendered *rendered, const char *path, const char *part)
{
    if (strstr(document_text(rendered, path), part) == NULL)
        g_error("'%s' lacks '%s':\n%s", path, part, document_text(rendered, path));
}

static void assert_lacks(const Rendered *rendered, const char *path, const char *part)
{
    if (strstr(document_text(rendered, path), part) != NULL)
        g_error("'%s' has '%s'", path, part);
}
