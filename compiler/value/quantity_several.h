/*
 * quantity_several.h - several values in the place of one: "15 W PL1, 44 W PL2".
 *
 * Only quantity_hint.c includes this.
 */
#pragma once

#include "value/quantity.h"

/* Says that there are several, and how they are written. Returns false if they are not. */
bool quantity_hint_several(Units *units, const char *text, const Unit *declared, Problem *problem);
