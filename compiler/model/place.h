/*
 * place.h - where an entry's page shows a slot.
 */
#pragma once

#include "schema/schema.h"

typedef enum PagePlace {
    PLACE_NOWHERE, /* not at all, or where this slot alone belongs */
    PLACE_TABLE,   /* a row of the table of facts */
    PLACE_OBJECTS, /* a table of its own, the objects' slots as columns */
    PLACE_PROSE,
} PagePlace;

PagePlace place_of_slot(const Slot *slot);
