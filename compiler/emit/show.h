/*
 * show.h - entries as text for a terminal: `dieline list` and `dieline show`.
 *
 * Names of classes, slots and values are those that one writes; what the program adds is in
 * `words`, the language of the answer.
 */
#pragma once

#include "model/kb.h"
#include "words/words.h"

/* A line of a list. */
typedef struct ShowRow {
    const char *id;
    const char *class; /* its name */
    const char *name;
    uint32_t place; /* in the order of names */
    bool is_draft;
} ShowRow;

/* Appends a line for each of `rows` (of ShowRow), which it sorts, in columns; `draft` is the word
 * for one. */
void show_rows(GArray *rows, const char *draft, GString *out);

/* Where the entry stands among all, by name. */
uint32_t show_place(const Kb *kb, const Entry *entry, size_t language);

/* Is the entry listed? In an as-of build, what was not known yet is not there. */
bool show_lists(const Kb *kb, const Entry *entry);

/* Appends a line for each entry of `class` (NULL: all). */
void show_list(const Kb *kb, const Class *class, size_t language, const Words *words, GString *out);

/* Appends an entry with all its claims: value, status, as-of date, sources, notes. */
void show_entry(const Kb *kb, const Entry *entry, size_t language, const Words *words,
                GString *out);
