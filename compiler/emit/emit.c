#include "emit/emit.h"

#include "emit/document.h"

/* What every format wants to write. */
static void list_documents(const EmitContext *context, Documents *documents)
{
    static void (*const emitters[])(const EmitContext *context, Documents *documents) = {
        emit_markdown, emit_html, emit_json, emit_csv, emit_schema, emit_database, emit_diagrams,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(emitters); i++)
        emitters[i](context, documents);
}

bool emit_write(const EmitInput *input, const char *out_path, unsigned workers, Diagnostics *diags,
                OutputSummary *summary)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    Documents documents = {arena, all};
    const EmitContext context = {
        .kb = input->kb,
        .theme = input->theme,
        .site = site_build(arena, input->kb, input->plates, input->theme->words,
                           input->pictures->items, input->pictures->count),
        .pictures = input->pictures,
        .diags = diags,
    };
    list_documents(&context, &documents);
    return output_write(out_path, &context, &documents, workers, diags, summary);
}
