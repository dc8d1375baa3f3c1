/*
 * image_uses.h - which of the knowledge base's pictures are shown.
 */
#pragma once

#include "model/kb.h"

/* By a picture's place in kb->images. */
typedef struct ImageUses {
    bool *is_named; /* some text shows it, perhaps a draft's */
    bool *is_shown; /* a text that is published does: only such pictures are, too */
} ImageUses;

ImageUses image_uses_find(const Kb *kb, Arena *arena);
