/*
 * derive.h - claims that follow from others.
 *
 * After link/, before check/. A variant has its base's claims where it states none; they count less
 * than what follows from its own. Where no claim of a slot is stated, one is added that follows
 * from its expression ("{lane_bandwidth} * {lanes}"), from what the entry is composed of (twice the
 * die's transistors), or from its being a multiple of another. Where one is stated, it counts, and
 * is only compared. Nothing follows from a slot about which sources contradict each other.
 * Afterwards the model does not change any more.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Adds derived claims to entries; new memory comes from `arena`. Reports derived.mismatch. Entries
 * that are damaged or drafts neither get any nor give any. */
void derive_kb(Kb *kb, Arena *arena, Diagnostics *diags);

/* Compares stated figures with what their measures' expressions make of other figures of the same
 * subject: those of one source first, of several only if no source has them all. Reports
 * derived.mismatch; returns how many comparisons could be made. The model stays as it is. */
size_t derive_check_figures(const Kb *kb, Diagnostics *diags);
