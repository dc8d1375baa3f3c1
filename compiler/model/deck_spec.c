#include "model/deck_spec.h"

#include <string.h>

const DeckSpec *deck_spec_find(const Kb *kb, const char *name)
{
    for (size_t i = 0; i < kb->deck_count; i++)
        if (strcmp(kb->decks[i]->name, name) == 0)
            return kb->decks[i];
    return NULL;
}
