/*
 * track.h - a maker's track record: what became of its plans.
 */
#pragma once

#include "page/context.h"

/* Puts `track` (total, rows of state, name, count and amount, kept_late), FALSE if nothing
 * has become of any plan of the entry. An amount is by how much, in words; FALSE: there is nothing
 * to measure. */
void track_put(PageContext *page, const Entry *entry);
