/*
 * page_documents.h - the pages of a site in one format: for emit_html.c, emit_markdown.c and
 * emit_scripts.c only.
 */
#pragma once

#include "emit/document.h"
#include "page/pages.h"

typedef enum PageFormatId {
    PAGE_FORMAT_HTML,
    PAGE_FORMAT_MARKDOWN,
    PAGE_FORMAT_HUGO, /* Markdown with front matter, whose links lead to what Hugo makes of it */
} PageFormatId;

/* Adds one page. */
void page_document_add(Documents *documents, const char *path, PageKindId kind, PageFormatId format,
                       const void *subject, size_t language);

/* Is the document a page of the site? Then sets which kind. */
bool page_document_is_html(const Document *document, PageKindId *kind);

/* Reports that a document's template cannot be rendered; returns false. */
bool page_document_fail(const EmitContext *context, const char *template, const Document *document);

/* Sets up the context of what a document says as a page of the format would. */
void page_documents_init_page(PageContext *page, const EmitContext *context,
                              const Document *document, PageFormatId format, Arena *scratch);

/* Adds every page of every language below `root` ("site"). */
void page_documents_add(const EmitContext *context, Documents *documents, PageFormatId format,
                        const char *root);
