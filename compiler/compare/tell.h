/*
 * tell.h - changes as people read them, in one language: for a terminal, or as Markdown for a
 * changelog or a pull request.
 *
 * Both have the same sentences. Whatever users wrote is escaped for the form.
 */
#pragma once

#include "compare/changes.h"
#include "words/words.h"

typedef struct ChangesForm {
    const Words *words;
    const char *language; /* code; what a state has in no such language it says in its first one */
    bool is_markdown;
} ChangesForm;

/* Appends all changes, under what both states are called. */
void changes_tell(const ChangesForm *form, const Changes *changes, const char *before,
                  const char *after, GString *out);

/* Appends those of one entry, a line each, `depth` lists deep. */
void changes_tell_entry(const ChangesForm *form, const Changes *changes, const EntryChange *change,
                        unsigned depth, GString *out);

/* Appends a line of plain text as an item of a list, `depth` lists deep. */
void changes_tell_item(const ChangesForm *form, unsigned depth, const char *text, GString *out);

/* Appends a heading, level 1 to 3, above it an empty line unless it is the first. */
void changes_tell_heading(const ChangesForm *form, unsigned level, const char *text, GString *out);
