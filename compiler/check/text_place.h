/*
 * text_place.h - where a text in one language stands among its translations.
 */
#pragma once

#include "model/kb.h"

/* Returns the part of `whole`, "{en: ..., zh: ...}" or a block of such keys, that begins with the
 * language's key and ends with `whole`; `whole` itself if it has no such key. */
Span text_place(const Kb *kb, Span whole, size_t language);
