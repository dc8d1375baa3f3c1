/*
 * check.h - judges the linked knowledge base.
 *
 * After link/, before anything is written. Each check is one function and one row of the table in
 * check.c; none changes the model, and none looks at what an earlier stage has already reported.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"

/* Lets `diags` accept the warnings that claims and kb.yaml say they do. Before anything is compared
 * with what `diags` holds. */
void check_accept(const Kb *kb, Diagnostics *diags);

/* Runs all checks. */
void check_kb(Kb *kb, Diagnostics *diags);
