/*
 * units_xml.h - what a units.xml must be before UDUNITS sees it, which aborts or crashes on files
 * that it does not expect. For units.c only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Checks the XML, in UTF-8: its elements and their order, no empty text, nothing defined twice.
 * Returns false with `error` (caller frees), one line, if something is wrong. */
bool units_xml_check(const char *xml, size_t length, char **error);
