/*
 * units.h - units of measure, by UDUNITS-2 from a units.xml.
 *
 * Units are looked up by the symbols in which people write them ("GB/s", "million CNY"). Each
 * distinct text is parsed once, under a lock (ut_parse is not thread-safe); the result is shared.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Units Units;
typedef struct Unit Unit; /* owned by its Units */

/* Loads a units database from `length` bytes of XML in the UDUNITS-2 format. On failure returns
 * NULL and sets `error` (caller frees) to one line. */
Units *units_new(const char *xml, size_t length, char **error);
void units_free(Units *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Units, units_free)

/* Returns the unit written as `symbol`, or NULL if there is none. Safe from any thread. */
const Unit *units_find(Units *units, const char *symbol);

/* A unit or prefix, as the units.xml that it comes from defines it. */
typedef struct UnitListing {
    char *symbol;     /* how it is written: its first symbol, else its name */
    char *others;     /* how else, with ", " between; "": in no other way */
    char *definition; /* in other units, a prefix's factor; "": nothing it could be told by */
    const char *kind; /* "unit", "count", "money" or "prefix" */
} UnitListing;

/* Returns all of them (of UnitListing), in the order of the file; borrowed. */
const GArray *units_list(const Units *units);

/* Returns the unit that "T FLOPS" is with its prefix at it, where it is one; else NULL. Owned. */
char *units_join_prefix(Units *units, const char *symbol);

/* Returns the known symbol or name nearest to `symbol`, or NULL if none is near. Borrowed. */
const char *units_suggest(Units *units, const char *symbol);

/* The text it was first looked up by. */
const char *unit_symbol(const Unit *unit);

/* Do both measure the same thing (so that one converts into the other)? What is told of each part
 * ("MB/core") is another thing than a total; what arithmetic has made of it may be either. */
bool unit_same_dimension(const Unit *a, const Unit *b);

/* Returns the parts that each have as much as a number in this unit says: "core" of MB/core, "core
 * die" of two; "" if it speaks of no parts. NULL: arithmetic has lost them. Borrowed. */
const char *unit_parts(const Unit *unit);

/* Do both measure the same thing but for the parts? */
bool unit_differs_in_parts(const Unit *a, const Unit *b);

/* Returns the currency, whole and without a prefix, of an amount of money in `unit`; NULL: it is no
 * unit of money. */
const Unit *units_find_currency(Units *units, const Unit *unit);

/* Converts; both units must have the same dimension. Infinities stay. */
double unit_convert(const Unit *from, const Unit *to, double value);

/* Is one `from` 10^`power` of `to`? Then decimal digits convert without any rounding. */
bool unit_is_power_of_ten(const Unit *from, const Unit *to, int *power);

/* Is it a pure number (1, %, lane, count, x), and not one of each part? */
bool unit_is_dimensionless(const Unit *unit);

/* Returns the unit of a product or quotient of numbers in these units; NULL stands for a pure
 * number. NULL if there is none: one of them does not begin at zero (degrees Celsius), or the
 * result is beyond all reason. Its symbol is for no reader. Safe from any thread. */
const Unit *units_multiply(Units *units, const Unit *a, const Unit *b);
const Unit *units_divide(Units *units, const Unit *a, const Unit *b);

/* The unit of pure numbers, "1". */
const Unit *units_one(Units *units);
