/*
 * desk.h - the thread that compiles what is open and what lies in the folder, whenever one of them
 * has changed. Only serve/ and lsp/ include this.
 *
 * It works on one text after the other, always on the last: what was typed in between was never
 * wanted. What comes out of it is constant, and stays as long as somebody refers to it; but for
 * what is reported later of one that is unfinished.
 */
#pragma once

#include "compile.h"

typedef struct Desk Desk;

/* What was made of one state of the texts. */
typedef struct DeskState {
    gatomicrefcount references;
    guint64 number; /* as desk_put() was told */
    Diagnostics *diags;
    Compilation *compilation;
    char *problem;      /* what the terminal says of its errors; NULL: there are none */
    bool is_unfinished; /* there is more to say: desk_finish() */
} DeskState;

DeskState *desk_state_ref(DeskState *state);
void desk_state_unref(DeskState *state);

typedef struct DeskReader {
    /* In the main loop, before anything is compiled: settings and schema, by which what is open can
     * be decoded by itself (inputs_read_ground()); NULL: nobody wants that. The callee owns it. */
    void (*grounded)(Inputs *ground, void *user);

    /* In the main loop, whenever something new was made, or what there is was found to be the same
     * for a later number (`state` NULL then). The callee owns the reference. */
    void (*told)(DeskState *state, guint64 number, void *user);

    /* The same when all was said of a state that was unfinished; NULL: none ever is. */
    void (*finished)(DeskState *state, void *user);
    void *user;
} DeskReader;

/* `options` and `severities` must outlive it. The caller frees it. */
Desk *desk_new(const CompileOptions *options, const Diagnostics *severities,
               const DeskReader *reader);

/* Waits for what is being done; nobody is told of it. */
void desk_free(Desk *desk);

/* Is it doing something, or about to? */
bool desk_is_busy(Desk *desk);

/* Wants `overlay` to be compiled, in the place of what was wanted before and is not begun. Numbers
 * grow. */
void desk_put(Desk *desk, Overlay *overlay, guint64 number);

/* Has the rest said of the last state, when nothing else is to be done; of one that another has
 * followed nothing more is said. */
void desk_finish(Desk *desk);
