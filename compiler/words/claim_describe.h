/*
 * claim_describe.h - what a claim says, and how sure, in one language.
 */
#pragma once

#include "model/kb.h"
#include "words/words.h"

/* Returns what the claim says in a language and its words, as print has it; "" if there is no
 * claim. Arena. */
const char *claim_describe(Arena *arena, const Claim *claim, size_t language, const Words *words);

/* Returns the word for a status; NULL: an actual fact needs none. */
const char *claim_describe_status(const Words *words, Status status);
