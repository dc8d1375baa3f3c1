/*
 * ddl.h - the definitions of the tables. For query/ only.
 *
 * Some tables are always there; each class that entries or inlined objects can have gets one more,
 * named like it; what milestones and figures say besides has columns at the end of their tables.
 * Cells say what those of the CSV tables do (model/cell.h). Slots keep their names as columns;
 * whatever else would be called the same (SQLite does not tell case apart) gets a "_" at its end:
 * beside a slot tdp_min, the lower bound of tdp is tdp_min_. Slots and classes come in the schema's
 * order, so the names are always the same.
 */
#pragma once

#include "model/kb.h"

#include <glib.h>

typedef enum TableId {
    TABLE_KB,
    TABLE_ENTRIES,
    TABLE_CLAIMS,
    TABLE_CLAIM_SOURCES,
    TABLE_DERIVATIONS,
    TABLE_REFS,
    TABLE_MILESTONES,
    TABLE_MILESTONE_DATES,
    TABLE_SLIPS,
    TABLE_FIGURES,
    TABLE_COUNT
} TableId;

/* What fills a column of a class's table. */
typedef enum ColumnKind {
    COLUMN_ID,       /* of the entry */
    COLUMN_NAME,     /* of the entry, in the first language */
    COLUMN_CLAIM,    /* that holds the inlined object */
    COLUMN_OWNER,    /* the entry around the inlined object */
    COLUMN_PATH,     /* where in that entry */
    COLUMN_TEXT,     /* the value as written; localised: in `language` */
    COLUMN_INTEGER,  /* also booleans */
    COLUMN_ENTRY,    /* the entry that is referred to */
    COLUMN_OBJECTS,  /* inlined objects, as JSON */
    COLUMN_LIST,     /* all values, joined; localised: in `language` */
    COLUMN_CITED,    /* the entry's sources, joined */
    COLUMN_MIN,      /* of a quantity */
    COLUMN_MAX,      /* of a quantity */
    COLUMN_UNIT,     /* of a quantity */
    COLUMN_EARLIEST, /* day of a date */
    COLUMN_LATEST,   /* day of a date */
} ColumnKind;

typedef struct SqlColumn {
    char *name;
    ColumnKind kind;
    const Slot *slot; /* NULL: none */
    size_t language;
} SqlColumn;

/* The table of a class. */
typedef struct ClassTable {
    const Class *class;
    char *name;
    bool is_inlined;               /* rows are inlined objects, not entries */
    const struct FixedTable *ends; /* the table whose last columns these are; NULL: its own */
    GArray
        *columns; /* of SqlColumn; those of one slot stand together, slots in the class's order */
} ClassTable;

/* Returns the tables of all classes that have any, as ClassTable by class name. The caller frees
 * the array, which frees them. */
GPtrArray *class_tables_new(const Kb *kb);

/* Returns the columns at the end of a table: what objects of its class say that neither other
 * columns nor every entry has. NULL: there are none. The caller frees it. */
ClassTable *class_table_ending(TableId id, const Kb *kb);
void class_table_free(ClassTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ClassTable, class_table_free)

/* Append statements that end in ";\n". Indexes are made after the tables are filled. */
void ddl_append_table(GString *sql, TableId id, const Kb *kb);
void ddl_append_class_table(GString *sql, const ClassTable *table);
void ddl_append_views(GString *sql, const GPtrArray *class_tables, const Kb *kb);
void ddl_append_indexes(GString *sql);

/* The name of a table that is always there. */
const char *table_name(TableId id);

/* Appends a name in double quotes, so that any text is one. */
void ddl_append_identifier(GString *sql, const char *name);
