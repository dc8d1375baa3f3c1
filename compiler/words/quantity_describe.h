/*
 * quantity_describe.h - a quantity as print has it.
 */
#pragma once

#include "base/arena.h"

/* Returns a quantity's text as print has it: en dashes between bounds, signs for open ends. */
const char *quantity_describe(Arena *arena, const char *written);
