/*
 * slides.h - pictures as files for slides and print: `dieline diagram`.
 */
#pragma once

#include "diag/diag.h"
#include "diagram/picture.h"

typedef enum SlideFormat {
    SLIDE_SVG,
    SLIDE_DOT,
    SLIDE_PNG,
    SLIDE_PDF,
    SLIDE_PPTX,
    SLIDE_FORMAT_COUNT
} SlideFormat;

const char *slide_format_name(SlideFormat format); /* also its files' extension */

typedef struct SlideOptions {
    const char *name;                 /* of a diagram; its parts go with it. NULL: all */
    size_t language;                  /* the KB's language_count: all */
    bool formats[SLIDE_FORMAT_COUNT]; /* which to write */
    SvgTheme theme;
    unsigned width; /* of PNG and PDF, in CSS pixels; 0: as it is */
    double scale;   /* same: how many times as large; 0: twice for PNG, as it is for PDF */
} SlideOptions;

/* Several diagrams as one presentation. */
typedef struct DeckOptions {
    const char *const *names; /* of diagrams, in their order; NULL-terminated */
    size_t language;
    SvgTheme theme;
} DeckOptions;

/* Returns the plates that the deck shows, in its order: of a diagram with parts, all of them.
 * Plates' items are borrowed, the array is the arena's. */
Plates slides_choose(const DeckOptions *options, const Plates *plates, Arena *arena);

/* Writes the pictures of one language, in their order, as one presentation to `path`. Returns false
 * (reported) if it cannot be written. */
bool slides_write_deck(const Kb *kb, const Words *const *words, const Pictures *pictures,
                       const DeckOptions *options, const char *path, Diagnostics *diags,
                       size_t *written);

/* Is the plate among those that are asked for? */
bool slides_wants(const SlideOptions *options, const Plate *plate);

/* Writes the pictures that are asked for into `folder` (made if it is missing) as
 * <name>.<language>.<format>; `words` has one item a language. Returns false (reported) if one
 * cannot be written. */
bool slides_write(const Kb *kb, const Words *const *words, const Pictures *pictures,
                  const SlideOptions *options, const char *folder, Diagnostics *diags,
                  size_t *written);
