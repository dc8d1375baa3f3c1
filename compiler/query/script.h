/*
 * script.h - steps through the statements of an SQL text, and reports what is wrong with it at its
 * place there. For query/ only: queries and rules run through it.
 */
#pragma once

#include "diag/diag.h"
#include "query/database.h"
#include "query/guard.h"
#include "yaml/tree.h"

typedef struct Script {
    const SourceFile *sql;
    const Node *scalar; /* whose text the SQL is, where mistakes are shown; NULL: in the SQL */
    Diagnostics *diags;
    Guard guard;
    size_t start;            /* of the statement at hand, in the text */
    size_t next;             /* behind it */
    sqlite3_stmt *statement; /* NULL: none */
} Script;

/* Reports query.sql and returns false if the text is no text; script_clear() only after true. */
bool script_init(Script *script, Database *database, const SourceFile *sql, uint64_t steps,
                 Diagnostics *diags);
void script_clear(Script *script);

typedef enum ScriptState { SCRIPT_READY, SCRIPT_END, SCRIPT_FAILED } ScriptState;

/* Prepares the next statement: SCRIPT_END if there is none, SCRIPT_FAILED if it is wrong
 * (reported).
 */
ScriptState script_prepare(Script *script);

/* The statement's next row: SCRIPT_END behind the last, SCRIPT_FAILED if it fails (reported). */
ScriptState script_step(Script *script);

/* The place of the statement at hand: its first line. */
Span script_span(const Script *script);
