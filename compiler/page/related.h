/*
 * related.h - which entries an entry's page leads to, and why.
 */
#pragma once

#include "page/context.h"

/* Puts `related`, a list of groups: title ("Maker", and from the other end "Products"), entries
 * (maps with title, path, last), more (how many are left out; FALSE: none); and `related_tables`,
 * the groups of many entries of one class: title, count, columns and rows (class_cells.h), more.
 * has_related and has_groups_of_related say whether there are any. Entries that cite a source and
 * milestones that are shown as such stand in no group of slots; the former form a group of their
 * own. */
void related_put(PageContext *page, const Entry *entry);
