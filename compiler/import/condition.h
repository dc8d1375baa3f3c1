/*
 * condition.h - what a claim of a row holds for, as one text.
 *
 * The text is that of the model (Condition.key): names of the schema in its order, then what is
 * said in words, with "; " between.
 */
#pragma once

#include "import/path.h"
#include "model/kb.h"

/* Returns the condition of some texts (DataText): names and titles of conditions are those, what is
 * none is words. NULL: there is no text. Arena. */
const char *condition_text(const Kb *kb, const GArray *texts, Arena *arena);

/* Appends it as entries have it: "boost", "[dense, boost]", "{en: with the lid open}". */
void condition_append(GString *out, const char *condition, const Kb *kb);
