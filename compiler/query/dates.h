/*
 * dates.h - SQLite's functions of dates, without the clock and the time zone. For query/ only.
 *
 * date(), julianday() and their like count and convert as ever, but refuse what would make an
 * answer depend on when and where it is asked for: 'now', no date at all, 'localtime' and 'utc'.
 * The authorizer cannot: it is told a function's name, not its arguments.
 */
#pragma once

#include <sqlite3.h>

/* SQLite's own functions, in a database of their own, and what was refused last. */
typedef struct Dates Dates;

/* Puts ours in the place of SQLite's, as long as no statement is prepared; dates_free() puts them
 * back. */
Dates *dates_new(sqlite3 *handle);
void dates_free(Dates *dates);

/* What a function was asked for and refused ("'now'"), or NULL; forgets it. */
const char *dates_take_refused(Dates *dates);
