/*
 * metrics.h - how wide a text is, with any font.
 *
 * Sizes of diagrams must not depend on the fonts of the machine that builds them, and labels must
 * not collide with the fonts of the one that shows them. So widths come from a table that holds,
 * for each character, the wider of Helvetica's and DejaVu Sans's advance; CJK characters are one
 * em. What is drawn is never wider, but for the odd font.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>

/* Returns the width of one line of text in the unit of `size` (the font's). Bold is semi-bold. */
double metrics_width(const char *text, double size, bool bold);

/* Returns how many bytes of `text` make a first line within `room`: up to a space, or to where CJK
 * text may break, but not before its very last character. All of them if it fits; 0 if it cannot be
 * broken there. */
size_t metrics_break(const char *text, double size, bool bold, double room);

/* Returns `text` if it fits into `room`, else its beginning, "…" and its end, which is where names
 * of a family differ: never cut between a letter and its combining marks. The beginning takes the
 * `share` of the room, 0 to 1. At least the "…" comes back. Borrowed or arena. */
const char *metrics_shorten(Arena *arena, const char *text, double size, bool bold, double room,
                            double share);

/* The same, but what stands at byte `at` is in it: the beginning, "…" and a piece from there on;
 * one piece, if the beginning is as long. */
const char *metrics_shorten_at(Arena *arena, const char *text, double size, bool bold, double room,
                               size_t at);
