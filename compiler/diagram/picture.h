/*
 * picture.h - from the knowledge base and its diagram descriptions to pictures.
 *
 * Each kind of diagram is one member of a family (drawing.h). Timelines, packages and topologies
 * are laid out here, other graphs by layout/; scene/ writes what comes of it.
 */
#pragma once

#include "diag/diag.h"
#include "layout/layout.h"
#include "model/kb.h"
#include "scene/svg.h"
#include "select/plate.h"
#include "template/view.h"
#include "words/words.h"

#include <stddef.h>

/* Sources, each once, in the order in which what they say was drawn. */
typedef struct PictureSources {
    const Entry **items; /* of the picture's arena */
    size_t count;
    size_t room;
} PictureSources;

/* A drawn diagram in one language; read-only. */
typedef struct Picture Picture;

struct Picture {
    const Plate *plate;
    size_t language;
    const Scene *scene; /* what SVG and DOT say */

    /* The same content in words: a map with `columns` (texts) and `rows` (maps with `cells`: maps
     * with `text` and, where it is an entry, `folder` and `id`). */
    const View *table;
    const PictureSources *sources; /* that the claims it shows cite */
    bool failed;         /* layout failed: there is no scene, the table stands for the picture */
    DiagId problem;      /* valid if failed */
    const char *message; /* same */
};

/* Append the picture; nothing if it failed. */
void picture_append_svg(const Picture *picture, const SvgTarget *target, GString *out);
void picture_append_dot(const Picture *picture, GString *out);

/* Same; appends to `lacks` what of it Mermaid does not show, a sentence a line. */
void picture_append_mermaid(const Picture *picture, GString *out, GString *lacks);

/* Every plate in every language of the knowledge base, by name, then language. */
typedef struct Pictures Pictures;
struct Pictures {
    const Picture **items;
    size_t count;
    Arena **arenas; /* one each: pictures are drawn in parallel */
};

/* Draws them on at most `workers` threads; `words` has one item a language. A diagram that cannot
 * be drawn is reported once (layout.failed, layout.not-started, layout.too-large) and its pictures
 * have `failed`, but still their table. Caller frees, before the Kb. */
Pictures *pictures_draw(const Kb *kb, const Plates *plates, const Words *const *words,
                        const Layouter *layouter, unsigned workers, Diagnostics *diags);
void pictures_free(Pictures *pictures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pictures, pictures_free)
