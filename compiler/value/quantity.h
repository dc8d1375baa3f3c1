/*
 * quantity.h - number(s) with a unit, as written, plus the canonical interval.
 *
 * Accepted: "64 GB/s", "4..8", "64 GB/s .. 128 GB/s", "10000..", "..64 GB/s", "<= 64 GB/s", "< 5",
 * "≥ 10000", "> 1600", "~ 300 W", "53.2 %", "336.8 million CNY", "77e9", "1,600"
 * (digit groups of three). Precision follows from the digits written: plus or minus half of the
 * last digit, zeros included (827 is 826.5 to 827.5, 827.0 is 826.95 to 827.05).
 */
#pragma once

#include "base/arena.h"
#include "value/problem.h"
#include "value/units.h"

#include <stdbool.h>

typedef struct Quantity {
    const char *text; /* as written, borrowed */
    double min;       /* in the declared unit (else the one written); -INFINITY when open */
    double max;       /* in the declared unit (else the one written); INFINITY when open */
    double low;       /* [low, high] is [min, max] widened by the precision of the digits */
    double high;
    bool exclusive_min; /* "> 5" */
    bool exclusive_max; /* "< 5" */
    bool approximate;   /* "~ 300 W" */
    const Unit *scale;  /* the unit of min, max, low, high; NULL: none */
    const Unit *unit;   /* as written; the declared one when that is dimensionless and none was */
} Quantity;

/* Parses `text` (must outlive the result) as a quantity in the dimension of `declared`; NULL takes
 * any unit, or none. Returns false and fills `problem` otherwise: PROBLEM_QUANTITY for what is no
 * quantity, PROBLEM_UNIT for an unknown or missing unit, PROBLEM_DIMENSION for a unit of another
 * dimension. */
bool quantity_parse(Units *units, const char *text, const Unit *declared, Quantity *quantity,
                    Problem *problem);

/* Returns `value`, one of the quantity's ends, in `scale`, another unit of the same dimension; as
 * it is if there is no unit on either side. */
double quantity_rescale(const Quantity *quantity, const Unit *scale, double value);

/* Do the widened intervals share more than a point? Also true of what cannot be compared: a number
 * with a unit and one without. Numbers of different dimensions never agree. */
bool quantity_agrees(const Quantity *a, const Quantity *b);

/* Appends `value` in the fewest digits that read back as the same double, in any locale: "64",
 * "0.499", "1.5e+21". */
void quantity_append_number(GString *out, double value);
