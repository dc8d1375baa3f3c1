/*
 * skeleton.h - a file in which an entry can be begun: all that its class has, in comments.
 */
#pragma once

#include "schema/schema.h"

/* Appends YAML: what is required, then what is recommended, then the rest by group, each with what
 * it takes and means. Of what is required the name is there, and the rest is left empty, which a
 * check tells. `id` is the entry's, `languages` (ends with NULL) those of texts. */
void skeleton_append(const Class *class, const char *id, const char *const *languages,
                     GString *out);
