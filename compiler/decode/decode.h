/*
 * decode.h - files and trees to a knowledge base that is not linked yet.
 *
 * Every value is read as the schema's range asks, every claim gets its source, as-of date, status
 * and rank (its own or inherited), every mistake gets its diagnostic. References stay ids: link/
 * turns them into pointers. Files are decoded in parallel.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"
#include "read/read.h"
#include "yaml/tree.h"

/* What the files of a knowledge base say, each by itself. It does not change any more; whoever
 * links it copies. Its entries are the files': they must outlive it. */
typedef struct Decoded Decoded;
struct Decoded {
    Arena *arena;
    struct DecodedGround *ground; /* settings and schema, shared with what is decoded again */
    Kb *kb;
};

/* Reads and decodes all files, on at most `workers` threads. Never NULL, but with `kb` NULL
 * (reported) if mistakes in kb.yaml or the schema kept entries from being read: they would all look
 * wrong. */
Decoded *decode_kb(const KbFiles *files, unsigned workers, Diagnostics *diags);

/* The same after some files have changed, but for settings and schema (kb_files_share_ground()):
 * files that are decoded already are not decoded again. `before` must have a `kb`. */
Decoded *decode_kb_again(const Decoded *before, const KbFiles *files, unsigned workers,
                         Diagnostics *diags);
void decoded_free(Decoded *decoded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Decoded, decoded_free)

/* What decoding a file needs for as long as it takes, and the next one again. One thread at a time.
 * Severities are those of `diags`. The caller frees it. */
typedef struct DecodeScratch DecodeScratch;
DecodeScratch *decode_scratch_new(const Diagnostics *diags);
void decode_scratch_free(DecodeScratch *scratch);

/* Reads, parses and decodes one new entry file: its bytes, entries, lost ids and messages, and
 * nothing else, are written to it (one that is decoded stays as it is). Of `kb` it needs the schema
 * and the languages. What an entry takes from other files is not looked at: that is link's. From
 * any thread. */
void decode_file(const KbFiles *files, const Kb *kb, InputFile *input, DecodeScratch *scratch);
