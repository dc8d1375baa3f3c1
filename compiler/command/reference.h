/*
 * reference.h - the manual's reference, as Markdown: `dieline reference TOPIC`. docs/reference/ is
 * what it prints outside of a knowledge base. Only command/ and cli.c include this.
 */
#pragma once

#include "command/command.h"
#include "compile.h"

/* Appends a page's first lines: what it is called and what it is about. */
void reference_append_head(GString *out, const char *name);

/* Append Markdown. Text is plain but for code between backticks. In the cells of a table's row no
 * name may hold a backtick; NULL: an empty cell. */
void reference_append_text(GString *out, const char *text);
void reference_append_table(GString *out, const char *const *columns, size_t count);
void reference_append_name(GString *out, const char *name);
void reference_append_cell(GString *out, const char *text);
void reference_end_row(GString *out);

/* Appends what a command's help says. `options` ends with one that has no name. */
void reference_append_command(GString *out, const Command *command, const GOptionEntry *options);

/* reference_schema.c: what a schema has, in the first language. */
void reference_append_classes(GString *out, const Schema *schema);
void reference_append_values(GString *out, const Schema *schema);
void reference_append_units(GString *out, const Schema *schema);

/* Returns the name and title of topic number `i`, or NULL if there are no more. */
const char *reference_topic(size_t i, const char **title);
