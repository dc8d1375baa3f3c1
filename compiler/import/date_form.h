/*
 * date_form.h - dates as others write them, to EDTF.
 *
 * A form is made of y (four digits), m (a month's number), b (its English name, or the beginning of
 * it), d and q (a quarter); everything else stands for itself, and a blank for any number of them:
 * "d.m.y", "m/d/y", "b d, y", "y Qq". The form `wikidata` reads a time and its precision,
 * "+2020-09-01T00:00:00Z/11".
 */
#pragma once

#include <glib.h>

/* NULL: it is a form; else why not. */
const char *date_form_mistake(const char *form);

/* Returns the date, or NULL if the text is not in the form. The caller frees it. */
char *date_form_read(const char *form, const char *text);
