/*
 * cited_claims.h - what rests on a source, by entry: on the source's own page, and on the ones
 * after it where there is much.
 */
#pragma once

#include "page/context.h"

/* Puts `cited`, if anything cites the source (else FALSE): summary (in words), only (how many
 * claims have no other source, in words; FALSE: none), groups: an entry (title, path) with count
 * and rows: what, anchor (on the entry's page; FALSE: none), statements, is_only, conflict. If it
 * goes on on other pages, puts `pager`, too. */
void cited_claims_put(PageContext *page, const Entry *source);
