/*
 * deck_slide.h - inside a deck: one slide and what it links to.
 */
#pragma once

#include "scene/deck.h"

/* Appends the slide's part. `links` (of char *, owned) gets the addresses that it leads to: the
 * first one's relationship is number DECK_FIRST_LINK, and so on. */
void deck_slide_append(const Deck *deck, const DeckSlide *slide, GPtrArray *links, GString *out);

enum { DECK_FIRST_LINK = 3 }; /* after layout and notes */
