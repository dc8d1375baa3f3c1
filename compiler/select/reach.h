/*
 * reach.h - a lineage with a `depth` shows what is near, too.
 *
 * Near is what so many relations or fewer lead to, in either direction, from what the diagram
 * selects. Only select/ may include this.
 */
#pragma once

#include "select/plate.h"

/* Adds to the plate's entries what is near them. */
void plate_reach_out(const Kb *kb, Plate *plate, Arena *arena);

/* plate.c: makes these (const Entry, in the knowledge base's order) what the plate shows. */
void plate_set_entries(Plate *plate, const GPtrArray *entries, Arena *arena);
