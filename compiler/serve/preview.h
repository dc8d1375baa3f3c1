/*
 * preview.h - the site of what somebody compiles, to browsers on this machine. Only serve/ and lsp/
 * include this.
 *
 * Whoever compiles says what came of it, and how one asks whether it is still so: a document is
 * answered when that is known of a later moment than that at which it was asked for.
 */
#pragma once

#include "serve/desk.h"
#include "serve/server.h"

typedef struct Preview Preview;

typedef struct PreviewOptions {
    unsigned port; /* 0: any that is free */
    const Diagnostics *severities;
    bool waits; /* nothing is drawn as long as nobody looks */

    /* Looks whether what is compiled still stands; returns the number by which preview_put() will
     * tell. */
    guint64 (*look)(void *user);

    /* press.h, PressReader */
    void (*say)(Diagnostics *diags, void *user);

    /* server.h, ServerHost; NULL: there is no editor. */
    void (*open)(const char *said, ServerClick *click, void *user);
    void *user;
} PreviewOptions;

/* Begins to listen. Returns NULL, with `problem` for the caller to free, if that fails. The caller
 * frees it. */
Preview *preview_new(const PreviewOptions *options, char **problem);
void preview_free(Preview *preview);

/* Returns its address, "http://127.0.0.1:8000/". */
const char *preview_address(const Preview *preview);

/* Is it drawing or rendering? */
bool preview_is_busy(const Preview *preview);

/* What was compiled, or (NULL) was found to be the same, is good for what was asked until
 * `number`. */
void preview_put(Preview *preview, DeskState *state, guint64 number);

/* All is said now of a state that was unfinished. */
void preview_say(const Preview *preview, DeskState *state);

/* Returns what pages are made of, or NULL: there is nothing to show yet. */
const DeskState *preview_shown(const Preview *preview);

/* Leads browsers to a page and to what was said there at a line of a file (live.h). Returns false
 * if none is there. */
bool preview_lead(const Preview *preview, const char *page, const char *file, unsigned line);
