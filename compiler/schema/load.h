/*
 * load.h - LinkML files to a Schema.
 */
#pragma once

#include "diag/diag.h"
#include "schema/schema.h"
#include "yaml/tree.h"

/* What a schema is made from. All borrowed. */
typedef struct SchemaInput {
    const Tree *const *files; /* kb/schema/?*.yaml; none: the embedded default schema */
    size_t file_count;
    const Tree *const *labels; /* i18n/<language>.yaml; by language, NULL where there is none */
    const char *const *languages;
    size_t language_count;
    Units *units; /* becomes the schema's */
} SchemaInput;

/* Builds the schema. Files may import `dieline:default`; a class or enum that both define is then
 * the default one, extended. Reports schema.*; never returns NULL, but what was wrong is left out.
 * The caller frees it; it borrows spans from the trees' files. */
Schema *schema_load(const SchemaInput *input, Diagnostics *diags);
