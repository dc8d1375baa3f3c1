/*
 * columns.h - what the columns of a class's index are: the same on all pages of it.
 */
#pragma once

#include "find/plans.h"
#include "model/kb.h"

enum { CLASS_COLUMNS_MAX = 16 };

typedef enum ClassColumnKind {
    COLUMN_SLOT,
    COLUMN_LATEST, /* what happened last */
    COLUMN_NEXT,   /* what is planned next */
} ClassColumnKind;

typedef struct ClassColumn {
    ClassColumnKind kind;
    const Slot *slot; /* COLUMN_SLOT; else NULL */
} ClassColumn;

typedef struct ClassColumns {
    ClassColumn items[CLASS_COLUMNS_MAX];
    size_t count;
} ClassColumns;

/* Those that the schema names for the class (Class.columns); without that slots that matter most,
 * and milestones. In which no entry has anything is none. `entries` are all those of the
 * class that are shown. `scratch` takes what is needed meanwhile. */
ClassColumns class_columns_choose(const Class *class, const Entry *const *entries, size_t count,
                                  const Plans *plans, Arena *scratch);

/* Returns the column's name in addresses and annotations. */
const char *class_column_name(const ClassColumn *column);

/* Returns the event that a column of milestones shows of an entry, or NULL. */
const Plan *class_column_event(const ClassColumn *column, const Plans *plans, const Entry *entry);

/* Has one of the entries something in it? */
bool class_column_is_used(const ClassColumn *column, const Entry *const *entries, size_t count,
                          const Plans *plans);
