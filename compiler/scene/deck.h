/*
 * deck.h - scenes as slides that can be edited: PresentationML (ECMA-376, 5th edition, part 1;
 * .pptx).
 *
 * Each slide is 16:9 and shows one scene with native shapes: one object for each box, with its text
 * in it, and one for each wire, with the same texts in the same places as the SVG. Straight wires
 * are connectors, glued to the boxes that they join; others are free forms, since programs route
 * connectors that bend anew. Around it stand what keeps a slide honest once it is copied elsewhere:
 * as of when it is, its sources, and where its page is.
 */
#pragma once

#include "scene/scene.h"

#include <glib.h>

/* A slide's rows of small type, in CSS pixels. */
enum { DECK_WIDTH = 1200, DECK_FOOT_SIZE = 12, DECK_FOOT_LINES = 2 };

typedef struct DeckSlide {
    const Scene *scene;
    const char *title;
    const char *language; /* of the scene: code */
    const char *as_of;    /* a line of text; NULL: none known */
    const char *sources;  /* same */
    const char *page;     /* address of the picture's page; NULL: published nowhere */
    const char *site;     /* what addresses of entries' pages begin with; NULL: same */
    const char *notes;    /* the speaker's: lines, with tabs between columns */
} DeckSlide;

/* Returns the scenes into which a scene is cut because its texts would be too small on one slide
 * (cuts.h): none if they are not. Of Scene *, the arena's; caller frees the array. */
GPtrArray *deck_cut(const Scene *scene, Arena *arena);

typedef struct Deck {
    const char *title;
    const char *date; /* "2026-01-04T00:00:00Z": not the clock's; NULL: none known */
    bool dark;
    const DeckSlide *slides;
    size_t slide_count;
} Deck;

/* Appends the presentation; false, with what went wrong in `problem` (caller frees), if that fails.
 * Texts must be clean (scene_clean(), but for the notes' tabs and ends of lines). */
bool deck_append(const Deck *deck, GString *out, char **problem);
