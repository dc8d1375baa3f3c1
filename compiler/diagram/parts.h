/*
 * parts.h - what an entry is made of: the parts and counts in composed_of, packaged_with,
 * integrates.
 */
#pragma once

#include "diagram/drawing.h"

typedef struct Part {
    const Entry *entry;
    int64_t count;          /* 0: not stated */
    const Claim *claim;     /* that states it */
    const Claim *reference; /* in that, to the part: how firm it is */
} Part;

/* Returns the parts that the slot's claims name, in their order, each once: of several sources that
 * state the same, as the firmest does. Drafts and what is not in force are left out. Of Part;
 * caller frees. */
GArray *parts_find(const Claims *claims);

/* Returns "× 2", or NULL if the count is not stated or 1. Arena. */
const char *parts_count(const Drawing *drawing, const Part *part);
