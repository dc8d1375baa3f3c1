/*
 * reach.h - a lineage with a `depth` shows what is near, too.
 *
 * Near is what so many relations or fewer lead to, in either direction, from what the diagram
 * selects. Comes before diagrams_split(), and after selections are known.
 */
#pragma once

#include "base/arena.h"
#include "model/kb.h"

/* Puts all that each such diagram shows into its `ids`, which are memory of `arena`. */
void diagrams_reach(Kb *kb, Arena *arena);
