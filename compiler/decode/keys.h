/*
 * keys.h - the keys of files that are no entries: kb.yaml, diagrams, decks. Each table is where its
 * keys are read (config.c, accepts.c, diagrams.c, selection.c, charts.c, decks.c); the manual lists
 * them.
 */
#pragma once

#include "model/kb.h"

/* What somebody writes, and what is said of it: Markdown with nothing but code in it. */
typedef struct Key {
    const char *name;
    const char *takes;
    const char *meaning;
    bool required; /* of diagrams, kinds say so */
} Key;

/* Return the key in that place of its table; NULL: there are no more. All is constant. */
typedef const Key *KeyAt(size_t index);
KeyAt config_key_at;
KeyAt accept_key_at;
KeyAt selection_key_at;
KeyAt axis_key_at;
KeyAt line_key_at;
KeyAt deck_key_at;

/* The same; sets which kinds of diagrams take it, and which need it: a bit 1 << DiagramKind each.
 */
const Key *diagram_key_at(size_t index, unsigned *kinds, unsigned *required);
