/*
 * told.h - on which day something was said: one day for a date, however vague; and since which day
 * a finding has been one.
 */
#pragma once

#include "find/corrections.h"
#include "find/plans.h"
#include "model/known.h"

/* Returns the last day on which something may have been said as of `as_of`: of a date without an
 * end its first, and never one after the knowledge base's. */
Day told_day(const Kb *kb, const Edtf *as_of);

/* Sets `day` to that of a claim. Returns false if nobody says when it was, or there is none. */
bool claim_told_day(const Kb *kb, const Claim *claim, Day *day);

/* Returns a day as text, NULL for one that is open. Arena. */
const char *told_day_text(Arena *arena, Day day);

/* Returns since which day a plan has been in its state: since all is known that it follows from;
 * overdue not before its last day has passed. */
Day plan_known_since(const Plan *plan);

/* Returns since which day both what is no longer in force and what took its place are known, or who
 * withdrew it. */
Day correction_known_since(const Correction *correction);
