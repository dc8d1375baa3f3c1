/*
 * resource.h - the files embedded in the program: default schema, units, templates, assets.
 */
#pragma once

#include <glib.h>

/* Returns the embedded file `path` ("schema/units.xml", "templates/html/entry.mustache"), or NULL
 * if there is none. The caller unrefs it; its bytes are NUL-terminated behind their end. */
GBytes *resource_find(const char *path);

/* Returns the names in the embedded folder `path` ("templates/html"), those of folders with "/" at
 * their end; empty if there is no such folder. The caller frees it. */
GStrv resource_list(const char *path);
