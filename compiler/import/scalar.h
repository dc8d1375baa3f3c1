/*
 * scalar.h - a text as it stands in YAML, on one line, in blocks and within {} and [] alike.
 *
 * What is read back is the same text. It is quoted where YAML, or people's eyes, would take it for
 * something else: also words that are no text to other readers of YAML (no, null, ~).
 */
#pragma once

#include <glib.h>

/* Appends valid UTF-8 without control characters (but tab and line breaks). */
void scalar_append(GString *out, const char *text);
