/*
 * read.h - the folder of a knowledge base to files and trees.
 *
 * The first stage. Finds every file, reads it, and parses what is YAML, in parallel; the result is
 * in the order of paths. Only regular files inside the folder are opened: FIFOs, devices and
 * symbolic links that lead out of it are refused. What is read stays until kb_files_free().
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"
#include "yaml/tree.h"

#include <stdbool.h>

/* A file with its tree, if it is YAML. */
typedef struct InputFile {
    SourceFile *source;
    Tree *tree;         /* NULL: not YAML, or not readable (reported) */
    const char *folder; /* the top folder: "chips"; "" for files at the top */
    const char *stem;   /* the name without its extension: "br106" */
} InputFile;

typedef struct KbFiles {
    const char *path;    /* of the folder, as given */
    InputFile *config;   /* kb.yaml; NULL: there is none */
    GPtrArray *schema;   /* of InputFile: schema/?*.yaml */
    InputFile *units;    /* schema/units.xml; NULL: none */
    GPtrArray *labels;   /* of InputFile: i18n/?*.yaml */
    GPtrArray *entries;  /* of InputFile: everything in other folders */
    GPtrArray *diagrams; /* of InputFile: diagrams/?*.yaml */
    GPtrArray *pages;    /* of InputFile: pages/<lang>/?*.md; `folder` is "pages/<lang>" */
    GPtrArray *rules;    /* of InputFile: rules/?*.sql, which have no tree */
    Arena **arenas;      /* one a worker, and one more for the walk */
    unsigned arena_count;
} KbFiles;

/* Reads the knowledge base at `path` with `workers` threads. Reports fs.* and yaml.*; returns NULL
 * if the folder itself cannot be read. The caller frees the result. */
KbFiles *kb_files_read(const char *path, unsigned workers, Diagnostics *diags);
void kb_files_free(KbFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KbFiles, kb_files_free)
