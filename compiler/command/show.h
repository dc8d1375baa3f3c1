/*
 * show.h - entries as text for a terminal: `dieline list` and `dieline show`.
 *
 * Names of classes, slots and values are those that one writes; what the program adds is in
 * `words`, the language of the answer.
 */
#pragma once

#include "model/kb.h"
#include "words/words.h"

/* Appends one line an entry of `class` (NULL: all): id, class and name in columns. */
void show_list(const Kb *kb, const Class *class, size_t language, const Words *words, GString *out);

/* Appends an entry with all its claims: value, status, as-of date, sources, notes. */
void show_entry(const Kb *kb, const Entry *entry, size_t language, const Words *words,
                GString *out);
