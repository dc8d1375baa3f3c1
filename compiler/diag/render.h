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

/* Appends all diagnostics, sorted, to `out`. Text is GNU's form with clang's carets, a summary at
 * its end unless there is nothing to say, coloured if `colour`; SARIF is version 2.1.0; JSON is one
 * array; GitHub's are workflow commands. `whole` is the path of kb.yaml, where SARIF puts what has
 * no place (NULL: where we are). */
void diag_render(Diagnostics *diags, DiagFormat format, bool colour, const char *whole,
                 GString *out);
