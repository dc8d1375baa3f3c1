/*
 * fixes.h - what diagnostics propose (diag_fix()), made in the texts of their files.
 *
 * All fixes of a diagnostic are made or none of them: those that would write where an earlier one
 * writes wait for another time.
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

/* Appends a unified diff of the file with three lines around each change, as `git apply` and
 * `patch -p1` read it. */
void fixed_file_append_diff(const FixedFile *fixed, GString *out);
