/*
 * meant.h - which entry is meant at a place: by an id that refers to it, by a link of prose, or by
 * its own name. Only lsp/ includes this.
 */
#pragma once

#include "lsp/spot.h"

typedef struct Meant {
    const Entry *entry; /* NULL: none */
    size_t start;       /* of the id that means it, in the open text */
    size_t end;
} Meant;

/* Looks at an open text of the knowledge base, of whatever kind. */
Meant meant_find(const Session *session, const JsonItem *params);

/* The same within a place that is known already. */
Meant meant_at(const Place *place);

/* Returns the entry whose document the place is in, as last compiled, or NULL. */
const Entry *place_own_entry(const Place *place);
