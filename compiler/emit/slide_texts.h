/*
 * slide_texts.h - what stands around a picture on its slide, and what its speaker has before him.
 */
#pragma once

#include "diagram/picture.h"
#include "scene/deck.h"

/* Fills all of the slide but its scene, as for the whole picture. Memory is the arena's. */
void slide_texts_fill(DeckSlide *slide, const Kb *kb, const Words *words, const Picture *picture,
                      Arena *arena);
