/*
 * deck_spec.h - several diagrams as one presentation, as written and checked.
 *
 * decode/ makes it of slides/<name>.yaml, emit/slides.h writes it. Names and texts are borrowed
 * from the files, all else is memory of the deck's file.
 */
#pragma once

#include "model/kb.h"

struct DeckSpec {
    const char *name;
    const Localised *title;
    const char **diagrams; /* names, each once, in their order; NULL-terminated */
    size_t diagram_count;
    size_t languages[LANGUAGES_MAX]; /* of the knowledge base's, each once, in their order */
    size_t language_count;           /* at least one */
    Span span;
};

/* Returns the deck of that name; NULL: there is none. Borrowed. */
const DeckSpec *deck_spec_find(const Kb *kb, const char *name);
