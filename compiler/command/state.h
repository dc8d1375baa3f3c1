/*
 * state.h - a knowledge base as it is in a folder, or was in a revision: `diff` and `log`. Only
 * command/ includes this.
 */
#pragma once

#include "command/command.h"
#include "compare/tell.h"
#include "compile.h"
#include "git/checkout.h"

typedef enum StateFormat { STATE_TEXT, STATE_MARKDOWN, STATE_JSON, STATE_FORMAT_COUNT } StateFormat;

/* What --format takes; NULL-terminated. */
extern const char *const state_format_names[STATE_FORMAT_COUNT + 1];

/* What --format says; false (said so) if there is no such form. */
bool state_find_format(const Options *options, StateFormat *format);

/* A compiled knowledge base. */
typedef struct Snapshot {
    Diagnostics *diags; /* errors only */
    Compilation *compilation;
} Snapshot;

/* Compiles the folder at `path` (NULL: one that holds nothing); or, after `other` (NULL: none),
 * which lay in the same folder, what has changed in it. Only what entries say is asked. */
Snapshot snapshot_make(const Options *options, const char *path, const Snapshot *other);
void snapshot_clear(Snapshot *snapshot);

/* NULL: it cannot be read. */
const Kb *snapshot_kb(const Snapshot *snapshot);

/* Prints what is wrong with it, files as they are called in `name`, and not in the folder at `path`
 * where they lie. Returns whether something is. */
bool snapshot_say_errors(const Snapshot *snapshot, const char *path, const char *name);

/* Says why something cannot be done; frees `problem`. */
void state_say_problem(const char *command, char *problem);

/* How changes up to the snapshot are told; false (said so) if it does not have the language. */
bool state_find_form(const Options *options, const Snapshot *snapshot, StateFormat format,
                     ChangesForm *form);
