/*
 * columns.h - which slots are columns of a class's index: the same on all pages of it.
 */
#pragma once

#include "model/kb.h"

enum { CLASS_COLUMNS_MAX = 5 };

typedef struct ClassColumns {
    const Slot *slots[CLASS_COLUMNS_MAX]; /* in the schema's order */
    size_t count;
    bool has_milestones; /* some entry has one: there is a column for the latest */
} ClassColumns;

/* `entries` are all those of the class that are shown. `scratch` takes what is needed meanwhile. */
ClassColumns class_columns_choose(const Class *class, const Entry *const *entries, size_t count,
                                  Arena *scratch);
