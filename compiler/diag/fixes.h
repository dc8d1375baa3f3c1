/*
 * fixes.h - what diagnostics propose: other texts in their files (diag_fix()), other places for
 * files (diag_move()).
 *
 * All fixes of a diagnostic are made or none of them: those that would write where an earlier one
 * writes, or move what another one changes, wait for another time. Nothing is moved to where
 * something is.
 */
#pragma once

#include "diag/diag.h"

/* Bytes [start, end) of a file become `text`, which is the diagnostic's. */
typedef struct FixEdit {
    size_t start;
    size_t end;
    const char *text;
} FixEdit;

/* What becomes of a file. */
typedef struct FixedFile {
    const SourceFile *file;
    GArray *edits; /* of FixEdit, in the order of the file; they do not overlap */
    bool is_new;   /* it is not there yet */
} FixedFile;

typedef struct Fixes {
    GPtrArray *files; /* of FixedFile, by path */
    GPtrArray *moves; /* of const DiagMove */
    GPtrArray *made;  /* of const Diagnostic: those whose fixes are made */
    GPtrArray
        *left; /* of const Diagnostic: those that have none, or must wait; not what is accepted */
} Fixes;

/* Plans the fixes of all errors and warnings. What is in it is borrowed from `diags`. The caller
 * frees it. */
Fixes *fixes_plan(Diagnostics *diags);
void fixes_free(Fixes *fixes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixes, fixes_free)

/* Returns the file's text with its edits made; the caller frees it. */
GString *fixed_file_text(const FixedFile *fixed);

/* Moves the file on the disk, making the folder for it; a folder that it leaves empty is removed.
 */
bool fixes_move(const DiagMove *move, GError **error);

/* Appends the move as git has it in a diff. */
void fixes_append_move(const DiagMove *move, GString *out);

/* Appends a unified diff of the file with three lines around each change, as `git apply` and
 * `patch -p1` read it. */
void fixed_file_append_diff(const FixedFile *fixed, GString *out);
