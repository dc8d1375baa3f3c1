/*
 * slides.h - pictures as files for slides and print: `dieline diagram`, `dieline slides`.
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
    SLIDE_MERMAID,
    SLIDE_FORMAT_COUNT
} SlideFormat;

const char *slide_format_name(SlideFormat format);
const char *slide_format_extension(SlideFormat format);

/* Finds a format by its name; false if there is none. */
bool slide_format_find(const char *name, SlideFormat *format);

typedef struct SlideOptions {
    const char *name;                 /* of a diagram; its parts go with it. NULL: all */
    size_t language;                  /* the KB's language_count: all */
    bool formats[SLIDE_FORMAT_COUNT]; /* which to write */
    SvgTheme theme;
    unsigned width; /* of what has a size (slides_size.h), in CSS pixels; 0: as it is */
    double scale;   /* same: how many times as large; 0: as is usual */
} SlideOptions;

/* Something that pictures lack, for the user. */
typedef struct SlideNote {
    GString *names; /* of the plates, "roadmap, field" */
    char *text;
    const char *last; /* of the names; borrowed */
} SlideNote;

/* What came of it. */
typedef struct SlidesDone {
    size_t written;
    char *refusal;    /* why nothing was written: the size that is asked for. NULL: no reason */
    GPtrArray *notes; /* of SlideNote */
} SlidesDone;

void slides_done_init(SlidesDone *done);
void slides_done_clear(SlidesDone *done);

/* A presentation in one language. */
typedef struct DeckFile {
    size_t language;
    const char *path;
    size_t slides; /* how many were written */
} DeckFile;

/* Several diagrams as one presentation. */
typedef struct DeckOptions {
    const char *const *names; /* of diagrams, in their order; NULL-terminated */
    const Localised *title;   /* what the presentation is called */
    SvgTheme theme;
    DeckFile *files; /* one a language */
    size_t file_count;
} DeckOptions;

/* Returns the plates that the deck shows, in its order: of a diagram with parts, all of them.
 * Plates' items are borrowed, the array is the arena's. */
Plates slides_choose(const DeckOptions *options, const Plates *plates, Arena *arena);

/* Writes the pictures of each file's language, in their order, as one presentation; nothing if none
 * could be drawn. Returns false (reported) if one cannot be written, or if drawing them was an
 * error. */
bool slides_write_deck(const Kb *kb, const Words *const *words, const Pictures *pictures,
                       const DeckOptions *options, Diagnostics *diags);

/* Is the plate among those that are asked for? */
bool slides_wants(const SlideOptions *options, const Plate *plate);

/* Writes the pictures that are asked for into `folder` (made if it is missing) as
 * <name>.<language>.<extension>; `words` has one item a language. Their links lead to the published
 * site; without one (base_url) they have none. Returns false if one cannot be written: reported, or
 * `done` has the refusal. */
bool slides_write(const Kb *kb, const Words *const *words, const Pictures *pictures,
                  const SlideOptions *options, const char *folder, Diagnostics *diags,
                  SlidesDone *done);
