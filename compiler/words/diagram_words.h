/*
 * words.h - the few words of their own that diagrams need, per language.
 *
 * What comes from the knowledge base (titles of events, classes, relations; dates) is not here: the
 * schema and edtf_describe() know it. A language without a column gets English.
 */
#pragma once

#include "base/arena.h"
#include "model/kb.h"

typedef enum DiagramWord {
    WORD_AS_OF, /* {}: a date */
    WORD_VAGUE,
    WORD_OPEN,
    WORD_OLD,
    WORD_OVERDUE,
    WORD_APPROXIMATE,
    WORD_UNCERTAIN,
    WORD_NOT_STATED, /* {}: a slot */
    WORD_OTHER_LANE,
    WORD_SLIP,
    WORD_UNRELATED,
    WORD_AND_MORE,
    WORD_PART,
    WORD_ENTRIES, /* {}: their number */
    WORD_COLUMN_PART,
    WORD_NEIGHBOURHOOD,
    WORD_COUNT_OF, /* {}: a number */
    WORD_OUTSIDE,  /* {}: a number */
    WORD_ONLY_PLANNED,
    WORD_BY_YEAR,
    WORD_NO_YEAR,
    WORD_TIMELINE, /* {}: the number of milestones */
    WORD_LINEAGE,  /* {}: the number of entries */
    WORD_PACKAGE,  /* {}: what is in it */
    WORD_SCHEMATIC,
    WORD_AREAS_TO_SCALE,
    WORD_ONE_DIE,
    WORD_COUNT_UNKNOWN,
    WORD_DIE,
    WORD_MEMORY,
    WORD_OTHER_PART,
    WORD_PACKAGING,
    WORD_LINK,
    WORD_DIE_LINK,
    WORD_MILLIMETRES, /* {}: a number */
    WORD_NESTING,     /* {}: the number of boxes */
    WORD_DEVICE,      /* {}: its number */
    WORD_ANY_DEVICE,
    WORD_SWITCH,
    WORD_LANES,    /* {}: how many */
    WORD_PER_LANE, /* {}: a bandwidth */
    WORD_ILLUSTRATION,
    WORD_NOTHING_KNOWN,
    WORD_COLUMN_ENTRY,
    WORD_COLUMN_EVENT,
    WORD_COLUMN_DATE,
    WORD_COLUMN_STATUS,
    WORD_COLUMN_AS_OF,
    WORD_COLUMN_SOURCE,
    WORD_COLUMN_FROM,
    WORD_COLUMN_RELATION,
    WORD_COLUMN_TO,
    WORD_COLUMN_COUNT,
    WORD_COLUMN_SECTION,
    WORD_COLUMN_KIND,
    WORD_COLUMN_AREA,
    WORD_COLUMN_PROCESS,
    WORD_COLUMN_BANDWIDTH,
    WORD_COLUMN_WITHIN,
    WORDS_COUNT
} DiagramWord;

/* Returns the word in a language ("en", "zh"). */
const char *word_get(DiagramWord word, const char *language);
const char *word_status(Status status, const char *language);

/* Returns the word with `text` in place of its {}. */
const char *word_fill(Arena *arena, DiagramWord word, const char *language, const char *text);
