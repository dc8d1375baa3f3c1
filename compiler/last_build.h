/*
 * last_build.h - is there anything to do? What the last build into a folder had read and said:
 * `.dieline/inputs` there.
 *
 * If the program, the options, every input and every output are what they were, so would be the
 * result: nothing is read but stamps (store/stamp.h), and what was said is said again. Inputs that
 * are too young for their stamps to be trusted are read and compared.
 */
#pragma once

#include "inputs.h"

/* What a build is asked for. All borrowed. */
typedef struct BuildRequest {
    const char *kb_path;
    const char *out_path;
    const char *options; /* all that changes what is written or said, as one text */
} BuildRequest;

/* Did the last build into the folder do just what is asked for, and has nothing changed since? Then
 * reports what it had reported (files that messages speak of are `arena`'s) and sets `documents` to
 * how many there are. */
bool last_build_stands(const BuildRequest *request, Arena *arena, Diagnostics *diags,
                       size_t *documents);

/* Notes a build that has just been done, for the next one: what it read, and said. `history` is the
 * checksum of what it noted of its documents. */
void last_build_note(const BuildRequest *request, const KbFiles *files, uint64_t history,
                     Diagnostics *diags);
