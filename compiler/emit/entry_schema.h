/*
 * entry_schema.h - the JSON Schema of a knowledge base's entries: `dieline schema` and
 * data/schema.json.
 */
#pragma once

#include "model/kb.h"

/* Appends the schema of all entries, or of one class's (NULL: all). */
void entry_schema_append(const Kb *kb, const Class *class, GString *out);
