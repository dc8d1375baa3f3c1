/*
 * query.h - the knowledge base in SQLite: for queries, for its own rules, and as a file.
 *
 * Takes a linked Kb, which it only reads, and may outlive it.
 * This folder is the only one that knows SQLite. What is in the tables stands in their definitions,
 * as comments:
 *
 *     dieline query "SELECT name, sql FROM sqlite_schema"
 *
 * Whoever writes SQL is not trusted: a query can read these tables and nothing else, and it ends.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"
#include "read/read.h"
#include "select/plate.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* An SQLite database in memory. For one thread at a time. */
typedef struct Database Database;

/* Returns the knowledge base's tables, filled; never NULL. Without drafts nothing tells of them:
 * references to one are NULL, as in what is published. The caller frees it. */
Database *database_new(const Kb *kb, bool with_drafts);
void database_free(Database *database);

/* Reads the bytes of a file that database_write() has written, and is whole: returns the same, but
 * without drafts. NULL: they are none. The caller frees it. */
Database *database_open_bytes(GBytes *bytes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, database_free)

/* Appends the database as the bytes of an SQLite file: the same for the same knowledge base and
 * version of SQLite. */
void database_serialise(const Database *database, GString *out);

/* Writes the database without drafts to the file `path`, which is there and empty, in pages and
 * with little memory: the same bytes as database_serialise() gives, but for SQLite's own counter of
 * changes. On failure errno tells why, and the file is worth nothing. */
bool database_write(const Kb *kb, const char *path);

/* When a query is given up. What is not here is SQLite's own limit, or in guard.c. */
typedef struct QueryLimits {
    uint64_t steps; /* of SQLite's machine, for all its statements together */
    size_t output;  /* bytes of results */
} QueryLimits;

extern const QueryLimits query_limits; /* what users get */

typedef enum QueryFormat {
    QUERY_TABLE, /* for people; control characters escaped */
    QUERY_CSV,   /* RFC 4180; an empty line between two results */
    QUERY_JSON,  /* an array of objects; of several statements, an array of these */
} QueryFormat;

/* Runs the statements in `sql`, and appends their results to `out`. Reports query.* at the place in
 * `sql` and returns false, with `out` as it was, if one fails. */
bool query_run(Database *database, const SourceFile *sql, QueryFormat format,
               const QueryLimits *limits, GString *out, Diagnostics *diags);

/* Runs every rule (`files`: of InputFile, rules/NAME.sql) over the linked and checked `kb`, and
 * reports each row that one returns: `entry`, `slot` (a name or a path as in claims.path; NULL: the
 * entry as a whole), `message` and, if it has the column, `severity`. Mistakes in rules are query.*
 * at the rule's line. `database` is the knowledge base's, with drafts. */
void rules_check(const Kb *kb, Database *database, const GPtrArray *files, Diagnostics *diags);

/* Is there a rule among these files, or a diagram that selects by SQL? */
bool query_is_asked(const Kb *kb, const GPtrArray *files);

/* Asks all that the knowledge base itself asks: what diagrams select by SQL (the result; NULL: none
 * does), and the rules (`files`), which report. For a base that is known to be right: who asks
 * questions of his own gets an answer whatever they say. */
const PlateAnswer *query_ask(const Kb *kb, const GPtrArray *files, Arena *arena,
                             Diagnostics *diags);

/* Does a diagram select its entries by SQL? */
bool selections_any(const Kb *kb);

/* Asks the statements of such diagrams: returns an answer for each diagram, with its entries in the
 * order in which they came. Reports query.* or kb.config at a statement that returns none.
 * `database` as for rules. */
const PlateAnswer *selections_ask(const Kb *kb, Database *database, Arena *arena,
                                  Diagnostics *diags);

/* Returns what the rule NAME says about itself: the comment at its beginning, "" if there is none;
 * NULL if there is no such rule. The caller frees it. */
char *rules_explain(const GPtrArray *files, const char *name);
