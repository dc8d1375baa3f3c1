/*
 * text_table.h - rows of short texts: in columns for people, with tabs for programs.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct TextTable TextTable;

/* The caller frees it. */
TextTable *text_table_new(size_t columns);
void text_table_free(TextTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextTable, text_table_free)

/* Adds a cell behind the last one; every row must get all of its cells. What would steer a terminal
 * is made printable, and no cell holds a tab or a line break. */
void text_table_add(TextTable *table, const char *cell);

/* Appends a line a row. Aligned: each column as wide as its widest cell, and two blanks. Otherwise
 * a tab between cells: a line depends on no other one, so that a new row changes no old line, and
 * `cut -f` takes a column. */
void text_table_append(const TextTable *table, bool is_aligned, GString *out);
