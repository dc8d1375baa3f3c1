/*
 * decode.h - trees to entries.
 *
 * Every value is read as the schema's range asks, every claim gets its source, as-of date, status
 * and rank (its own or inherited), every mistake gets its diagnostic. References stay ids: link/
 * turns them into pointers. Files are decoded in parallel.
 */
#pragma once

#include "diag/diag.h"
#include "model/kb.h"
#include "yaml/tree.h"

/* Reads kb.yaml into `kb`: name, languages, as-of date, addresses. `config` may be NULL (reported,
 * too). `path` is the folder's, for the message. False if the languages are not known: nothing
 * else can be decoded then. */
bool decode_config(const Tree *config, const char *path, Kb *kb, Arena *arena, Diagnostics *diags);

/* One entry file. */
typedef struct DecodeInput {
    const Tree *tree; /* NULL: could not be read or parsed at all (reported) */
    const SourceFile *file;
    const char *folder; /* the top folder, which gives the class */
    const char *stem;   /* the id, unless the document gives one */
} DecodeInput;

/* Decodes all files into kb->entries (in the order of files; link sorts them). `arenas` has one a
 * worker. Needs kb->schema and kb->languages. */
void decode_entries(const DecodeInput *inputs, size_t count, Kb *kb, Arena *const *arenas,
                    unsigned workers, Diagnostics *diags);

/* Decode diagrams/?*.yaml into kb->diagrams; pages/<lang>/?*.md into kb->pages. */
void decode_diagrams(const DecodeInput *inputs, size_t count, Kb *kb, Arena *arena,
                     Diagnostics *diags);
void decode_pages(const DecodeInput *inputs, size_t count, Kb *kb, Arena *arena,
                  Diagnostics *diags);
