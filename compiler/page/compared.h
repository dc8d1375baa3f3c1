/*
 * compared.h - what entries say, to be seen side by side: for pages of comparisons and for what
 * scripts load to make them.
 *
 * Rows are slots, as an entry's page has them in its table of facts, and milestones. A cell's map
 * holds statements (statement.h; of a milestone with superseded), plan, conflict, let_stand,
 * inherited, absent (nothing is stated), up.
 */
#pragma once

#include "page/comparisons.h"
#include "page/context.h"

typedef struct ComparedRow {
    size_t order;     /* among all rows of all entries of a class */
    const char *name; /* "tdp", "milestone-tape_out": the anchor on the entry's page */
    const char *title;
    const char *group; /* title */
    const Slot *slot;  /* NULL: a milestone */
} ComparedRow;

/* Adds the rows (ComparedRow) that an entry has to those of others, and puts all in order. */
void compared_append_rows(const PageContext *page, const Entry *entry, GArray *rows);

/* Puts what the entry says in a row of its own or of another entry. Returns what it comes to, equal
 * for what is the same however it is written; "" if it says nothing. */
const char *compared_put_cell(PageContext *page, View *cell, const Entry *entry,
                              const ComparedRow *row);
