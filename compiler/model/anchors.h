/*
 * anchors.h - the parts of a page that "#..." can lead to.
 *
 * Pages and the check of links in prose must agree on them: the page's own sections and rows
 * (templates/html/entry.mustache), then the headings of its prose, in the order of its slots.
 */
#pragma once

#include "model/kb.h"

/* Returns what every page has (templates/html/layout.mustache), a set of names to which headings'
 * ids are added (value/prose.h): all that a free page has of its own. Caller frees. */
GHashTable *anchors_of_frame(void);

/* Returns an entry's page's own, a set of names to which headings' ids are added (value/prose.h).
 * Caller frees. */
GHashTable *anchors_of_page(const Entry *entry);

/* Same, with the ids of the headings in that language. */
GHashTable *anchors_of_entry(const Entry *entry, size_t language);

/* Returns where a milestone stands: "milestone-" and its id without the subject's. In `arena`. */
const char *anchors_milestone(Arena *arena, const Milestone *milestone);

/* Is it where the milestone of any entry stands that has the same id but for the subject's? */
bool anchors_is_milestone(const char *anchor, const Milestone *milestone);

/* Returns where the amounts of a figure stand: "figure-" and its id without the subject's, with
 * other signs for those of a date that an address has a use for. In `arena`. */
const char *anchors_figure(Arena *arena, const Figure *figure);

/* Returns what the statement number `number` (from 1) of several is called, the first one as all of
 * them: "tdp", "tdp~2". In `arena`, or `name` itself. No heading and no slot has such a name. */
const char *anchors_nth(Arena *arena, const char *name, size_t number);

/* The same for a row of a table that is called `name` itself: "memories~1", "memories~2". */
const char *anchors_row(Arena *arena, const char *name, size_t number);
