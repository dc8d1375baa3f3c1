/*
 * columns.h - columns that a mapping names and a file does not have. Only import/ includes this.
 */
#pragma once

#include "import/cell.h"

/* Reports them, once each, by a row of a file whose rows all have the same columns. What is
 * optional may be missing. */
void columns_check(CellReader *reader, const DataNode *row);
