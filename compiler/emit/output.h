/*
 * output.h - documents become files of the output folder: all of them, or none.
 *
 * The last stage. Documents that read nothing that has changed since the last run are not rendered
 * (history.h). The others are, in parallel; those whose file already has the same bytes are left
 * alone (their modification time too), the rest is staged in `.dieline/stage` (staging.h). Once the
 * last one is there, they are moved into place, each in one step, by a journal (store/commit.h): a
 * run that is killed leaves every file whole, and the next ends its moves. A second run into one
 * folder waits for the first. What an earlier run wrote and no document
 * stands for any more is removed; the manifest says what that is. A file that this program did not
 * write is never overwritten or removed, and no symbolic link below the output folder is followed.
 */
#pragma once

#include "diag/diag.h"
#include "emit/document.h"
#include "store/stamp.h"

#include <stdbool.h>
#include <stddef.h>

/* A file that a later run may want to read: what it holds, by its hash, and by what it is known
 * again. */
typedef struct OutputFile {
    uint64_t hash; /* XXH3; 0: there is none */
    FileStamp stamp;
} OutputFile;

typedef struct OutputSummary {
    size_t written; /* new or changed */
    size_t unchanged;
    size_t removed;
    uint64_t history;    /* checksum of what was noted for the next run; 0: there is more to do */
    OutputFile database; /* data/kb.sqlite, if queries may read it */
    uint64_t shown;      /* what shown_leave() left; 0: nothing */
} OutputSummary;

/* Renders the documents, and compares each with its file. Reports fs.stale for the first that is
 * not there or has other bytes, and returns false then. */
bool output_verify(const char *path, const EmitContext *context, const Documents *documents,
                   unsigned workers);

/* Ends what a run that was killed had begun in the folder `path`, if there is such a one: all files
 * are then as before that run, or as after it. False (reported) if that fails. */
bool output_settle(const char *path, Diagnostics *diags);

/* Writes the documents below the folder `path`, which is made if it is missing, on at most
 * `workers` threads. On failure reports once (fs.unwritable; a document that cannot be rendered has
 * reported itself), leaves every file of the folder as it was, and returns false. */
bool output_write(const char *path, const EmitContext *context, const Documents *documents,
                  unsigned workers, Diagnostics *diags, OutputSummary *summary);
