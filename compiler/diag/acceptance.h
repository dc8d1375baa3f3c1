/*
 * acceptance.h - which warnings are let stand. Only diag/ includes this; others accept through
 * diagnostics_accept().
 */
#pragma once

#include "diag/diag.h"

typedef struct Acceptances Acceptances;

Acceptances *acceptances_new(void);
void acceptances_free(Acceptances *acceptances);

/* Copies it; its texts are borrowed. */
void acceptances_add(Acceptances *acceptances, const Acceptance *acceptance);
bool acceptances_are_none(const Acceptances *acceptances);

/* Returns what accepts the diagnostic, by where it or one of its notes stands, and remembers that
 * it was of use; NULL: nothing does. Takes time for the acceptances in its file only. */
const Acceptance *acceptances_find(Acceptances *acceptances, const Diagnostic *diagnostic);

/* Calls `visit` for each that nothing was found for, in the order in which they were added. */
void acceptances_visit_unused(const Acceptances *acceptances,
                              void (*visit)(const Acceptance *acceptance, void *user), void *user);
