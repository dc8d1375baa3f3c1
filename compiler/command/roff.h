/*
 * roff.h - text as manual pages have it: man(7), as groff and mandoc read it. Only command/
 * includes this.
 */
#pragma once

#include <glib.h>

/* Appends text so that it is shown letter by letter, minus signs as what can be typed. */
void roff_append(GString *out, const char *text);

/* Appends running text, filled into lines: what stands between backquotes in bold, without them;
 * a paragraph after an empty line; lines that begin with spaces as they are. Ends the line. */
void roff_append_prose(GString *out, const char *text);
