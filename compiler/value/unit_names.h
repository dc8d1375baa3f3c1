/*
 * unit_names.h - how the units of a units.xml may be written.
 *
 * Only units.c includes this. UDUNITS reads the file for what its units measure and knows nothing
 * of what people confuse: here are its spellings, which one was meant, and which prefixes make no
 * sense. The attribute `prefixes` of a <unit> says so: "large" allows those above one only (there
 * is no thousandth of a byte), "none" allows none (1080 px are no picocounts). The attribute `of`
 * says what a unit is one of: "count" for those that things are counted in, "money" for currencies.
 */
#pragma once

#include "value/units.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct UnitNames UnitNames;

/* Reads `length` bytes of XML. On failure returns NULL and sets `error` (caller frees) to one line.
 */
UnitNames *unit_names_read(const char *xml, size_t length, char **error);
void unit_names_free(UnitNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UnitNames, unit_names_free)

/* Returns all units and prefixes (of UnitListing), in the order of the file; borrowed. */
const GArray *unit_names_list(const UnitNames *names);

/* May `name`, one factor of a unit without its exponent, have the prefix that it has? Also true of
 * what is no unit at all. */
bool unit_names_allow(const UnitNames *names, const char *name);

/* Returns what the unit `name` counts, in lower case and in the singular ("core"); NULL: it is no
 * unit of counting. Borrowed. */
const char *unit_names_counted(const UnitNames *names, const char *name);

/* Is `symbol`, one without a prefix, a currency's? */
bool unit_names_is_money(const UnitNames *names, const char *symbol);

/* Returns the name or symbol that `name` was probably meant to be, or NULL. It begins with the same
 * prefix, or at least the same letter: a slip of the finger must not change a number a
 * thousandfold. Borrowed. */
const char *unit_names_nearest(const UnitNames *names, const char *name);
