/*
 * split.h - a lineage that is too large for one picture becomes linked parts.
 *
 * Each part is a plate of its own that shows some of the whole's entries: those of a family, of a
 * branch of one that is too large, or of several small ones, and is named after its root; or, where
 * the diagram says by what it is split, those of one maker or several, ... Where a relation leads
 * out of a part, the part knows into which one. Only select/ may include this.
 */
#pragma once

#include "select/plate.h"
#include "words/words.h"

/* Fills the plate's parts if it is too large, and reports that. */
void plate_split(const Kb *kb, const Words *const *words, Plate *whole, Arena *arena,
                 Diagnostics *diags);
