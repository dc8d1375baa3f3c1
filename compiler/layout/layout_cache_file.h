/*
 * layout_cache_file.h - what a file of the layout cache holds: "layout VERSION CHECKSUM\n" and the
 * answer. For layout_cache.c and the fuzzer.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends the bytes of the file that keeps `answer`. */
void layout_cache_file_pack(const GString *answer, GString *file);

/* Appends the answer that a file keeps; false if its head does not belong to what follows. */
bool layout_cache_file_unpack(const GString *file, GString *answer);
