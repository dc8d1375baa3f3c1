/*
 * anchors.h - the parts of an entry's page that "#..." can lead to.
 *
 * Pages and the check of links in prose must agree on them: the page's own sections and rows
 * (templates/html/entry.mustache), then the headings of its prose, in the order of its slots.
 */
#pragma once

#include "model/kb.h"

/* Returns the page's own, a set of names to which headings' ids are added (value/prose.h). Caller
 * frees. */
GHashTable *anchors_of_page(const Entry *entry);

/* Same, with the ids of the headings in that language. */
GHashTable *anchors_of_entry(const Entry *entry, size_t language);

/* Returns what a milestone's row is called, without "milestone-" before it: its id without the
 * subject's. */
const char *anchors_milestone(const Milestone *milestone);
