/*
 * copy.h - a knowledge base of one's own, made of what was decoded.
 *
 * What decode/ made belongs to its files and does not change. Whoever links it copies first, unless
 * nobody else will need it: what linking writes to (entries, objects, claims, citations, the names
 * in diagrams) is new, what it only reads (texts, dates, quantities) is shared.
 */
#pragma once

#include "model/kb.h"

/* Returns a copy of `decoded`, whose schema, texts and files it borrows; kb_clear() frees what is
 * not the arena's. `workers`: parallel_workers(). */
Kb *kb_copy(const Kb *decoded, unsigned workers, Arena *arena);
