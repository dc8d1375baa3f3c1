#include "schema/slot_form.h"

const char *range_name(RangeKind range)
{
    static const char *const names[] = {
        [RANGE_STRING] = "string",     [RANGE_TEXT] = "text",
        [RANGE_MARKDOWN] = "markdown", [RANGE_INTEGER] = "integer",
        [RANGE_BOOLEAN] = "boolean",   [RANGE_URI] = "uri",
        [RANGE_EDTF] = "date",         [RANGE_QUANTITY] = "quantity",
        [RANGE_ENUM] = "enum",         [RANGE_REFERENCE] = "reference",
        [RANGE_OBJECT] = "object",
    };
    return names[range];
}

void slot_append_form(const Slot *slot, GString *out)
{
    if (slot->multivalued)
        g_string_append(out, "list: ");
    if (slot->range == RANGE_ENUM)
        g_string_append_printf(out, "one of %s", slot->range_enum->name);
    else if (slot->range == RANGE_REFERENCE)
        g_string_append_printf(out, "id of %s", slot->range_class->name);
    else if (slot->range == RANGE_OBJECT)
        g_string_append_printf(out, "object %s", slot->range_class->name);
    else
        g_string_append(out, range_name(slot->range));
    if (slot->unit != NULL)
        g_string_append_printf(out, " in %s", unit_symbol(slot->unit));
}
