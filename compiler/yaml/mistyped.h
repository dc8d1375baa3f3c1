/*
 * mistyped.h - what stands in a file in place of YAML's own punctuation.
 *
 * Only syntax.c and tree.c include this. A Chinese or Japanese keyboard types "：" for ":", an
 * editor indents a line that should not be: the parser notices a line later, and speaks of
 * something else.
 */
#pragma once

#include "diag/diag.h"

/* Reports what was mistyped on the line of byte `at` or just before it, with what to write instead.
 * Returns false if nothing there explains why the parser gave up. */
bool mistyped_report(const SourceFile *file, size_t at, Diagnostics *diags);

/* Reports the first character of a key without quotes that stands there for one of YAML's own, or
 * for a letter: "{event：tape_out，date：2024}" has one key and no value. False: there is none. */
bool mistyped_report_key(Span key, Diagnostics *diags);

/* The same for a value without quotes: spaces that are none to YAML at its ends, and "＃ note". */
bool mistyped_report_value(Span value, Diagnostics *diags);
