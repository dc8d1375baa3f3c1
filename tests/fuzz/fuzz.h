/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is one fuzz-NAME.c: a stage of the compiler on bytes that nobody wrote. It is built
 * twice: with libFuzzer (preset fuzz), and with corpus-main.c as a plain test that runs the seeds
 * in corpus/NAME.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Nothing may crash, hang, leak or fail an assertion. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A folder for this process, in memory if the machine has such a place, removed at exit. Borrowed;
 * for one caller. */
const char *fuzz_folder(void);

/* Writes `relative`, with the folders above it, below `parent_folder`; other files stay as they
 * are. */
void fuzz_write_file(const char *parent_folder, const char *relative, const void *bytes,
                     size_t size);

/* Splits the input into pieces: whatever stands between lines that are "#@NAME". What stands before
 * the first has the name "". Both texts are the caller's to free with the array. */
typedef struct FuzzPiece {
    char *name;
    char *text; /* NUL-terminated behind `length` */
    size_t length;
} FuzzPiece;

GArray *fuzz_split(const uint8_t *data, size_t size);
