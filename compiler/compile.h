/*
 * compile.h - the pipeline: files become trees, trees become entries, names become pointers,
 * entries are judged. What becomes of them then, publish.h says.
 *
 * A Compilation is constant: it can be written any number of times, to several folders, and
 * compiled again as of other days without reading a file twice.
 */
#pragma once

#include "base/progress.h"
#include "diag/diag.h"
#include "inputs.h"
#include "model/kb.h"
#include "read/read.h"
#include "select/plate.h"
#include "words/words.h"

/* A knowledge base, compiled, with everything that it stands on. */
typedef struct Compilation Compilation;

typedef struct CompileOptions {
    const char *kb_path; /* NULL: one that lies nowhere, with the default schema and no entries */
    Overlay *overlay;    /* stands for files of it; NULL: nothing does */
    const Edtf *as_of;   /* leave out what was not known by then; NULL: nothing */
    unsigned jobs;       /* threads; 0: one a processor */
    const char *program; /* path of this executable, for the layout worker; NULL: no layouts */
    Progress *progress;  /* who is told how far it is; NULL: nobody */
    bool once; /* nothing else will be compiled of what is read: it is not copied, but used
                  up (compile_as_of() cannot go on from there) */
    const char *base_url; /* where the site will be, ends with "/"; NULL: where kb.yaml says */
    bool for_hugo;        /* the Markdown pages are */
    bool without_rules;   /* nor what diagrams select by SQL: nothing asks the database */
    bool shows_places;    /* pages tell an editor where values were said; they are not written */
    bool warns_later;     /* what only warns may wait for compilation_finish() */
} CompileOptions;

/* Reads and checks the knowledge base; reports into `diags`, which the result must outlive until
 * what was reported is read. Never NULL; the caller frees it. */
Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags);

/* Compiles what `other` read as of another day (NULL: all that is known). Reports what is wrong as
 * of that day, and what is wrong with the files. The caller frees it, in any order with `other`. */
Compilation *compile_as_of(const Compilation *other, const Edtf *as_of, Diagnostics *diags);

/* Compiles the folder of `other` as it is now, with `overlay` (may be NULL) in the place of that of
 * its options; files that have not changed since `looked` (compilation_stands()) are not read
 * again. The caller frees it, in any order with `other`. */
Compilation *compile_again(const Compilation *other, Overlay *overlay, int64_t looked,
                           Diagnostics *diags);

/* Would it become the same again, with `overlay` (may be NULL) in the place of files? Looks at
 * everything that was read, by its stamps (store/stamp.h): about a microsecond a file. `looked` is
 * when that was last so, 0: when it was read; it becomes now if it still is. */
bool compilation_stands(const Compilation *compilation, const Overlay *overlay, int64_t *looked);

/* Is something left to be said? If so, it is for compilation_finish() to say, once. */
bool compilation_is_unfinished(const Compilation *compilation);
void compilation_finish(Compilation *compilation, Diagnostics *diags);

void compilation_free(Compilation *compilation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Compilation, compilation_free)

/* The knowledge base, or NULL if mistakes in kb.yaml or the schema kept it from being built. There
 * may be errors in its entries. */
const Kb *compilation_kb(const Compilation *compilation);

/* What was read for it; borrowed. NULL: the folder cannot be read. */
const KbFiles *compilation_files(const Compilation *compilation);

/* What its diagrams show; none after an error. */
const Plates *compilation_plates(const Compilation *compilation);

/* Its words, one item a language; borrowed. */
const Words *const *compilation_words(const Compilation *compilation);

/* What it was compiled with, and from; borrowed. */
const CompileOptions *compilation_options(const Compilation *compilation);
const Inputs *compilation_inputs(const Compilation *compilation);
