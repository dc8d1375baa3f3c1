/*
 * units_xml.h - what a units.xml must be before UDUNITS sees it, which aborts or crashes on files
 * that it does not expect. For units.c only.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Checks the XML, in UTF-8: its elements and their order, no empty text, nothing defined twice.
 * Returns false with `error` (caller frees), one line, if something is wrong. */
bool units_xml_check(const char *xml, size_t length, char **error);

/* What a database defines: names in lower case, and names and symbols as they are. Sets of texts.
 */
typedef struct UnitsDefined {
    GHashTable *names;
    GHashTable *texts;
} UnitsDefined;

/* Checks the database and returns what it defines; NULL, and `error` as above, if it is wrong. */
UnitsDefined *units_xml_defined(const char *xml, size_t length, char **error);
void units_defined_free(UnitsDefined *defined);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UnitsDefined, units_defined_free)
