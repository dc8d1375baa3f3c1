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

/* Runs the checks in two turns, on `workers` threads (parallel_workers()). The first turn has all
 * that may be an error, by what `diags` makes of severities: what follows from errors can go on
 * after it. */
typedef struct Checker Checker;
Checker *check_begin(Kb *kb, unsigned workers, Diagnostics *diags);

/* The rest, which only warns; frees `checker`. */
void check_finish(Checker *checker);

/* Frees it without that. */
void checker_free(Checker *checker);
