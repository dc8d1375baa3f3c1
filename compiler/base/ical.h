/*
 * ical.h - content lines of iCalendar (RFC 5545, 3.1): CRLF at their ends, folded where they are
 * longer than 75 bytes.
 */
#pragma once

#include <glib.h>

enum { ICAL_LINE_MAX = 75 }; /* bytes, without the CRLF */

/* Appends "name:value". `name` holds parameters, too ("DTSTART;VALUE=DATE"); `value` is written as
 * it is, and holds no line break. */
void ical_append_line(GString *out, const char *name, const char *value);

/* The same with a value of type TEXT (3.3.11), of which any content is escaped; control characters
 * but tabs and line breaks are left out. */
void ical_append_text(GString *out, const char *name, const char *text);
