/*
 * link.h - names become pointers, and what follows from that.
 *
 * After decode/, before derive/. Sorts and indexes the entries, resolves references and sources,
 * gives claims their default as-of dates, gathers milestones and figures by identity, and fills
 * backlinks. It writes to what was decoded, or to a copy of it (model/copy.h), which can be linked
 * any number of times.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Links what was decoded, once; new memory comes from `arena`. With `as_of` (NULL: all), only what
 * was known by its last day stays in it. Reports entry.duplicate-id, entry.id-collision,
 * ref.unknown, ref.wrong-class and milestone.duplicate. `workers`: parallel_workers(). */
void link_kb(Kb *kb, const Edtf *as_of, unsigned workers, Arena *arena, Diagnostics *diags);
