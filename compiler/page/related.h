/*
 * related.h - which entries an entry's page leads to, and why.
 */
#pragma once

#include "page/context.h"

/* Puts `related`, a list of groups: title ("Maker", and from the other end "Products"), entries
 * (maps with title, path, last), more (how many are left out; FALSE: none). Entries that cite a
 * source and milestones that are shown as such stand in no group of slots; the former form a group
 * of their own. */
void related_put(PageContext *page, const Entry *entry);
