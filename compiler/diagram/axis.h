/*
 * axis.h - a true scale of time: every day is as wide as any other.
 */
#pragma once

#include "scene/scene.h"
#include "words/words.h"

#include <stdbool.h>

typedef struct Axis {
    Day from; /* first day shown */
    Day to;   /* last day shown */
    double left;
    double width;
} Axis;

/* Returns where a day begins: the axis's left for `from`, its right for the day after `to`. Days
 * beyond it, and open ends, come to lie at its ends. */
double axis_x(const Axis *axis, Day day);

/* Where the day after `day` begins. */
double axis_x_after(const Axis *axis, Day day);

/* Widens the axis to whole years. */
void axis_round(Axis *axis);

typedef struct Tick {
    double x;
    double label_x;    /* the middle of the label */
    const char *label; /* NULL: no room for it */
} Tick;

/* Returns an array of Tick, in order: years, halves, quarters, months or round numbers of years,
 * whichever are the narrowest that leave room for their labels. Their labels are memory of the
 * arena; the caller frees the array. */
GArray *axis_ticks(const Axis *axis, const Words *words, Arena *arena);
