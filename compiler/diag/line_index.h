/*
 * line_index.h - lines and columns of many offsets in one file.
 *
 * span_start() counts from the file's beginning; whoever asks for many places in a file builds an
 * index first: one pass over the file, then each answer counts a few hundred bytes at most.
 */
#pragma once

#include "diag/span.h"

#include <glib.h>

typedef struct LineIndex LineIndex;

/* Indexes `file` (borrowed, with bytes); the caller frees the result. */
LineIndex *line_index_new(const SourceFile *file);
void line_index_free(LineIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LineIndex, line_index_free)

/* The same answer as span_start() of a span that starts at `offset`. */
Position line_index_position(const LineIndex *index, size_t offset);
