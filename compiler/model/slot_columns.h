/*
 * slot_columns.h - which columns the tables have for a slot, so that CSV and SQLite have the same.
 *
 * What the cells say is cell.h's. How a name is kept from being another's, each says by itself:
 * SQLite does not tell case apart.
 */
#pragma once

#include "model/kb.h"

/* What of a slot's values a column shows. */
typedef enum ValuePart {
    PART_WRITTEN, /* as written; a reference's id; nothing for text and objects */
    PART_TEXT,    /* the text in one language */
    PART_MIN,     /* in the slot's declared unit; nothing for an open end */
    PART_MAX,
    PART_UNIT, /* of min and max */
    PART_EARLIEST,
    PART_LATEST,
    PART_LIST,    /* all values in force; texts in one language */
    PART_OBJECTS, /* inlined objects, as JSON */
    PART_CITED,   /* the entry's sources */
} ValuePart;

typedef struct SlotColumn {
    ValuePart part;
    const char *suffix; /* behind the slot's name and "_": "min"; NULL: that name itself */
    size_t language;
} SlotColumn;

enum { SLOT_COLUMNS_MAX = LANGUAGES_MAX };

/* Fills in a slot's columns in their order, the one that is called like it first; a text has none
 * of that name. Of a slot that mostly has one value, the one that counts stands in its own columns,
 * and all in another. Returns how many. */
size_t slot_columns(const Kb *kb, const Slot *slot, SlotColumn columns[SLOT_COLUMNS_MAX]);
