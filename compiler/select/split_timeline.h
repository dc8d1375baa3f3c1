/*
 * split_timeline.h - a timeline with too many rows for one picture becomes parts.
 *
 * A part shows whole lanes, as many as it has room for; a lane that is too large for any part is
 * cut by its rows' first dates. A timeline without lanes is cut by makers, which are the lanes of
 * its parts. Only select/ may include this.
 */
#pragma once

#include "select/plate.h"
#include "words/words.h"

/* Fills the plate's parts if it is too large, and reports that. */
void plate_split_timeline(const Kb *kb, const Words *const *words, Plate *whole, Arena *arena,
                          Diagnostics *diags);
