/*
 * figures.h - an entry's numbers by period, as a financial table: measures down, periods across.
 *
 * Years, halves and quarters are columns, in this order; what has another period or none is listed
 * below. What is said about an amount beside its status and sources stands below the table, under
 * the letter that the amount is marked with.
 */
#pragma once

#include "page/context.h"

/* Puts `figures`: columns (period), rows (title, market, key, unit, cells), remarks and others, or
 * FALSE if the entry has none. */
void figures_put(PageContext *page, const Entry *entry);
