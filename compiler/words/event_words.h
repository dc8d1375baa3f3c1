/*
 * event_words.h - what an event of an entry is called beside the entry's others: the same on pages,
 * in pictures, calendars and feeds.
 */
#pragma once

#include "model/kb.h"
#include "words/words.h"

/* Returns its event's title, with its own name behind it in brackets, if it has one; where its
 * subject has others of that event, its place or key. `language` is that of `words`
 * among the base's. Reads the subject's milestones (READ_ENTRY of it). Arena, or borrowed. */
const char *event_words_title(const Words *words, size_t language, const Milestone *milestone,
                              Arena *arena);
