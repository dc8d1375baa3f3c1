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

void emit_context_fill_templates(EmitContext *context)
{
    for (size_t i = 0; i < context->kb->language_count; i++) {
        const View *words = context->theme->words[i]->tree;
        context->html[i] = template_set_with(context->theme->html, "words", words);
        context->markdown[i] = template_set_with(context->theme->markdown, "words", words);
    }
}

void emit_context_clear(EmitContext *context)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        template_set_free(context->html[i]);
        template_set_free(context->markdown[i]);
    }
}
