/*
 * entry_lines.h - on which lines of their files entries begin.
 */
#pragma once

#include "model/kb.h"

/* Returns the line of each entry, by its index: one pass over each file, however many it holds. */
const unsigned *entry_lines_find(const Kb *kb, Arena *arena);
