/*
 * render.h - diagnostics for people and for programs.
 *
 * The only place that turns diagnostics into output text.
 */
#pragma once

#include "diag/diag.h"

typedef enum DiagFormat {
    DIAG_TEXT,
    DIAG_JSON,
    DIAG_SARIF,
    DIAG_GITHUB,
    DIAG_FORMAT_COUNT
} DiagFormat;

/* Finds a format by its name: text, json, sarif, github. */
bool diag_format_find(const char *name, DiagFormat *format);

const char *diag_format_name(DiagFormat format);

typedef struct DiagRendering {
    DiagFormat format;
    bool colour;    /* text only */
    bool shows_all; /* text only: what is accepted, too, and any number of warnings of one kind */
    const char *whole; /* SARIF: the path of kb.yaml, for what has no place; NULL: where we are */
} DiagRendering;

/* Appends all diagnostics, sorted, to `out`. Text is GNU's form with clang's carets, a summary at
 * its end unless there is nothing to say, and of many warnings of one kind only the first; SARIF is
 * version 2.1.0, where what is accepted is suppressed; JSON is one array; GitHub's are workflow
 * commands, for all that is not accepted. */
void diag_render(Diagnostics *diags, DiagRendering how, GString *out);
