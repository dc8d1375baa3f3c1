/*
 * filler.h - the model becomes rows. For query/ only.
 *
 * fill_kb() goes through entries and their claims once, and numbers the claims; what refers to
 * claims of several entries comes after that: derivations, and with fill_plans() and fill_figures()
 * milestones and figures.
 */
#pragma once

#include "query/ddl.h"
#include "query/row.h"

typedef struct Filler {
    const Kb *kb;
    bool with_drafts;
    SqlRow rows[TABLE_COUNT];
    const GPtrArray *class_tables;
    SqlRow *class_rows;               /* one a class table */
    GHashTable *class_indexes;        /* Class -> its table's index plus 1 */
    ClassTable *endings[TABLE_COUNT]; /* NULL: the table has no such columns */
    GHashTable *claim_ids;            /* Claim -> its id */
    GPtrArray *derived;               /* of Claim: those that follow from others */
    GHashTable *line_indexes;         /* SourceFile -> LineIndex */
    int64_t claim_count;
    GString *path;       /* of the slot or item being filled */
    GStringChunk *cells; /* texts of the row being filled */
} Filler;

/* The database must have the tables, and be in a transaction. `problem`: as in SqlRow. */
void fill_kb(sqlite3 *handle, const GPtrArray *class_tables, const Kb *kb, bool with_drafts,
             int *problem);

void fill_plans(Filler *filler);

/* Numbers about entries: a row an amount of each figure. */
void fill_figures(Filler *filler);

/* Does the database tell of the entry? NULL: no. */
bool filler_has_entry(const Filler *filler, const Entry *entry);

/* Put the next columns of a row. */
void put_entry(const Filler *filler, SqlRow *row, const Entry *entry); /* its id, or NULL */
void put_date(SqlRow *row, const Edtf *date);                          /* earliest, latest */
void put_as_of_text(SqlRow *row, const Claim *claim);                  /* as written */
void put_condition(SqlRow *row, const Claim *claim);
void put_bounds(SqlRow *row, const Quantity *quantity); /* min, max, low, high */

/* Puts the columns at the end of a table; `object`: that the row is about, or NULL. */
void put_ending(Filler *filler, SqlRow *row, TableId id, const Object *object);

/* Returns the id of a claim, or 0: it is not in the table, or not yet. */
int64_t claim_id(const Filler *filler, const Claim *claim);

/* Returns the ids of the sources that a claim cites, joined; NULL: none. Caller frees. */
char *claim_source_list(const Filler *filler, const Claim *claim);
