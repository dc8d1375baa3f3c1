/*
 * table_builder.h - how the columns of a table are put together: for tables.c and table_slots.c.
 */
#pragma once

#include "emit/tables.h"

typedef void (*ColumnAppend)(const TableColumn *column, const TableRow *row, GString *cell);

/* A column that is no slot's, as the tables list them; a list ends with a name NULL. */
typedef struct FixedColumn {
    const char *name;
    const char *type;
    ColumnAppend append;
    ValuePart part;
    bool is_localised; /* one column a language: "text_en" */
    const char *description;
} FixedColumn;

typedef struct TableBuilder {
    const Kb *kb;
    Arena *arena;
    const FixedColumn *fixed; /* whose names no slot's column takes */
    GArray *columns;          /* of TableColumn */
} TableBuilder;

/* Adds the columns of the slots of `class` that `parent` (NULL: none) does not have. Identifiers
 * and what a fixed column tells under a slot's name are passed over. */
void table_builder_add_slots(TableBuilder *builder, const Class *class, const Class *parent);

/* Appends part of a value: nothing if it has no such part. */
void table_append_part(GString *cell, ValuePart part, const Value *value, size_t language);
