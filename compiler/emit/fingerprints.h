/*
 * fingerprints.h - a number for each piece of a knowledge base that a document may read: equal
 * numbers, equal pieces.
 *
 * XXH3 (64 bits) of what the piece says, references by id, so that fingerprints of two runs can be
 * compared. What a piece holds, model/reads.h says.
 */
#pragma once

#include "model/reads.h"
#include "page/site.h"

/* Of what was read beside entries and free pages, as bytes. */
typedef struct SourceFingerprints {
    uint64_t base;     /* the program, kb.yaml, schema, words, templates */
    uint64_t diagrams; /* diagrams/ */
    uint64_t images;   /* images/ */
} SourceFingerprints;

typedef struct Fingerprints {
    uint64_t *items; /* by read_number() */
    size_t count;
} Fingerprints;

/* Everything lives in `arena`. `lines`, by the entry's index, are where entries begin. `workers`:
 * parallel_workers(). */
Fingerprints fingerprints_make(const Site *site, const SourceFingerprints *sources,
                               const unsigned *lines, unsigned workers, Arena *arena);
