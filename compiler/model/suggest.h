/*
 * suggest.h - which entry may have been meant by an id that there is not.
 *
 * Looking takes time in proportion to the entries, and a knowledge base may be wrong as often as it
 * has lines: whoever reports keeps one Suggester, which gives up when enough was looked at.
 */
#pragma once

#include "base/text.h"
#include "model/kb.h"

typedef struct Suggester {
    const Kb *kb;
    size_t budget;       /* of nearest_init_within() */
    GHashTable *classes; /* Class -> whether any entry belongs to it */
    GHashTable *names;   /* name in its bare letters -> Entry; NULL: nobody has asked yet */
} Suggester;

void suggester_init(Suggester *suggester, const Kb *kb);
void suggester_clear(Suggester *suggester);

/* Returns the entry of the class (NULL: of any) with the id nearest to `id`; NULL: none is near, or
 * it was looked for too often. */
const Entry *suggester_find(Suggester *suggester, const char *id, const Class *class);

/* Returns the entry of the class that `name` is the name of, an alias, or either behind its maker's
 * ("TSMC N5"); NULL: there is none, or it may be one of several. */
const Entry *suggester_find_named(Suggester *suggester, const char *name, const Class *class);

/* Does any entry belong to the class? Only then listing them helps. */
bool suggester_has_class(Suggester *suggester, const Class *class);
