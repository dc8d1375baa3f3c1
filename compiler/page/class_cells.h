/*
 * class_cells.h - entries of a class as rows of a table, with the columns of its index.
 *
 * A column's map holds title, name, kind (what programs can do with it: number, date, choice,
 * text), unit (of sort keys; FALSE: none), numeric. A row's holds title, path, variant and cells; a
 * cell's low and high (sort_keys.h), look (CSS classes), either values and what is said about them
 * (statement.h) or event.
 */
#pragma once

#include "page/columns.h"
#include "page/context.h"

void class_cells_put_columns(PageContext *page, View *map, const ClassColumns *columns);

/* Returns the row, in which the caller puts pick (what chooses it for a comparison is called,
 * beside its id; FALSE: nothing does). `is_under_base`: it stands behind the product that it is a
 * variant of. */
View *class_cells_append_row(PageContext *page, View *rows, const Entry *entry,
                             const ClassColumns *columns, bool is_under_base);
