/*
 * What scripts of the site load: files that call a function with HTML that pages have, too, since
 * a page that was opened as a file cannot read others.
 *
 * index/<folder>-<n>.js: the rows of a class's index that stand on its page n, where it has
 * several. <folder>/<id>.js: what an entry says, to be seen beside others (page/compared.h): its
 * rows (place among all, name, title, title of their group, the cell, what that comes to, true if
 * it is a base's) and its sources, by the numbers that cells cite. Addresses are those of
 * compare.html.
 */
#include "base/json.h"
#include "emit/page_documents.h"
#include "page/compared.h"

/* Writes what a template of pages makes of the view as a text. */
static bool put_html(const EmitContext *context, const Document *document, const char *name,
                     const View *view, Json *json)
{
    g_autoptr(GString) html = g_string_new(NULL);
    if (!template_render(context->html[document->language], name, view, html))
        return page_document_fail(context, name, document);
    json_text(json, html->str);
    return true;
}

static bool render_rows(const EmitContext *context, const Document *document, Arena *scratch,
                        GString *out)
{
    const ListPart *part = document->subject;
    PageContext page;
    page_documents_init_page(&page, context, document, PAGE_FORMAT_HTML, scratch);
    page_fill_class(&page, part);
    g_string_append_printf(out, "dielineRows(%zu,", part->number);
    Json json;
    json_init(&json, out, false);
    const bool done = put_html(context, document, "class_rows", page.root, &json);
    g_string_append(out, ");\n");
    return done;
}

static void add_rows(const EmitContext *context, Documents *documents, const SiteClass *class)
{
    const Kb *kb = context->kb;
    const size_t count = class->parts.count;
    for (size_t i = 0; count > 1 && i < count; i++)
        for (size_t language = 0; language < kb->language_count; language++)
            documents_add(documents,
                          arena_printf(documents->arena, "site/%s/index/%s-%zu.js",
                                       kb->languages[language], class->class->folder, i + 1),
                          render_rows, &class->parts.items[i], language);
}

static bool append_row(const EmitContext *context, const Document *document, PageContext *page,
                       const ComparedRow *row, Json *json)
{
    View *cell = view_new_map(page->arena);
    const char *key = compared_put_cell(page, cell, document->subject, row);
    json_begin_array(json);
    json_integer(json, (int64_t)row->order);
    json_text(json, row->name);
    json_text(json, row->title);
    json_text(json, row->group);
    const bool done = put_html(context, document, "inline/compared", cell, json);
    json_text(json, key);
    if (view_get(cell, "inherited")->kind == VIEW_TRUE)
        json_bool(json, true);
    json_end_array(json);
    return done;
}

static bool append_rows(const EmitContext *context, const Document *document, PageContext *page,
                        Json *json)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ComparedRow));
    compared_append_rows(page, document->subject, rows);
    bool done = true;
    json_key(json, "rows");
    json_begin_array(json);
    for (guint i = 0; i < rows->len && done; i++)
        done = append_row(context, document, page, &g_array_index(rows, ComparedRow, i), json);
    json_end_array(json);
    return done;
}

static bool append_sources(const EmitContext *context, const Document *document, PageContext *page,
                           Json *json)
{
    bool done = true;
    page_context_put_sources(page);
    json_key(json, "sources");
    json_begin_array(json);
    View *source = view_get(page->root, "sources")->first;
    for (size_t i = 0; i < page->source_count && done; i++, source = source->next) {
        view_put_text(page->arena, source, "up", page->up);
        json_begin_array(json);
        json_text(json, page->sources[i]->id);
        done = put_html(context, document, "inline/source", source, json);
        json_end_array(json);
    }
    json_end_array(json);
    return done;
}

static bool render_entry(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    const Entry *entry = document->subject;
    PageContext page;
    page_documents_init_page(&page, context, document, PAGE_FORMAT_HTML, scratch);
    page.up = "";
    page.has_own_units = true;
    reads_note_whole(context->reads, READ_BASE);
    reads_note(context->reads, entry, READ_ENTRY);
    g_string_append(out, "dielineEntry(");
    Json json;
    json_init(&json, out, false);
    json_begin_object(&json);
    json_put_text(&json, "path", site_path(context->site, entry));
    json_put_text(&json, "title", site_title(context->site, entry, document->language));
    const bool done = append_rows(context, document, &page, &json) &&
                      append_sources(context, document, &page, &json);
    json_end_object(&json);
    g_string_append(out, ");\n");
    return done;
}

static void add_entries(const EmitContext *context, Documents *documents, const SiteClass *class)
{
    const Kb *kb = context->kb;
    for (size_t i = 0; i < class->count && class_is_compared(class->class); i++)
        for (size_t language = 0; language < kb->language_count; language++)
            documents_add(documents,
                          arena_printf(documents->arena, "site/%s/%s.js", kb->languages[language],
                                       site_path(context->site, class->entries[i])),
                          render_entry, class->entries[i], language);
}

void emit_scripts(const EmitContext *context, Documents *documents)
{
    for (size_t i = 0; i < context->site->class_count; i++) {
        add_rows(context, documents, &context->site->classes[i]);
        add_entries(context, documents, &context->site->classes[i]);
    }
}
