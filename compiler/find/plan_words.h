/*
 * plan_words.h - what became of a plan, in words: the same on pages and in pictures.
 */
#pragma once

#include "find/plans.h"
#include "words/words.h"

/* Returns how the plan was settled without coming about: "cancelled Nov 2022", "passed: Mass
 * production Jun 2024"; NULL: it was not. `language` is that of `words` among the base's. */
const char *plan_settled_words(const Words *words, size_t language, const Plan *plan, Arena *arena);
