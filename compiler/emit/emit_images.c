/* Pictures that some text shows, as they are: beside the site's and the Markdown's languages. */
#include "emit/document.h"
#include "find/findings.h"

static bool render_image(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const Image *image = document->subject;
    reads_note_whole(context->reads, READ_IMAGES);
    g_string_append_len(out, image->bytes, (gssize)image->length);
    return true;
}

void emit_images(const EmitContext *context, Documents *documents)
{
    const Kb *kb = context->kb;
    Arena *arena = documents->arena;
    for (size_t i = 0; i < kb->image_count; i++) {
        const Image *image = kb->images[i];
        if (!kb->findings->images.is_shown[i])
            continue;
        const char *path = arena_printf(arena, "site/%s", image->path);
        documents_add_twin(documents, arena_printf(arena, "markdown/%s", image->path),
                           documents_add(documents, path, render_image, image, 0));
    }
}
