/*
 * references.h - where an entry is referred to, and what a value comes from. Only lsp/ includes
 * this.
 */
#pragma once

#include "model/kb.h"
#include "read/read.h"

/* Returns an array of Span, each once, by file and place: everywhere an entry is meant by an id, in
 * entries and diagrams, but for links of prose. The caller unrefs it. */
GArray *references_to(const Kb *kb, const Entry *entry);

/* The same of one file's entries alone. */
GArray *references_within(const Kb *kb, const Entry *entry, const SourceFile *file);

/* The same of links of prose, in entries and free pages: where their ids stand. */
GArray *references_in_prose(const Kb *kb, const KbFiles *files, const Entry *entry);

/* Returns an array of Span: where the claims stand, what they were derived or inherited from, and
 * the entries in which others were derived from them. The caller unrefs it. */
GArray *references_of_claims(const Kb *kb, const Claims *claims);
