/*
 * diagram.h - from the knowledge base and its diagram descriptions to pictures.
 *
 * The stage beside emit/: it reads the model and fills Pictures (view/picture.h), which emitters
 * put into pages and files. Each kind of diagram is one member of a family (drawing.h). Timelines
 * are laid out here; graphs by Graphviz, in a child process with limits: this program again, as the
 * hidden command `layout-worker`.
 */
#pragma once

#include "diag/diag.h"
#include "diagram/layout_cache.h"
#include "view/picture.h"

#include <stddef.h>

/* Whom to ask for the layout of a graph. */
typedef struct Layouter {
    const char *executable; /* absolute path of a program that knows `layout-worker`; NULL: none,
                               and no graph is laid out */
    unsigned seconds;       /* wall clock for one layout; 0: the default */
    LayoutCache *cache;     /* asked first; NULL: none */
    gint *late;             /* atomic: layouts that took too long so far; NULL: not counted */
} Layouter;

/* Every diagram in every language of the knowledge base, by name, then language. */
typedef struct Pictures Pictures;
struct Pictures {
    const Picture **items;
    size_t count;
    Arena **arenas; /* one each: pictures are drawn in parallel */
};

/* Draws them on at most `workers` threads. A diagram that cannot be drawn is reported once
 * (layout.failed, layout.too-large) and its pictures have `failed`, but still their table. Caller
 * frees, before the Kb. */
Pictures *pictures_draw(const Kb *kb, const Layouter *layouter, unsigned workers,
                        Diagnostics *diags);
void pictures_free(Pictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pictures, pictures_free)

/* The command `layout-worker`: reads a graph on standard input, writes where its nodes and edges
 * lie on standard output, and leaves the process by _exit() with 0, or 1 if it cannot. Limits
 * itself first. Never returns. */
G_NORETURN int layout_worker_main(void);
