/*
 * manifest.h - what a run wrote into the output folder, for the next one.
 *
 * Text, one file a line, sorted by path: XXH3 of its bytes in hex, its size, its path. No times. It
 * decides which files may be overwritten and removed, and anybody may have edited it: a line that
 * is not in this form, or whose path is not plain, counts for nothing.
 */
#pragma once

#include "store/output_file.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MANIFEST_NAME "manifest" /* in the output folder's home */
#define MANIFEST_PATH OUTPUT_HOME "/" MANIFEST_NAME

/* The paths that a manifest lists, sorted, each once. Array and paths are the caller's: free with
 * g_ptr_array_unref(). */
GPtrArray *manifest_parse(const char *text, size_t length);

/* Is the path among those that manifest_parse() returned? */
bool manifest_lists(const GPtrArray *paths, const char *path);

uint64_t manifest_hash(const char *bytes, size_t length);

void manifest_begin(GString *out);

/* Call in order of the paths. */
void manifest_append(GString *out, const char *path, uint64_t size, uint64_t hash);
