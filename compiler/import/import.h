/*
 * import.h - a file of rows to what becomes of a knowledge base's entries by it.
 *
 * A mapping says what rows and columns mean. Each row is drafted as claims, finds its entry or a
 * new one, and plans edits of files; whoever imports compiles the knowledge base with these over it
 * (import_plan_overlay()), so that values are checked by what checks them anywhere, and gives back
 * what was found (import_plan_reject()): the rows that made it fail are reported at their places in
 * the file, and left out. Nothing is written here.
 */
#pragma once

#include "import/mapping.h"
#include "import/planned.h"
#include "read/overlay.h"

typedef struct ImportRequest {
    const SourceFile *file; /* what is imported */
    const Mapping *mapping;
    const Kb *kb;
    const char *kb_path;
    const char *published; /* when the file was; NULL: as the mapping says */
    Diagnostics *diags;    /* is told what is wrong with rows */
} ImportRequest;

/* How many there are. */
typedef struct ImportCounts {
    size_t rows;
    size_t repeated; /* that say what one before them says */
    size_t lost;
    size_t new_entries;
    size_t changed_entries;
    size_t equal_entries;
    size_t new_values;
    size_t changed_values;
    size_t equal_values;
} ImportCounts;

typedef struct ImportPlan ImportPlan;

/* Reads the file and plans. NULL (reported): nothing of it can be imported. What the request names
 * must outlive the result, which the caller frees. */
ImportPlan *import_plan_new(const ImportRequest *request);
void import_plan_free(ImportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportPlan, import_plan_free)

/* Returns the planned files as they become; the caller unrefs it. */
Overlay *import_plan_overlay(ImportPlan *plan);

typedef enum ImportVerdict {
    IMPORT_FINE,     /* nothing is wrong with what is planned */
    IMPORT_REJECTED, /* some rows are left out now: it has to be compiled again */
    IMPORT_FOREIGN,  /* something else is wrong, which no row can be blamed for */
} ImportVerdict;

/* Looks at what was found (of const Diagnostic) with the overlay; errors that were there before,
 * as in `before`, do not count. */
ImportVerdict import_plan_reject(ImportPlan *plan, const GPtrArray *found, const GPtrArray *before);

/* Returns the files that become something else (of PlannedFile), by path. The caller unrefs it. */
GPtrArray *import_plan_files(ImportPlan *plan);

ImportCounts import_plan_counts(const ImportPlan *plan);

/* Returns how the file was read: "csv with ';' between cells". The caller frees it. */
char *import_plan_describe(const ImportPlan *plan);
