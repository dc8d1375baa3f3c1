/*
 * slot_form.h - what a slot takes, in the words of those who write entries.
 */
#pragma once

#include "schema/schema.h"

/* Appends it in a few words: "text", "quantity in GB/s", "id of Organization", "one of Stage"; for
 * a slot that takes several, "list: " before it. */
void slot_append_form(const Slot *slot, GString *out);

/* "string", "text", "markdown", "integer", "boolean", "uri", "date", "quantity", "enum",
 * "reference", "object". */
const char *range_name(RangeKind range);
