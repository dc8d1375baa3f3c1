/* Diagrams as files of their own, in every language: DOT to work on, SVG for slides. */
#include "emit/document.h"

static bool render_dot(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    (void)context, (void)scratch;
    const Picture *picture = document->subject;
    picture->append_dot(picture, out);
    return true;
}

/* Links lead to the site beside it. */
static bool render_svg(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    const Picture *picture = document->subject;
    const char *language = context->kb->languages[picture->language];
    const SvgTarget target = {arena_printf(scratch, "../site/%s/", language), ".html", true};
    picture->append_svg(picture, &target, out);
    return true;
}

static const struct {
    const char *extension;
    DocumentRender render;
} formats[] = {{"dot", render_dot}, {"svg", render_svg}};

static void add_picture(const EmitContext *context, Documents *documents, const Picture *picture)
{
    const char *language = context->kb->languages[picture->language];
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *path = g_strdup_printf("diagrams/%s.%s.%s", picture->diagram->name,
                                                language, formats[i].extension);
        documents_add(documents, path, formats[i].render, picture, picture->language);
    }
}

/* A picture whose layout failed has been reported, and is a list on its page. */
void emit_diagrams(const EmitContext *context, Documents *documents)
{
    for (size_t i = 0; i < context->picture_count; i++)
        if (!context->pictures[i]->failed)
            add_picture(context, documents, context->pictures[i]);
}
