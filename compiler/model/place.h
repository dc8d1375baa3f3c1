/*
 * place.h - where an entry's page shows a slot, and under which heading.
 */
#pragma once

#include "page/context.h"

typedef enum PagePlace {
    PLACE_NOWHERE, /* not at all, or where this slot alone belongs */
    PLACE_TABLE,   /* a row of the table of facts */
    PLACE_OBJECTS, /* a table of its own, the objects' slots as columns */
    PLACE_PROSE,
} PagePlace;

PagePlace place_of_slot(const Slot *slot);

/* Returns the title of the group that a slot stands in. */
const char *place_group_title(const PageContext *page, const Slot *slot);

/* Returns the rows of the group in `groups` that is called so; adds it if there is none. Slots of a
 * group need not follow each other: a schema may add one to any. */
View *place_group_rows(PageContext *page, View *groups, const char *title);
