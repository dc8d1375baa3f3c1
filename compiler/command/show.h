/*
 * show.h - entries as text for a terminal: `dieline list` and `dieline show`.
 */
#pragma once

#include "model/kb.h"

/* Appends one line an entry of `class` (NULL: all): id, class and name in columns. */
void show_list(const Kb *kb, const Class *class, size_t language, GString *out);

/* Appends an entry with all its claims: value, status, as-of date, sources, notes. */
void show_entry(const Kb *kb, const Entry *entry, size_t language, GString *out);
