/*
 * bytes.h - what is checked in a file of text, YAML or a page, before it is parsed.
 */
#pragma once

#include "diag/diag.h"

#include <stdbool.h>

/* Checks encoding, control characters and bidirectional controls; true if the bytes may be parsed.
 * `*ascii`: there are ASCII characters only. */
bool bytes_check(const SourceFile *file, bool *ascii, Diagnostics *diags);

/* Passes over printable ASCII, eight bytes at a time: what is left begins with something else, or
 * is short. */
const char *bytes_skip_plain(const char *at, const char *end);

/* Is `c` refused everywhere, even as an escape? (C0 and C1 controls but tab, line feed, carriage
 * return and U+0085.) */
bool bytes_is_control(gunichar c);

/* Is `c` a line break to YAML 1.1 that editors do not show as one: U+0085, U+2028, U+2029? */
bool bytes_is_hidden_break(gunichar c);
