/*
 * foreign.h - rows of a database that somebody else made, of which nothing is trusted.
 *
 * It is read from memory, never from where it lies: nothing is locked, recovered or left beside it.
 * Statements can only read, and are bounded as those of `dieline query` are.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Takes one row: `names` and `texts` of its columns; a text is NULL where there is nothing. False:
 * nobody wants more. */
typedef bool (*ForeignRow)(const char *const *names, const char *const *texts, size_t count,
                           void *user);

/* Gives all rows of `sql`, a SELECT or a table's name, to `take`. False, with `problem` for the
 * caller to free, if that is not possible. */
bool foreign_read(const char *bytes, size_t length, const char *sql, ForeignRow take, void *user,
                  char **problem);
