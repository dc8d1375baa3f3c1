/*
 * changes_json.h - changes for programs.
 *
 * Values are those of cells with JSON (model/cell.h): as they were written, references as ids,
 * texts in all languages. Nothing in it depends on a language.
 */
#pragma once

#include "base/json.h"
#include "compare/changes.h"

/* Writes an object of all changes; `before` and `after` are what the states are called. */
void changes_json(Json *json, const Changes *changes, const char *before, const char *after);

/* Writes the members of an object of one entry's changes into the object that is begun. */
void changes_json_entry(Json *json, const Changes *changes, const EntryChange *change);
