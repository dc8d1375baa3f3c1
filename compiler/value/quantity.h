/*
 * quantity.h - number(s) with a unit, as written, plus the canonical interval.
 *
 * Accepted: "64 GB/s", "4..8", "64 GB/s .. 128 GB/s", "10000..", "..64 GB/s", "<= 64 GB/s", "< 5",
 * "≥ 10000", "> 1600", "~ 300 W", "53.2 %", "336.8 million CNY", "77e9", "1,600"
 * (digit groups of three). Precision follows from the digits written: plus or minus half of the
 * last digit, zeros included (827 is 826.5 to 827.5, 827.0 is 826.95 to 827.05).
 *
 * A quantity knows where its numbers and units stand in its text: nobody else reads that again.
 */
#pragma once

#include "base/arena.h"
#include "value/problem.h"
#include "value/units.h"

#include <stdbool.h>
#include <stdint.h>

enum { QUANTITY_LENGTH_MAX = 255 }; /* bytes of its text */

/* Where something stands in a quantity's text; empty: nowhere. */
typedef struct QuantityPart {
    uint8_t start;
    uint8_t length;
} QuantityPart;

/* One end of the interval as written. The number has its sign, commas and exponent. */
typedef struct QuantityEnd {
    QuantityPart number; /* empty: open */
    QuantityPart unit;   /* empty: none, or a range's last one stands for both */
} QuantityEnd;

typedef enum QuantitySide { QUANTITY_MIN, QUANTITY_MAX } QuantitySide;

typedef struct Quantity {
    const char *text; /* as written, borrowed */
    double min;       /* in the declared unit (else the one written); -INFINITY when open */
    double max;       /* in the declared unit (else the one written); INFINITY when open */
    double low;       /* [low, high] is [min, max] widened by the precision of the digits */
    double high;
    bool exclusive_min;  /* "> 5" */
    bool exclusive_max;  /* "< 5" */
    bool approximate;    /* "~ 300 W" */
    QuantityEnd ends[2]; /* by QuantitySide; of a single number both are the same */
    const Unit *scale;   /* the unit of min, max, low, high; NULL: none */
    const Unit *unit;    /* as written; the declared one when that is dimensionless and none was */
} Quantity;

/* Parses `text` (must outlive the result) as a quantity in the dimension of `declared`; NULL takes
 * any unit, or none. Returns false and fills `problem` otherwise: PROBLEM_QUANTITY for what is no
 * quantity, PROBLEM_UNIT for an unknown or missing unit, PROBLEM_DIMENSION for a unit of another
 * dimension. */
bool quantity_parse(Units *units, const char *text, const Unit *declared, Quantity *quantity,
                    Problem *problem);

/* The same without asking what was meant: the problem has no more than plain advice. */
bool quantity_read(Units *units, const char *text, const Unit *declared, Quantity *quantity,
                   Problem *problem);

/* Is it written with two numbers, "4..8"? */
bool quantity_is_range(const Quantity *quantity);

/* Finds the unit as written, which may be empty. Returns false if both ends have one of their own.
 */
bool quantity_find_unit(const Quantity *quantity, QuantityPart *unit);

/* Sets `converted` to the quantity in `scale`, another unit of the same dimension, exact in the
 * digits written; its text stays. Returns false if a number becomes too large. */
bool quantity_convert(Units *units, const Quantity *quantity, const Unit *scale,
                      Quantity *converted);

/* Returns `value`, one of the quantity's ends, in `scale`, another unit of the same dimension; as
 * it is if there is no unit on either side. */
double quantity_rescale(const Quantity *quantity, const Unit *scale, double value);

/* How far the quantity may reach to one side in its vaguest reading: what its digits allow, and a
 * quarter more if it is approximate ("~ 80" is 60 to 100). */
double quantity_reach(const Quantity *quantity, QuantitySide side);

/* Do the intervals, as far as they may reach, share more than a point? Also true of what cannot be
 * compared: a number with a unit and one without. Numbers of different dimensions never agree. */
bool quantity_agrees(const Quantity *a, const Quantity *b);

/* Appends `value` in the fewest digits that read back as the same double, in any locale: "64",
 * "0.499", "1.5e+21". */
void quantity_append_number(GString *out, double value);
