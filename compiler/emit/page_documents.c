#include "emit/page_documents.h"

#include "value/prose.h"

#include <string.h>

typedef struct PageFormat {
    ViewFormat view;
    const char *extension; /* of its files; that of links may be another */
    size_t templates;      /* offset of its TemplateSets in EmitContext */
} PageFormat;

static const PageFormat PAGE_FORMATS[] = {
    [PAGE_FORMAT_HTML] = {{.extension = ".html",
                           .greys_zeros = true,
                           .has_parts = true,
                           .inlines_pictures = true,
                           .embeds_data = true,
                           .append_prose = prose_append_html},
                          ".html",
                          offsetof(EmitContext, html)},
    [PAGE_FORMAT_MARKDOWN] = {{.extension = ".md", .append_prose = prose_append_markdown},
                              ".md",
                              offsetof(EmitContext, markdown)},
    [PAGE_FORMAT_HUGO] = {{.extension = ".html",
                           .has_front_matter = true,
                           .append_prose = prose_append_markdown},
                          ".md",
                          offsetof(EmitContext, hugo)},
};

static const TemplateSet *format_templates(const EmitContext *context, const PageFormat *format,
                                           size_t language)
{
    return ((TemplateSet *const *)((const char *)context + format->templates))[language];
}

/* A document's variant holds both what kind of page it is and its format. */
static unsigned variant_of(PageKindId kind, PageFormatId format)
{
    return (unsigned)kind | (unsigned)format << 8;
}

static void replace_all(GString *out, gsize start, const char *from, const char *to)
{
    if (strstr(out->str + start, from) == NULL)
        return;
    g_auto(GStrv) between = g_strsplit(out->str + start, from, -1);
    g_autofree char *joined = g_strjoinv(to, between);
    g_string_truncate(out, start);
    g_string_append(out, joined);
}

/* Hugo looks for its shortcodes everywhere. In text their braces are escaped; in code, where
 * nothing can be, a space without width keeps them apart. */
static void disarm_shortcodes(GString *out, gsize start)
{
    replace_all(out, start, "{{<", "{\u200b{<");
    replace_all(out, start, "{{%", "{\u200b{%");
}

void page_documents_init_page(PageContext *page, const EmitContext *context,
                              const Document *document, PageFormatId format, Arena *scratch)
{
    page_context_init(page, context->site, &PAGE_FORMATS[format].view, scratch, document->language);
}

static bool render_page(const EmitContext *context, const Document *document, Arena *scratch,
                        GString *out)
{
    const PageKind *kind = &PAGE_KINDS[document->variant & 0xff];
    const PageFormat *format = &PAGE_FORMATS[document->variant >> 8];
    PageContext page;
    page_context_init(&page, context->site, &format->view, scratch, document->language);
    kind->fill(&page, document->subject);
    const TemplateSet *templates = format_templates(context, format, document->language);
    const gsize start = out->len;
    if (template_render(templates, kind->template, page.root, out)) {
        if (format->view.has_front_matter)
            disarm_shortcodes(out, start);
        return true;
    }
    return page_document_fail(context, kind->template, document);
}

bool page_document_fail(const EmitContext *context, const char *template, const Document *document)
{
    diag_report(context->diags, DIAG_KB_CONFIG, (Span){0},
                "template '%s' cannot be rendered for '%s': it is missing, includes itself or "
                "has no end",
                template, document->path);
    return false;
}

void page_document_add(Documents *documents, const char *path, PageKindId kind, PageFormatId format,
                       const void *subject, size_t language)
{
    documents_add(documents, path, render_page, subject, language)->variant =
        variant_of(kind, format);
}

bool page_document_is_html(const Document *document, PageKindId *kind)
{
    *kind = (PageKindId)(document->variant & 0xff);
    return document->render == render_page && document->variant >> 8 == PAGE_FORMAT_HTML;
}

typedef struct Adder {
    const EmitContext *context;
    Documents *documents;
    PageFormatId format;
    const char *root;
    size_t language;
    GString *path; /* reused */
} Adder;

