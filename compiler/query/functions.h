/*
 * functions.h - SQLite's functions that are looked at before they are called. For query/ only.
 *
 * date(), julianday() and their like count and convert as ever, but refuse what would make an
 * answer depend on when and where it is asked for: 'now', no date at all, 'localtime' and 'utc'.
 * The authorizer cannot: it is told a function's name, not its arguments.
 *
 * replace(), trim(), LIKE and their like compare everything with everything, in one step of
 * SQLite's machine: they refuse what would take long, and what they do is counted.
 */
#pragma once

#include <sqlite3.h>
#include <stdint.h>

/* SQLite's own functions, in a database of their own, and what was refused last. */
typedef struct Functions Functions;

/* Puts ours in the place of SQLite's, as long as no statement is prepared; functions_free() puts
 * them back. */
Functions *functions_new(sqlite3 *handle);
void functions_free(Functions *functions);

/* What a date function was asked for and refused ("'now'"), or NULL; forgets it. */
const char *functions_take_refused(Functions *functions);

/* The function that was called with values too long for it, or NULL. */
const char *functions_overburdened(const Functions *functions);

/* What the functions that compare have done so far, in steps as those of SQLite's machine. */
uint64_t functions_steps(const Functions *functions);
