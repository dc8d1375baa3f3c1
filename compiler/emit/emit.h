/*
 * emit.h - the linked knowledge base and its pictures to an output folder: every document of every
 * format.
 */
#pragma once

#include "diagram/picture.h"
#include "emit/output.h"
#include "emit/theme.h"

/* What is written. All borrowed. */
typedef struct EmitInput {
    const Kb *kb;
    const Plates *plates;
    const Theme *theme;
    const Pictures *pictures; /* of the plates */
} EmitInput;

/* Renders everything and writes what changed to `out_path`. Returns false (reported) with
 * `out_path` as it was if anything fails. */
bool emit_write(const EmitInput *input, const char *out_path, unsigned workers, Diagnostics *diags,
                OutputSummary *summary);
