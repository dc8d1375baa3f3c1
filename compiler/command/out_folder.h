/*
 * out_folder.h - where outputs must not go: over what the knowledge base is read from. Only
 * command/ includes this.
 */
#pragma once

#include "schema/schema.h"

/* Is the folder `out`, which need not exist yet, the knowledge base at `kb_path` itself, or around
 * it, or within a folder that it is read from? Links and ".." are followed. `schema` says
 * which folders classes have; NULL: it is not known yet. Returns why outputs cannot go there, to be
 * freed, or NULL. */
char *out_folder_problem(const char *out, const char *kb_path, const Schema *schema);
