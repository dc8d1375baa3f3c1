/*
 * status_look.h - how a mark or a line tells how firm a claim is, besides its colour: the same in
 * all pictures.
 */
#pragma once

#include "diagram/drawing.h"
#include "diagram/legend.h"

/* Makes the box hollow, dashed, ... as the status wants it. */
void status_look_set(SceneBox *box, Status status);

/* Same of a line: its tip is hollow, it is dashed, ... */
void status_look_set_wire(SceneWire *wire, Status status);

/* How an outline is drawn of something as firm. */
Line status_look_line(Status status);

/* Returns the status in the words' language. */
const char *status_look_word(const Words *words, Status status);

/* Returns the text; behind it, in brackets, how firm what it says is, unless that is a fact. Arena.
 */
const char *status_look_say(const Words *words, Arena *arena, const char *text, Status status);

/* The same of what the claim says, whose sources are noted; "" if there is no claim. */
const char *status_look_say_claim(const Drawing *drawing, const Claim *claim);

/* Adds a bar to the legend, in no group's colour. */
SceneBox *status_look_add_bar(Legend *legend, const char *text);

/* Adds a sample for each status that occurs. */
void status_look_add_samples(const Drawing *drawing, Legend *legend,
                             const bool occurring[STATUS_COUNT]);

/* Adds a line for each status that occurs among lines, and that no mark tells already (`told`;
 * NULL: there are no marks); nothing if all are facts. */
void status_look_add_lines(const Words *words, Legend *legend, const bool occurring[STATUS_COUNT],
                           const bool told[STATUS_COUNT]);

/* Adds a sample for each qualifier that occurs: EDTF_APPROXIMATE, EDTF_UNCERTAIN, or both. */
void status_look_add_qualifiers(const Drawing *drawing, Legend *legend, unsigned occurring);
