/*
 * lookup.h - entries by what they are called: id, former id, name in any language, alias; in any
 * case of letters.
 */
#pragma once

#include "model/kb.h"

typedef struct Lookup Lookup;

/* Knows all entries of the base, which must outlive it. The caller frees it. */
Lookup *lookup_new(const Kb *kb);
void lookup_free(Lookup *lookup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lookup, lookup_free)

/* An entry that is to become one is called so, too. Texts are borrowed. */
void lookup_add(Lookup *lookup, const char *name, const char *id, const Class *class);

/* Returns the id of the one entry of the class that is called so. NULL: there is none, or `other`
 * is set, which another one has. An id counts before names, and a name before aliases. */
const char *lookup_find(const Lookup *lookup, const char *text, const Class *class,
                        const char **other);

/* Returns what an entry of the class is called that is called nearly so, or NULL. */
const char *lookup_nearest(const Lookup *lookup, const char *text, const Class *class,
                           size_t *budget);
