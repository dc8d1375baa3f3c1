/*
 * page_documents.h - the pages of a site in one format: for emit_html.c and emit_markdown.c only.
 */
#pragma once

#include "emit/document.h"
#include "page/pages.h"

typedef enum PageFormatId { PAGE_FORMAT_HTML, PAGE_FORMAT_MARKDOWN } PageFormatId;

/* Adds every page of every language below `root` ("site"). */
void page_documents_add(const EmitContext *context, Documents *documents, PageFormatId format,
                        const char *root);
