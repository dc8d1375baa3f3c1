/*
 * search_documents.h - what the files of the search index share: for emit_search*.c only.
 *
 * Each is a script that hands its data to templates/assets/search.js: pages that lie in a folder,
 * not on a server, can load scripts, and nothing else.
 */
#pragma once

#include "base/json.h"
#include "emit/document.h"
#include "search/name_index.h"

/* Begins a file of the index: its data are written to `json` next. */
void search_document_begin(Json *json, GString *out, const char *name);
void search_document_end(Json *json);

/* Writes texts by language as a list: one that all have alike stands alone, null is for none. */
void search_put_texts(Json *json, const char *const *texts, size_t count);

/* How many files hold the texts of each kind of page. */
typedef struct TextBlockCounts {
    size_t entries;
    size_t sources;
    size_t pages;
} TextBlockCounts;

TextBlockCounts search_texts_count(const Site *site);

/* Adds the files with values and prose. */
void emit_search_texts(const EmitContext *context, Documents *documents);
