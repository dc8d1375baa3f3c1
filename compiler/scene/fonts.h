/*
 * fonts.h - what the fonts of this machine can show.
 *
 * By fontconfig, which librsvg asks for whatever a font lacks: what none of its fonts has is drawn
 * as an empty box, or not at all. Loaded when it is first needed, as raster.h's library is.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Fonts Fonts;

/* Returns the machine's fonts; NULL: there is no fontconfig, and nobody can tell. Caller frees. */
Fonts *fonts_new(void);
void fonts_free(Fonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fonts, fonts_free)

bool fonts_are_none(const Fonts *fonts);

/* Has one of the fonts the character? What is invisible needs none. */
bool fonts_have(const Fonts *fonts, gunichar c);

/* Returns Debian's package with a font that has the character; NULL: none that we know of. */
const char *fonts_package(gunichar c);
