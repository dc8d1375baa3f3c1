#include "model/place.h"

#include <string.h>

/* What every entry has (design section 3.3), and what is said beside the table. */
static const char *const PASSED_OVER[] = {"id",         "name",   "aliases",    "summary",
                                          "tags",       "source", "milestones", "figures",
                                          "former_ids", "draft",  "variant_of", "varies_by"};

/* Objects that count parts fit into a line. */
PagePlace place_of_slot(const Slot *slot)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
        if (*slot->name == *PASSED_OVER[i] && strcmp(slot->name, PASSED_OVER[i]) == 0)
            return PLACE_NOWHERE;
    if (slot->range == RANGE_MARKDOWN)
        return PLACE_PROSE;
    if (slot->range == RANGE_OBJECT && class_find_known(slot->range_class, SLOT_PART) == NULL)
        return PLACE_OBJECTS;
    return PLACE_TABLE;
}
