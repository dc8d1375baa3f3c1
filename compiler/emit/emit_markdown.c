/* Pages in GitHub-flavoured Markdown, with the pictures they show beside them. */
#include "emit/page_documents.h"

static bool render_svg(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    (void)scratch;
    const Picture *picture = document->subject;
    reads_note_whole(context->reads, READ_ALL);
    const SvgTarget target = {.prefix = "../", .extension = ".md", .standalone = true};
    picture_append_svg(picture, &target, out);
    return true;
}

void emit_markdown(const EmitContext *context, Documents *documents)
{
    page_documents_add(context, documents, PAGE_FORMAT_MARKDOWN, "markdown");
    for (size_t i = 0; i < context->pictures->count; i++) {
        const Picture *picture = context->pictures->items[i];
        const char *path =
            arena_printf(documents->arena, "markdown/%s/diagrams/%s.svg",
                         context->kb->languages[picture->language], picture->plate->name);
        if (!picture->failed)
            documents_add(documents, path, render_svg, picture, picture->language);
    }
}
