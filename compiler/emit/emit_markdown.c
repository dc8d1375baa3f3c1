/* Pages in GitHub-flavoured Markdown, with the pictures they show beside them. */
#include "emit/page_documents.h"

#include <string.h>

#define MARKDOWN_ROOT "markdown"

static bool render_svg(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    (void)scratch;
    const Picture *picture = document->subject;
    reads_note_whole(context->reads, READ_ALL);
    const SvgTarget target = {
        .prefix = "../", .extension = document->variant != 0 ? ".html" : ".md", .standalone = true};
    picture_append_svg(picture, &target, out);
    return true;
}

/* Each page of the site has its text beside it, and the pictures that the text shows. */
static void add_twins(Documents *documents, guint first)
{
    const guint end = documents->all->len;
    for (guint i = first; i < end; i++) {
        const Document *document = documents->all->pdata[i];
        documents_add_twin(
            documents,
            arena_printf(documents->arena, "site/%s", document->path + strlen(MARKDOWN_ROOT "/")),
            document);
    }
}

/* The document's variant: the pages beside it are for Hugo. */
static void add_pictures(const EmitContext *context, Documents *documents, PageFormatId format,
                         const char *root)
{
    for (size_t i = 0; i < context->pictures->count; i++) {
        const Picture *picture = context->pictures->items[i];
        const char *path =
            arena_printf(documents->arena, "%s/%s/diagrams/%s.svg", root,
                         context->kb->languages[picture->language], picture->plate->name);
        if (!picture->failed)
            documents_add(documents, path, render_svg, picture, picture->language)->variant =
                format == PAGE_FORMAT_HUGO;
    }
}

static void add_all(const EmitContext *context, Documents *documents, PageFormatId format,
                    const char *root)
{
    page_documents_add(context, documents, format, root);
    add_pictures(context, documents, format, root);
}

void emit_markdown(const EmitContext *context, Documents *documents)
{
    const guint first = documents->all->len;
    if (context->for_hugo) {
        add_all(context, documents, PAGE_FORMAT_HUGO, MARKDOWN_ROOT);
        add_all(context, documents, PAGE_FORMAT_MARKDOWN, "site");
    } else {
        add_all(context, documents, PAGE_FORMAT_MARKDOWN, MARKDOWN_ROOT);
        add_twins(documents, first);
    }
}
