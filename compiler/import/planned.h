/*
 * planned.h - what is to become of files: texts in the place of others, each from a row.
 */
#pragma once

#include "diag/fixes.h"
#include "import/draft.h"
#include "yaml/tree.h"

/* Bytes [start, end) become `text`. */
typedef struct PlannedEdit {
    size_t start;
    size_t end;
    char *text;
    EntryDraft *draft; /* if it fails, the edit is not made */
    Span from;         /* where the row says so */
    char *said;        /* what changes by it, for people; NULL: it is new */
    guint order;
    size_t made_start; /* where it is in the text that was made last */
    size_t made_end;
} PlannedEdit;

typedef struct PlannedFile {
    const SourceFile *source; /* as it is; of a new file without bytes */
    bool is_new;
    GArray *edits; /* of PlannedEdit */
    Arena *arena;
    Tree *tree; /* NULL: nobody has looked into it yet */
} PlannedFile;

/* A file that is there. The caller frees it. */
PlannedFile *planned_file_new(const SourceFile *source);

/* One that is not there yet: `relative` to the knowledge base at `kb_path`. */
PlannedFile *planned_file_new_at(const char *kb_path, const char *relative);
void planned_file_free(PlannedFile *file);

/* Puts a copy of `text` in the place of [start, end). */
PlannedEdit *planned_file_edit(PlannedFile *file, EntryDraft *draft, Span from, size_t start,
                               size_t end, const char *text);

/* Returns the document, or the variant in one, that begins with the key at `start`, or NULL. */
const Node *planned_file_document(PlannedFile *file, size_t start);

/* Returns what becomes of it, without what has failed; NULL: nothing does. The caller frees it. */
GBytes *planned_file_make(PlannedFile *file);

/* Returns the edit that made byte `at` of that text; NULL: none did. */
const PlannedEdit *planned_file_find(const PlannedFile *file, size_t at);

/* Appends a diff of what becomes of it. */
void planned_file_append_diff(PlannedFile *file, GString *out);
