/*
 * units.h - a quantity in other units than it was written in. Only lsp/ includes this.
 */
#pragma once

#include "value/quantity.h"

/* Returns the quantity in units of the same dimension with other prefixes, those in which its
 * number is neither large nor small: "0.064 TB/s = 64000 MB/s"; NULL: there are none. The caller
 * frees it. */
char *units_describe_others(Units *units, const Quantity *quantity);
