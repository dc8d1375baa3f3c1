/*
 * link.h - names become pointers, and what follows from that.
 *
 * After decode/, before check/. Sorts and indexes the entries, resolves references and sources,
 * gives claims their default as-of dates, gathers milestones by identity, and fills backlinks.
 * Afterwards the model does not change any more.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Links `kb` in place; new memory comes from `arena`. With `as_of` (NULL: all), only what was known
 * by its last day stays. Reports entry.duplicate-id, entry.id-collision, ref.unknown,
 * ref.wrong-class and milestone.duplicate. */
void link_kb(Kb *kb, const Edtf *as_of, Arena *arena, Diagnostics *diags);
