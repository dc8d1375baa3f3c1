/*
 * Diagrams as files of their own, in every language: DOT to work on, SVG for slides. They stand
 * beside the site, and once more inside it, so that a published site has them, too.
 */
#include "emit/document.h"

/* Where diagrams stand, and where the site's languages are, seen from there. */
static const struct {
    const char *folder;
    const char *site;
} places[] = {{"diagrams", "../site/"}, {"site/diagrams", "../"}};

static bool render_dot(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    (void)scratch;
    const Picture *picture = document->subject;
    reads_note_whole(context->reads, READ_ALL);
    picture_append_dot(picture, out);
    return true;
}

/* The document's variant is its place. */
static bool render_svg(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    const Picture *picture = document->subject;
    reads_note_whole(context->reads, READ_ALL);
    const char *language = context->kb->languages[picture->language];
    const char *site = places[document->variant].site;
    const SvgTarget target = {.prefix = arena_printf(scratch, "%s%s/", site, language),
                              .extension = ".html",
                              .standalone = true};
    picture_append_svg(picture, &target, out);
    return true;
}

static const struct {
    const char *extension;
    DocumentRender render;
} formats[] = {{"dot", render_dot}, {"svg", render_svg}};

static void add_picture(const Picture *picture, unsigned place, const char *language,
                        Documents *documents)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *path =
            g_strdup_printf("%s/%s.%s.%s", places[place].folder, picture->plate->name, language,
                            formats[i].extension);
        documents_add(documents, path, formats[i].render, picture, picture->language)->variant =
            place;
    }
}

/* A picture whose layout failed has been reported, and is a list on its page. */
void emit_diagrams(const EmitContext *context, Documents *documents)
{
    for (size_t i = 0; i < context->pictures->count; i++) {
        const Picture *picture = context->pictures->items[i];
        const char *language = context->kb->languages[picture->language];
        for (unsigned place = 0; place < G_N_ELEMENTS(places) && !picture->failed; place++)
            add_picture(picture, place, language, documents);
    }
}
