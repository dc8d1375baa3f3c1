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
    unsigned milliseconds; /* wall clock, from start to end of the answer: a net, as it depends on
                              what else the machine does */
    size_t output;         /* bytes of the answer */
} ProcessLimits;

typedef enum ProcessEnd {
    PROCESS_ANSWERED,
    PROCESS_NOT_STARTED,
    PROCESS_LATE, /* the wall clock's limit, or its own of processor time (SIGXCPU) */
    PROCESS_BROKEN,
} ProcessEnd;

/* Runs `executable argument`, writes `input`, and appends to `output` all that it answers until it
 * closes its end. If it cannot be started or breaks a limit, `problem` says why. Whether the answer
 * is whole is for the caller to see: how else the child ended is not judged. */
ProcessEnd process_ask(const char *executable, const char *argument, const GString *input,
                       const ProcessLimits *limits, GString *output, const char **problem);
