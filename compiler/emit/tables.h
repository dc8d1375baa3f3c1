/*
 * tables.h - the knowledge base as flat tables, whatever writes them: for emit_csv.c.
 *
 * A class's table has a row an entry and columns for its slots; that of a class which only inlined
 * objects have, a row an object. Cells say what those of SQLite's tables do (model/cell.h). A slot
 * with one value shows the claim that counts; one with several all in force; one that mostly has
 * one both. Beside what was written, quantities have their bounds in the slot's declared unit,
 * dates their first and last day; text has a column a language. None and unknown are empty cells.
 * The long tables milestones, figures and claims say all of it, a row a claim, with sources. Drafts
 * are in none.
 */
#pragma once

#include "base/arena.h"
#include "find/findings.h"
#include "model/slot_columns.h"

typedef struct Table Table;
typedef struct TableColumn TableColumn;

/* What a row is about; a column reads what it needs. */
typedef struct TableRow {
    const Kb *kb;
    const Entry *entry;
    const Object *object; /* whose slots are columns; NULL: none */
    const Slot *slot;     /* of `claim` */
    const Claim *claim;   /* NULL: a class's table, or a milestone without a date */
    const Plan *plan;     /* in the table of milestones: the milestone's */
    const char *path;     /* claims: the slot within the objects around it, "a.b"; inlined objects:
                             with places, "a[1].b" */
    const char *item;     /* claims: which objects those are, counted from 1: "2.1" */
} TableRow;

struct TableColumn {
    const char *name; /* unique in its table: "tdp", "tdp_min", "name_en" */
    void (*append)(const TableColumn *column, const TableRow *row, GString *cell);
    ValuePart part;
    const char *type; /* as in a data package: string, integer, number, boolean, date */
    const char *title;
    const char *description; /* NULL: none */
    const char *unit;        /* of all its numbers; NULL: none, or in another column */
    const Slot *slot;        /* NULL: no slot's */
    const Class *class;      /* whose slot it is */
    size_t language;
};

/* Who is shown the rows. Tables whose rows are an entry's, one after another, ask before those of
 * an entry whether they are wanted, and say when they have been. */
typedef struct TableVisitor {
    void (*row)(const Table *table, const TableRow *row, void *user);
    bool (*begin)(const Entry *entry, void *user);
    void (*end)(const Entry *entry, void *user);
    void *user;
} TableVisitor;

struct Table {
    const char *name;  /* "Chip", "claims" */
    const char *title; /* in the knowledge base's first language, or English */
    const char *description;
    const Class *class; /* of the rows; NULL: the long ones */
    TableColumn *columns;
    size_t column_count;
    /* Visits its rows, in the order of ids. */
    void (*visit)(const Table *table, const Kb *kb, const TableVisitor *visitor);
};

typedef struct Tables {
    Table *items; /* classes by name, those of inlined objects among them; then milestones, figures,
                     claims */
    size_t count;
} Tables;

Tables tables_of_kb(const Kb *kb, Arena *arena);
