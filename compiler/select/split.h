/*
 * split.h - a lineage that is too large for one picture becomes linked parts.
 *
 * Each part is a Diagram of its own that selects some of the whole's entries: those of one maker
 * or several, of a linked piece, or at worst of a neighbourhood. Where a relation leads out of a
 * part, the part knows into which one. Comes before pictures_draw().
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Puts the parts of each such diagram behind it in kb->diagrams, and reports it
 * (layout.too-large). Everything new is memory of `arena`. */
void diagrams_split(Kb *kb, Arena *arena, Diagnostics *diags);
