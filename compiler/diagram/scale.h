/*
 * scale.h - along an axis of numbers: where a value stands, and which round values are named.
 *
 * Steps of a linear scale are 1, 2 or 5 times a power of ten, and its ends are multiples of them:
 * P. S. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), pp. 61-63. A logarithmic
 * one ends at such numbers, too, and names powers of ten, of few decades 2 and 5 times them as
 * well. Only charts include this.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Scale {
    bool is_logarithmic;
    double from; /* values at its ends */
    double to;
    double step;  /* of a linear scale */
    double start; /* pixels, where `from` stands */
    double end;   /* where `to` does; before `start` if it goes upwards */
} Scale;

typedef struct ScaleTick {
    double value;
    bool is_named; /* others are lines between */
} ScaleTick;

/* Sets the ends, for values of [from, to], in at most about `steps` steps; above zero, if it is
 * logarithmic. A linear scale begins at zero if it must, or if that costs little room. */
void scale_fit(Scale *scale, double from, double to, unsigned steps, bool from_zero);

/* Returns where a value stands; what lies beyond the ends at the nearer one. */
double scale_at(const Scale *scale, double value);

/* Returns an array of ScaleTick, in order; the caller frees it. */
GArray *scale_ticks(const Scale *scale);
