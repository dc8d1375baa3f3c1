#include "emit/emit.h"

#include "emit/data_tables.h"
#include "emit/document.h"
#include "emit/entry_lines.h"
#include "emit/shown.h"
#include "store/folder.h"
#include "store/output_file.h"

#include <errno.h>
#include <unistd.h>

struct Emission {
    Arena *arena;
    EmitContext context;
    Documents documents;
    GHashTable *by_path; /* path -> Document */
    SourceFingerprints sources;
};

/* What every format wants to write. */
static void list_documents(Emission *emission)
{
    static void (*const emitters[])(const EmitContext *context, Documents *documents) = {
        emit_markdown, emit_html,     emit_scripts,   emit_web,  emit_search,
        emit_json,     emit_csv,      emit_calendars, emit_news, emit_schema,
        emit_database, emit_diagrams, emit_images,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(emitters); i++)
        emitters[i](&emission->context, &emission->documents);
    const GPtrArray *all = emission->documents.all;
    for (guint i = 0; i < all->len; i++) {
        const Document *document = all->pdata[i];
        g_hash_table_insert(emission->by_path, (gpointer)document->path, (gpointer)document);
    }
}

Emission *emission_new(const EmitInput *input, Diagnostics *diags)
{
    Emission *emission = g_new0(Emission, 1);
    emission->arena = arena_new();
    emission->documents = (Documents){emission->arena, g_ptr_array_new()};
    emission->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    emission->sources = input->sources;
    Site *site = site_build(emission->arena, input->kb, input->plates, input->theme->words,
                            input->pictures->items, input->pictures->count);
    site->shows_places = input->shows_places;
    Tables *tables = arena_new0(emission->arena, Tables, 1);
    *tables = tables_of_kb(input->kb, emission->arena);
    emission->context = (EmitContext){
        .kb = input->kb,
        .for_hugo = input->for_hugo,
        .theme = input->theme,
        .site = site,
        .tables = tables,
        .data = data_tables_list(tables, emission->arena),
        .pictures = input->pictures,
        .lines = entry_lines_find(input->kb, emission->arena),
        .progress = input->progress,
        .diags = diags,
    };
    emit_context_fill_templates(&emission->context);
    list_documents(emission);
    return emission;
}

void emission_free(Emission *emission)
{
    if (emission == NULL)
        return;
    emit_context_clear(&emission->context);
    g_hash_table_unref(emission->by_path);
    g_ptr_array_unref(emission->documents.all);
    arena_free(emission->arena);
    g_free(emission);
}

const Document *emission_find(const Emission *emission, const char *path)
{
    return g_hash_table_lookup(emission->by_path, path);
}

/* What writes its file itself. */
static bool render_by_file(const EmitContext *context, const Document *document, GString *out)
{
    g_autofree char *path = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    const int fd = g_file_open_tmp("dieline-XXXXXX", &path, &error);
    if (fd >= 0)
        close(fd);
    const bool written = fd >= 0 && document->write(context, document, path);
    const int problem = errno;
    if (written && g_file_get_contents(path, &bytes, &length, &error))
        g_string_append_len(out, bytes, (gssize)length);
    else
        diag_report(context->diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot make '%s': %s",
                    document->path, error != NULL ? error->message : g_strerror(problem));
    if (fd >= 0)
        unlink(path);
    return bytes != NULL;
}

bool emission_render(const Emission *emission, const Document *document, Arena *scratch,
                     GString *out)
{
    if (document->write != NULL)
        return render_by_file(&emission->context, document, out);
    return document->render(&emission->context, document, scratch, out);
}

/* Queries see drafts, which are not published. */
static bool has_drafts(const Kb *kb)
{
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->draft)
            return true;
    return false;
}

static uint64_t leave_shown(const char *out_path, const EmitContext *context, unsigned workers)
{
    g_autofree char *path = g_build_filename(out_path, OUTPUT_HOME, NULL);
    const int home = folder_open(path);
    if (home < 0)
        return 0;
    const uint64_t shown = shown_leave(home, context, workers);
    close(home);
    return shown;
}

bool emission_write(const Emission *emission, const char *out_path, unsigned workers,
                    OutputSummary *summary)
{
    g_autoptr(Arena) arena = arena_new();
    EmitContext context = emission->context;
    context.fingerprints =
        fingerprints_make(context.site, &emission->sources, context.lines, workers, arena);
    if (!output_write(out_path, &context, &emission->documents, workers, context.diags, summary))
        return false;
    if (has_drafts(context.kb))
        summary->database = (OutputFile){0};
    summary->shown = leave_shown(out_path, &context, workers);
    return true;
}

bool emission_verify(const Emission *emission, const char *out_path, unsigned workers)
{
    return output_verify(out_path, &emission->context, &emission->documents, workers);
}
