/*
 * serve.h - the site of a knowledge base in a browser while it is edited.
 *
 * What is made of the folder is kept in memory as one constant state (desk.h). Nothing is
 * written anywhere: pages are rendered when they are asked for. Whoever asks gets what is in the
 * files at that moment, for before a request is answered everything is looked at: the stamps of all
 * files, about a microsecond each, are cheaper than a request, and cannot miss what a watch can. (A
 * cookie file as git's and watchman's would have to lie in the user's folder, and says nothing
 * where a watch is not there at all.) Watches only tell when to look without being asked, so that
 * pages are loaded again by themselves.
 *
 * The main loop speaks HTTP and never waits; one thread looks and compiles (desk.h), one draws and
 * renders (press.h).
 */
#pragma once

#include "compile.h"

typedef struct ServeOptions {
    CompileOptions compile;
    const Diagnostics *severities; /* what is reported, and how */
    unsigned port;                 /* 0: any that is free */
    bool opens;                    /* shows the site in the user's browser */

    /* Called with what there is to say of each generation, from another thread but one at a time.
     */
    void (*say)(Diagnostics *diags, void *user);
    void *user;
} ServeOptions;

/* Serves until SIGINT or SIGTERM. Returns false, with `problem` for the caller to free, if it
 * cannot begin. */
bool serve_run(const ServeOptions *options, char **problem);
