/*
 * units_merge.h - a knowledge base's own units beside ours.
 *
 * What its file defines, it defines in place of ours: a unit of ours is left out if one of its
 * principal names is defined there, an alias alone if only that is.
 */
#pragma once

#include "value/units.h"

/* Loads `own`, `own_length` bytes of XML in the UDUNITS-2 format, beside `ours`. On failure returns
 * NULL and sets `error` (caller frees) to one line. */
Units *units_merge(const char *ours, size_t length, const char *own, size_t own_length,
                   char **error);
