/*
 * told.h - on which day something was said: one day for an as-of date, however vague.
 */
#pragma once

#include "find/plans.h"

/* Returns the last day on which the claim may have been said: of an as-of date without an end its
 * first, and never one after the knowledge base's. Returns false if nobody says when it was. */
bool claim_told_day(const Kb *kb, const Claim *claim, Day *day);

/* Returns since which day a claim has been known; DAY_OPEN_PAST: since ever, or nobody says when.
 */
Day claim_known_since(const Claim *claim);

/* Returns such a day as text, NULL for one that is open. Arena. */
const char *known_since_text(Arena *arena, Day day);

/* Returns since which day a date has been known, as a build as of that day would have it
 * (link/as_of.c): what happened since it happened, whoever told it when; a plan since it was told.
 */
Day date_known_since(const Claim *date);

/* Returns since which day a plan has been in its state: overdue since its last day has passed, else
 * as its last word, or what settled it, is known. */
Day plan_known_since(const Plan *plan);
