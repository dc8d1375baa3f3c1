/*
 * progress.h - what a long run tells about itself while it runs: its phases, how far they are, how
 * long they took.
 *
 * A Progress may be NULL everywhere: nobody is told. Phases follow each other; whoever does the
 * work of one begins it, and counts its turns from any thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Progress Progress;

typedef struct ProgressOptions {
    bool shows_line; /* there is a terminal: a line that is rewritten, after half a second */
    bool says_times; /* how long each phase took, at the end */
    bool traces;     /* keep what progress_trace() returns */
    /* Where text goes. */
    void (*write)(const char *text, size_t length, void *user);
    void *user;
} ProgressOptions;

Progress *progress_new(const ProgressOptions *options);

/* Ends the last phase, takes the line away, says what was to be said at the end. */
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* The next phase, called `name` (a literal: "render"), of so many turns; 0: nobody knows. */
void progress_begin(Progress *progress, const char *name, size_t turns);

/* One turn is done. */
void progress_step(Progress *progress);

/* Says a line at once, whatever else is shown: that the run waits for something. */
void progress_say(Progress *progress, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The time now, for progress_span(): microseconds since the run began; 0 if nobody traces. */
int64_t progress_time(const Progress *progress);

/* Notes what `worker` did since `began`; `name` is copied. Only kept for a trace. */
void progress_span(Progress *progress, unsigned worker, const char *name, int64_t began);

/* Returns the trace so far, in Chrome's trace format (JSON, an object with `traceEvents`); the
 * caller frees it. Call it when no thread works any more. */
GString *progress_trace(Progress *progress);