/* Adds a page at <root>/<language>/<folder><name><extension>. */
static void add(Adder *adder, PageKindId kind, const void *subject, const char *folder,
                const char *name)
{
    GString *path = adder->path;
    g_string_assign(path, adder->root);
    g_string_append_c(path, '/');
    g_string_append(path, adder->context->kb->languages[adder->language]);
    g_string_append_c(path, '/');
    g_string_append(path, folder);
    if (*folder != '\0')
        g_string_append_c(path, '/');
    const char *stem = strrchr(name, '/') != NULL ? strrchr(name, '/') + 1 : name;
    g_string_append_len(path, name, stem - name);
    if (adder->format == PAGE_FORMAT_HUGO && strcmp(stem, "index") == 0)
        g_string_append_c(path, '_'); /* a section, with others beside it */
    g_string_append(path, stem);
    g_string_append(path, PAGE_FORMATS[adder->format].extension);
    page_document_add(adder->documents, path->str, kind, adder->format, subject, adder->language);
}

/* Where an entry was before, its page leads to where it is; not if something else is there now. */
static void add_former(Adder *adder, const Entry *entry)
{
    for (size_t i = 0; i < entry->former_id_count; i++) {
        const char *id = entry->former_ids[i];
        if (g_hash_table_contains(adder->context->kb->entries_by_id, id))
            continue;
        Former *former = arena_new0(adder->documents->arena, Former, 1);
        *former = (Former){id, entry};
        add(adder, PAGE_MOVED, former, entry->folder, id);
    }
}

static void add_parts(Adder *adder, PageKindId kind, const ListParts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        add(adder, kind, &parts->items[i], "", parts->items[i].path);
}

/* What rests on a source, where its own page does not hold all. */
static void add_cited(Adder *adder, const Entry *source)
{
    const SiteCited *cited = adder->context->site->cited[source->index];
    for (size_t i = 1; cited != NULL && i < cited->parts.count; i++)
        add(adder, PAGE_CITED, &cited->parts.items[i], "", cited->parts.items[i].path);
}

static void add_class(Adder *adder, const SiteClass *class)
{
    add_parts(adder, PAGE_CLASS, &class->parts);
    for (size_t i = 0; i < class->count; i++) {
        const Entry *entry = class->entries[i];
        add(adder, PAGE_ENTRY, entry, entry->folder, entry->id);
        add_former(adder, entry);
        add_cited(adder, entry);
    }
}

/* Its page, and what of its table that does not hold. */
static void add_diagram(Adder *adder, const Plate *plate)
{
    const ListParts *table = site_find_table(adder->context->site, plate, adder->language);
    add(adder, PAGE_DIAGRAM, plate, "diagrams", plate->name);
    for (size_t i = 1; i < table->count; i++)
        add(adder, PAGE_TABLE, &table->items[i], "", table->items[i].path);
}

static void add_diagrams(Adder *adder)
{
    const Plates *plates = adder->context->site->plates;
    if (plates->count > 0)
        add_parts(adder, PAGE_DIAGRAMS, &adder->context->site->diagram_parts);
    for (size_t i = 0; i < plates->count; i++)
        add_diagram(adder, plates->items[i]);
}

static void add_comparisons(Adder *adder)
{
    const Comparisons *comparisons = &adder->context->site->comparisons;
    add_parts(adder, PAGE_COMPARE, &adder->context->site->comparison_parts);
    for (size_t i = 0; i < comparisons->count; i++)
        add(adder, PAGE_COMPARISON, &comparisons->items[i], "", comparisons->items[i].path);
}

static void add_free_pages(Adder *adder)
{
    const Kb *kb = adder->context->kb;
    for (size_t i = 0; i < kb->page_count; i++)
        if (kb->pages[i]->language == adder->language)
            add(adder, PAGE_FREE, kb->pages[i], "pages", kb->pages[i]->name);
    add_parts(adder, PAGE_PAGES, &adder->context->site->page_parts[adder->language]);
}

void page_documents_add(const EmitContext *context, Documents *documents, PageFormatId format,
                        const char *root)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Adder adder = {context, documents, format, root, 0, path};
    for (; adder.language < context->kb->language_count; adder.language++) {
        add(&adder, PAGE_HOME, NULL, "", "index");
        for (size_t i = 0; i < context->site->class_count; i++)
            add_class(&adder, &context->site->classes[i]);
        add_diagrams(&adder);
        add_parts(&adder, PAGE_PLANNED, &context->site->schedule_parts);
        add_parts(&adder, PAGE_PLANS, &context->site->plan_parts);
        add_parts(&adder, PAGE_QUESTIONS, &context->site->question_parts);
        add_parts(&adder, PAGE_REPORT, &context->site->report_parts);
        add(&adder, PAGE_DATA, &context->data, "", "data");
        add_comparisons(&adder);
        add_free_pages(&adder);
        if (format == PAGE_FORMAT_HTML) /* Markdown is searched by who shows it */
            add(&adder, PAGE_SEARCH, NULL, "", "search");
    }
}
