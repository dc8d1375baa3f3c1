/* Quantities as print has them: only what the parser has found is laid out here. */
#include "words/quantity_describe.h"

#include <string.h>

#define MINUS "−"

static const char *part_text(const Quantity *quantity, QuantityPart part)
{
    return quantity->text + part.start;
}

/* A minus is a minus, not a hyphen, and a plus says nothing beside another number. */
static void append_number(GString *out, const Quantity *quantity, QuantityPart number)
{
    const char *text = part_text(quantity, number);
    const char *end = text + number.length;
    if (*text == '-') {
        g_string_append(out, MINUS);
        text++;
    } else if (*text == '+' && quantity_is_range(quantity)) {
        text++;
    }
    g_string_append_len(out, text, end - text);
}

/* The unit stands as far from its number as it is written. */
static void append_unit(GString *out, const Quantity *quantity, const QuantityEnd *end)
{
    if (end->unit.length == 0)
        return;
    if (end->unit.start > end->number.start + end->number.length)
        g_string_append_c(out, ' ');
    g_string_append_len(out, part_text(quantity, end->unit), end->unit.length);
}

/* "≤ ", "> ", "≈ ". */
static void append_sign(GString *out, const Quantity *quantity)
{
    const bool is_at_most = quantity->ends[QUANTITY_MIN].number.length == 0;
    const bool is_at_least = quantity->ends[QUANTITY_MAX].number.length == 0;
    if (is_at_most)
        g_string_append(out, quantity->exclusive_max ? "< " : "≤ ");
    if (is_at_least)
        g_string_append(out, quantity->exclusive_min ? "> " : "≥ ");
    if (quantity->approximate)
        g_string_append(out, "≈ ");
}

static void append_end(GString *out, const Quantity *quantity, QuantitySide side, bool with_unit)
{
    const QuantityEnd *end = &quantity->ends[side];
    append_number(out, quantity, end->number);
    if (with_unit)
        append_unit(out, quantity, end);
}

/* Bounds with units or signs of their own need air around the dash. The low one shows it: no number
 * below zero follows one above. */
static bool needs_air(const Quantity *quantity, const char *low)
{
    return quantity->ends[QUANTITY_MIN].unit.length > 0 || strstr(low, MINUS) != NULL ||
           strchr(low, '-') != NULL;
}

static const char *describe(Arena *arena, const Quantity *quantity, bool with_unit)
{
    g_autoptr(GString) out = g_string_new(NULL);
    append_sign(out, quantity);
    if (quantity->ends[QUANTITY_MIN].number.length == 0) {
        append_end(out, quantity, QUANTITY_MAX, with_unit);
        return arena_strdup(arena, out->str);
    }
    append_end(out, quantity, QUANTITY_MIN, with_unit);
    if (quantity_is_range(quantity)) {
        g_string_append(out, needs_air(quantity, out->str) ? " – " : "–");
        append_end(out, quantity, QUANTITY_MAX, with_unit);
    }
    return arena_strdup(arena, out->str);
}

const char *quantity_describe(Arena *arena, const Quantity *quantity)
{
    return describe(arena, quantity, true);
}

const char *quantity_describe_number(Arena *arena, const Quantity *quantity)
{
    return describe(arena, quantity, false);
}
