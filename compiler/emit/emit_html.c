/* The web site: pages, the assets they use, and the diagrams as files to take away. */
#include "emit/page_documents.h"

#include <string.h>

static bool render_asset(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    gsize length;
    reads_note_whole(context->reads, READ_BASE);
    const char *bytes = g_bytes_get_data((GBytes *)document->subject, &length);
    g_string_append_len(out, bytes, (gssize)length);
    return true;
}

static bool render_entrance(const EmitContext *context, const Document *document, Arena *scratch,
                            GString *out)
{
    const Kb *kb = context->kb;
    reads_note_whole(context->reads, READ_BASE);
    View *root = view_new_map(scratch);
    view_put_shared(scratch, root, "words", context->site->words[0]->tree);
    view_put_text(scratch, root, "lang", kb->languages[0]);
    view_put_text(scratch, root, "site_name", localised_get(kb->name, 0));
    view_put_text(scratch, root, "base_url", kb->base_url);
    View *languages = view_put_list(scratch, root, "languages");
    for (size_t i = 0; i < kb->language_count; i++) {
        const char *name = words_find(context->site->words[i], "language.name");
        View *item = view_append_map(scratch, languages);
        view_put_text(scratch, item, "code", kb->languages[i]);
        view_put_text(scratch, item, "title", localised_get(kb->name, i));
        view_put_text(scratch, item, "name", name != NULL ? name : kb->languages[i]);
    }
    return template_render(context->html[0], "entrance", root, out) ||
           page_document_fail(context, "entrance", document);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_assets(const EmitContext *context, Documents *documents)
{
    guint count;
    g_autofree gpointer *names = g_hash_table_get_keys_as_array(context->theme->assets, &count);
    qsort(names, count, sizeof *names, compare_names);
    for (guint i = 0; i < count; i++) {
        const char *name = names[i];
        documents_add(documents, arena_printf(documents->arena, "site/assets/%s", name),
                      render_asset, g_hash_table_lookup(context->theme->assets, name), 0);
    }
}

void emit_html(const EmitContext *context, Documents *documents)
{
    documents_add(documents, "site/index.html", render_entrance, NULL, 0);
    page_documents_add(context, documents, PAGE_FORMAT_HTML, "site");
    add_assets(context, documents);
}
