/*
 * json_schema.h - what entries may say, as a JSON Schema (2020-12) for editors and validators.
 *
 * It describes the YAML files, not what the compiler makes of them: a value may be bare, a claim or
 * a list of claims. YAML parsers read bare text as numbers and truth values where our reader does
 * not; such readings are accepted where the text would be. What a JSON Schema cannot express (that
 * a reference exists, that a unit converts, sources, order) only the compiler checks.
 */
#pragma once

#include "schema/schema.h"

/* Words of the layers above. Lists end with NULL. */
typedef struct JsonSchemaWords {
    const char *title;
    const char *const *languages;
    const char *const *statuses;
    const char *const *ranks;

    /* Returns the ids that references to the class may name, borrowed; NULL: not known. */
    const char *const *(*find_ids)(const Class *class, void *user);
    void *user;
} JsonSchemaWords;

/* Appends the schema of all entries, or of one class's (NULL: all), with a definition a class
 * under $defs. Its result depends on the schema and these words alone. `patternErrorMessage` is a
 * keyword of editors (VS Code), which validators pass over. */
void json_schema_append(const Schema *schema, const JsonSchemaWords *words, const Class *class,
                        GString *out);
