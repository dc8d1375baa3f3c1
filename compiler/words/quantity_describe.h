/*
 * quantity_describe.h - a quantity as print has it.
 */
#pragma once

#include "base/arena.h"
#include "value/quantity.h"

/* Returns the quantity as print has it, from its parts as written: "64 GB/s", "4–8", "−40 – 125 °C"
 * (a minus is U+2212), "64 GB/s – 128 GB/s", "≤ 64 GB/s", "> 1600", "≈ 300 W", "77e9". */
const char *quantity_describe(Arena *arena, const Quantity *quantity);

/* The same without its unit, for where that stands elsewhere. */
const char *quantity_describe_number(Arena *arena, const Quantity *quantity);
