/*
 * compile.h - the pipeline: files become trees, trees become entries, names become pointers,
 * entries are judged, entries become documents.
 */
#pragma once

#include "diag/diag.h"
#include "diagram/picture.h"
#include "emit/output.h"
#include "model/kb.h"

/* A knowledge base, compiled, with everything that it stands on. */
typedef struct Compilation Compilation;

typedef struct CompileOptions {
    const char *kb_path;
    const Edtf *as_of;   /* leave out what was not known by then; NULL: nothing */
    unsigned jobs;       /* threads; 0: one a processor */
    const char *program; /* path of this executable, for the layout worker; NULL: no layouts */
    bool without_rules;  /* nor what diagrams select by SQL: nothing asks the database */
} CompileOptions;

/* Reads and checks the knowledge base; reports into `diags`, which must outlive the result. Never
 * NULL; the caller frees it. */
Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags);
void compilation_free(Compilation *compilation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Compilation, compilation_free)

/* The knowledge base, or NULL if mistakes in kb.yaml or the schema kept it from being built. There
 * may be errors in its entries. */
const Kb *compilation_kb(const Compilation *compilation);

/* Returns what the knowledge base's rule NAME says about itself; NULL if it has no such rule. The
 * caller frees it. */
char *compilation_explain_rule(const Compilation *compilation, const char *name);

/* Renders everything and writes what changed to `out_path`. Only after a compilation without
 * errors. Returns false (reported) with `out_path` as it was if anything fails. */
bool compilation_write(Compilation *compilation, const char *out_path, OutputSummary *summary);

typedef enum DiagramFormat {
    DIAGRAM_SVG,
    DIAGRAM_DOT,
    DIAGRAM_PNG,
    DIAGRAM_PDF,
    DIAGRAM_FORMAT_COUNT
} DiagramFormat;

const char *diagram_format_name(DiagramFormat format); /* also its files' extension */

typedef struct DiagramOptions {
    const char *name;                   /* NULL: all */
    size_t language;                    /* the KB's language_count: all */
    bool formats[DIAGRAM_FORMAT_COUNT]; /* which to write */
    SvgTheme theme;
    unsigned width; /* of PNG and PDF, in CSS pixels; 0: as it is */
    double scale;   /* same: how many times as large; 0: twice for PNG, as it is for PDF */
} DiagramOptions;

/* Writes diagrams only, into `folder` (made if it is missing) as <name>.<language>.<format>.
 * Returns false (reported) if one cannot be written. */
bool compilation_write_diagrams(Compilation *compilation, const DiagramOptions *options,
                                const char *folder, size_t *written);
