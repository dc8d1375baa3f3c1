#include "emit/document.h"

Document *documents_add(Documents *documents, const char *path, DocumentRender render,
                        const void *subject, size_t language)
{
    Document *document = arena_new0(documents->arena, Document, 1);
    document->path = arena_strdup(documents->arena, path);
    document->render = render;
    document->subject = subject;
    document->language = language;
    g_ptr_array_add(documents->all, document);
    return document;
}

/* All of it at once. */
static bool render_stream(const EmitContext *context, const Document *document, Arena *scratch,
                          GString *out)
{
    DocumentSink sink = {.bytes = out};
    return document->stream(context, document, scratch, &sink);
}

Document *documents_add_stream(Documents *documents, const char *path, DocumentStream stream,
                               const void *subject, size_t language)
{
    Document *document = documents_add(documents, path, render_stream, subject, language);
    document->stream = stream;
    return document;
}

Document *documents_add_twin(Documents *documents, const char *path, const Document *twin)
{
    Document *document =
        documents_add(documents, path, twin->render, twin->subject, twin->language);
    document->stream = twin->stream;
    document->write = twin->write;
    document->variant = twin->variant;
    document->twin = twin;
    return document;
}

void emit_context_fill_templates(EmitContext *context)
{
    for (size_t i = 0; i < context->kb->language_count; i++) {
        const View *words = context->theme->words[i]->tree;
        context->html[i] = template_set_with(context->theme->html, "words", words);
        context->markdown[i] = template_set_with(context->theme->markdown, "words", words);
        if (context->for_hugo) /* which makes pages of what links lead to */
            context->hugo[i] =
                template_set_with_swap(context->theme->markdown, "words", words, ".md", ".html");
    }
}

void emit_context_clear(EmitContext *context)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        template_set_free(context->html[i]);
        template_set_free(context->markdown[i]);
        g_clear_pointer(&context->hugo[i], template_set_free);
    }
}
