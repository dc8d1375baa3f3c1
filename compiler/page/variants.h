/*
 * variants.h - a product in several configurations: what page_fill_entry() says of them.
 *
 * Of a variant, `variant_of`: a map with title, path, others (a list of title, path, last; its
 * siblings), has_others, more. Of a product with variants, `variants`: a map with columns (title,
 * path; FALSE for the product itself, which comes first), more (how many have no column; FALSE:
 * none), has_rows, and rows (slot, title, cells; a cell has statements, inherited, conflict). FALSE
 * where it does not apply.
 */
#pragma once

#include "page/context.h"

/* Puts both, after the page's as-of date is known (common_as_of.h). */
void variants_put(PageContext *page, const Entry *entry);
