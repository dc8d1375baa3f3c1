/*
 * milestones.h - an entry's milestones: what happened and what is planned, every date that was ever
 * named, and what became of plans.
 */
#pragma once

#include "find/plans.h"
#include "page/context.h"

/* Puts `milestone_tables` (title, plans, dated, rows) and `has_milestones`. */
void milestones_put(PageContext *page, const Entry *entry);

/* Puts `statements`: every date of the plan's milestone, the one in force first; each has
 * superseded, too (a forecast that the last word has replaced). */
void milestones_put_dates(PageContext *page, View *row, const Plan *plan);

/* Puts `plan`: state (its word), state_name, and steps (from and to, two texts; slip, in words;
 * last); FALSE if nothing became of the plan yet. */
void milestones_put_plan(PageContext *page, View *map, const Plan *plan);

/* Lets the status of a date of the plan, or of its last word, which `map` has, say when the plan
 * was given up, in the words that pictures have for it. */
void milestones_say_when(const PageContext *page, View *map, const Plan *plan, const Claim *claim);
