/*
 * called.h - which entries somebody means who types the beginning of a name, in any language. Only
 * lsp/ includes this.
 */
#pragma once

#include "model/kb.h"

/* What was typed, in its normal form (search/normal_form.h). */
typedef struct Calling {
    GString *wanted;
    GString *scratch;
    size_t languages;
} Calling;

void calling_init(Calling *calling, const Kb *kb, const char *typed);
void calling_clear(Calling *calling);

typedef enum CallingFit {
    CALLING_NONE,
    CALLING_WITHIN, /* the id, a name or an alias has it */
    CALLING_BEGINS, /* one begins with it */
} CallingFit;

CallingFit calling_fit(Calling *calling, const Entry *entry);

/* The same of one name, and of one in several languages. */
CallingFit calling_fit_name(const Calling *calling, const char *name);
CallingFit calling_fit_text(const Calling *calling, const Localised *text);
