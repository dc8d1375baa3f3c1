/*
 * cell.h - what stands in one cell of a table, so that CSV and SQLite say the same.
 *
 * A value stands as it was written, a reference as its id. A list is its values in force, each
 * once, with "; " between them. An inlined object is JSON: its slots, each with the value that
 * counts, or with an array if it can have several; a text is a mapping with all languages; what is
 * none or unknown is left out. Who says so, and how sure that is, stands in the tables of claims.
 */
#pragma once

#include "base/json.h"
#include "model/kb.h"

#define CELL_SEPARATOR "; "

/* Append to a cell; nothing for what is none or unknown. Of texts the one in that language. */
void cell_append_value(GString *cell, const Value *value, size_t language);
void cell_append_list(GString *cell, const Claims *claims, size_t language);

/* Appends a slot's inlined objects: an array if it can have several, else the one that counts. */
void cell_append_objects(GString *cell, const Kb *kb, const Claims *claims);

/* Writes a value that is neither none nor unknown as such objects have it. */
void cell_put_value(Json *json, const Kb *kb, const Value *value);

/* Appends the ids of what is cited, and the slugs that a claim accepts. */
void cell_append_citations(GString *cell, const Citation *citations, size_t count);
void cell_append_accepted(GString *cell, const Claim *claim);
