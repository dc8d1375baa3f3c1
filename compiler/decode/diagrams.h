/*
 * diagrams.h - what reading descriptions of diagrams has in common.
 *
 * diagrams.c reads the keys of all kinds, selection.c which entries are shown, charts.c what is
 * said of axes; decks.c, which diagrams make a presentation; diagram_values.c the values that they
 * all know. Nobody else includes this.
 */
#pragma once

#include "decode/decoder.h"
#include "model/chart_spec.h"

/* Returns the mapping that describes a `what`, of which "a title and ..." are the `keys` that it
 * needs; NULL (reported) if there is none, or if the file's name cannot be one of a `what`. */
const Node *diagram_file_document(Decoder *decoder, const InputFile *input, const char *what,
                                  const char *keys);

/* --- diagram_values.c --- */

/* Reports that the node's key must be what is `wanted`; in silence if it is damaged. */
void diagram_report(Decoder *decoder, const Node *node, const char *wanted);

/* Returns a scalar's text; NULL (reported) if it has none. */
const char *diagram_text(Decoder *decoder, const Node *node, const char *wanted);

/* Reports that a scalar is none of the names that a `what` can have; hints at the nearest. */
void diagram_report_name(Decoder *decoder, const Node *node, const char *what,
                         const char *const *names, size_t count);

/* The item itself, or the items of a list. */
const Node *diagram_first_item(const Node *node);
const Node *diagram_next_item(const Node *list, const Node *item);

/* Has some class a slot of that name? Else reports it. */
bool diagram_check_slot(Decoder *decoder, const char *name, Span span);

/* Returns the slot of that name in some class, or NULL. */
const Slot *diagram_find_slot(const Schema *schema, const char *name);

/* Returns the enum of what a known class has in a known slot, or NULL. */
const Enum *diagram_enum(const Schema *schema, KnownClass class, KnownSlot slot);

/* Reads one value of an enum or a list of them; adds how many to `*count`. What is none is
 * reported; `what` names one in messages. */
const EnumValue **diagram_choices(Decoder *decoder, const Node *node, const Enum *of,
                                  const char *what, size_t *count);

/* --- what diagrams.c asks --- */

/* selection.c: reads `select` into the diagram. */
void selection_decode(Decoder *decoder, const Node *node, Diagram *diagram);

/* charts.c: read what a chart looks like, and what is measured along an axis: the name of a slot,
 * or a mapping. */
void chart_decode_shape(Decoder *decoder, const Node *node, ChartSpec *chart);
void chart_decode_axis(Decoder *decoder, const Node *node, ChartAxis *axis);

/* charts.c: once all keys are read: do they go together? */
void chart_check(Decoder *decoder, const Node *document, const ChartSpec *chart);
