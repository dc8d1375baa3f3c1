/*
 * inputs.h - what was read of a knowledge base, and what each file says by itself: the same for
 * every day. It does not change any more, and is shared by all that is compiled from it.
 */
#pragma once

#include "diag/diag.h"
#include "emit/fingerprints.h"
#include "emit/theme.h"
#include "model/kb.h"
#include "read/read.h"

typedef struct Decoded Decoded;

typedef struct Inputs {
    gatomicrefcount references;
    KbFiles *files;   /* NULL: the folder cannot be read */
    Decoded *decoded; /* owns `kb` */
    const Kb *kb;     /* not linked; NULL: mistakes in kb.yaml or the schema keep it from being */
    Theme *theme;     /* NULL: same */
    struct SharedTheme *shared; /* owns `theme` */
    SourceFingerprints fingerprints;
    GPtrArray *said; /* of const Diagnostic: what is wrong with all that; NULL: nothing */
} Inputs;

/* Reads the folder at `path` (NULL: a knowledge base that lies nowhere) with `workers` threads;
 * `overlay` (may be NULL) stands for files of it. What is wrong is in `said`, with severities as in
 * `diags`. Never NULL. */
Inputs *inputs_read(const char *path, Overlay *overlay, unsigned workers, const Diagnostics *diags);

/* The same without its entries: what each of them is read by is known long before all are. */
Inputs *inputs_read_ground(const char *path, Overlay *overlay, unsigned workers,
                           const Diagnostics *diags);

/* Reads the folder of `old` again: what has not changed since `looked` is shared with it. In any
 * order freed with it. */
Inputs *inputs_update(const Inputs *old, const char *path, Overlay *overlay, int64_t looked,
                      unsigned workers, const Diagnostics *diags);

/* Is what was read still what lies in the folder at `path`, and in `overlay`? `looked` as
 * compilation_stands() has it.
 */
bool inputs_stand(const Inputs *inputs, const char *path, const Overlay *overlay, int64_t *looked);

/* Gives away `kb`, to be written to: `inputs` has none afterwards. The caller kb_clear()s it, but
 * not after `inputs` is freed. */
Kb *inputs_give_kb(Inputs *inputs);
Inputs *inputs_ref(Inputs *inputs);
void inputs_unref(Inputs *inputs);
