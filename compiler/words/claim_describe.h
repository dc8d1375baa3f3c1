/*
 * claim_describe.h - what a claim says, in the words of one language.
 */
#pragma once

#include "model/kb.h"

/* Returns what the claim says, as print has it; "" if there is no claim. Arena. */
const char *claim_describe(Arena *arena, const Claim *claim, size_t language, const char *tongue);
