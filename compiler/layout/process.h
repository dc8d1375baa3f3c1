/*
 * process.h - asks another process, and does not wait for ever.
 *
 * The child gets one argument and its standard input, and answers on standard output; what it says
 * on standard error is dropped. It may crash, hang, flood or fall silent: the caller learns that in
 * bounded time, and no process, descriptor or signal is left behind. Safe from any thread.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct ProcessLimits {
    unsigned milliseconds; /* wall clock, from start to end of the answer */
    size_t output;         /* bytes of the answer */
} ProcessLimits;

/* Runs `executable argument`, writes `input`, and appends to `output` all that it answers until it
 * closes its end. Returns false, with `problem` saying why, if it cannot be started or breaks a
 * limit. Whether the answer is whole is for the caller to see: how the child ended is not judged.
 */
bool process_ask(const char *executable, const char *argument, const GString *input,
                 const ProcessLimits *limits, GString *output, const char **problem);
