/*
 * link.h - names become pointers, and what follows from that.
 *
 * After decode/, before derive/. Sorts and indexes the entries, resolves references and sources,
 * gives claims their default as-of dates, gathers milestones and figures by identity, and fills
 * backlinks. What was decoded is only read: it can be linked any number of times.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Returns what `decoded` comes to once it is linked, in `arena`; kb_clear() frees what is not the
 * arena's. With `as_of` (NULL: all), only what was known by its last day is in it. Reports
 * entry.duplicate-id, entry.id-collision, ref.unknown, ref.wrong-class and milestone.duplicate. */
Kb *link_kb(const Kb *decoded, const Edtf *as_of, Arena *arena, Diagnostics *diags);
