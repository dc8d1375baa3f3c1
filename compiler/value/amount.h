/*
 * amount.h - quantities on their way through arithmetic.
 *
 * An Amount is what is left of a Quantity when its text is gone: the interval that was written, the
 * same widened by the precision of the digits, and the unit of both. Each operation is done on both
 * intervals, so that a result is as vague as its operands and no vaguer (but for an operand that
 * occurs twice). Ends that are open stay open. Units multiply and divide with their numbers.
 */
#pragma once

#include "base/arena.h"
#include "value/quantity.h"
#include "value/units.h"

#include <stdbool.h>

typedef struct Interval {
    double from; /* -INFINITY: open */
    double to;   /* INFINITY: open */
    bool excludes_from;
    bool excludes_to;
} Interval;

typedef struct Amount {
    Interval written;
    Interval widened;
    bool approximate;
    bool has_value;   /* false: it has a unit only (something was divided by what may be 0) */
    const Unit *unit; /* NULL: a pure number */
} Amount;

typedef enum AmountOperator {
    AMOUNT_ADD,
    AMOUNT_SUBTRACT,
    AMOUNT_MULTIPLY,
    AMOUNT_DIVIDE,
} AmountOperator;

/* A number that is what it is: counts, and numbers in expressions. */
Amount amount_exact(double value);

Amount amount_from_quantity(const Quantity *quantity);

/* Anything up to the amount: of what adds up to it, some may be switched off. */
Amount amount_at_most(const Amount *amount);

/* Nothing but the unit. */
Amount amount_of_unit(const Unit *unit);

/* Sets `result`. Returns false if the units do not go together: a sum of watts and bytes. */
bool amount_combine(Units *units, AmountOperator operator, const Amount * a, const Amount *b,
                    Amount *result);

/* The rate by which `first` grows to `last` in `steps` equal steps: (last / first)^(1 / steps) - 1.
 * No value unless both are certainly positive. Returns false if their units differ in dimension. */
bool amount_growth(Units *units, const Amount *first, const Amount *last, double steps,
                   Amount *result);

/* Writes the amount as a quantity in `unit` (NULL: a pure number), in digits as fine as the least
 * precise operand made it; the text is the arena's. Returns false if it has no value, is open on
 * both ends, too large, or of another dimension. */
bool amount_to_quantity(Arena *arena, Units *units, const Amount *amount, const Unit *unit,
                        Quantity *quantity);

/* Can `a` be no more than `b`, as far as digits leave open what they are? False also if nobody can
 * tell: one has no value or is open on both ends, or their units differ in dimension. */
bool amount_may_be_at_most(Units *units, const Amount *a, const Amount *b);

/* Can a stated quantity be the derived one? As quantity_agrees(), but a derived number may be
 * exact.
 */
bool amount_agrees(const Quantity *stated, const Quantity *derived);
