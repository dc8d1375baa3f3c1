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
