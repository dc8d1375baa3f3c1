#include "lsp/units.h"

#include <math.h>
#include <string.h>

static const char *const prefixes[] = {"",  "m",  "k",  "M",  "G",  "T",
                                       "P", "Ki", "Mi", "Gi", "Ti", NULL};

/* Returns a unit's symbol without its prefix: "B/s" of "GB/s". */
static const char *without_prefix(Units *units, const char *symbol)
{
    for (size_t i = 1; prefixes[i] != NULL; i++) {
        const char *rest = symbol + strlen(prefixes[i]);
        if (g_str_has_prefix(symbol, prefixes[i]) && *rest != '\0' && g_ascii_isalpha(*rest) &&
            units_find(units, rest) != NULL)
            return rest;
    }
    return symbol;
}

static bool is_handy(double number)
{
    return isinf(number) || number == 0 || (fabs(number) >= 0.01 && fabs(number) < 1e5);
}

static void append_in(GString *out, const Quantity *quantity, const Unit *unit, const char *symbol)
{
    const double min = unit_convert(quantity->scale, unit, quantity->min);
    const double max = unit_convert(quantity->scale, unit, quantity->max);
    if (!is_handy(min) || !is_handy(max))
        return;
    if (out->len > 0)
        g_string_append(out, " = ");
    if (!isinf(min))
        quantity_append_number(out, min);
    if (min < max || isinf(min))
        g_string_append(out, "..");
    if (min < max && !isinf(max))
        quantity_append_number(out, max);
    g_string_append_printf(out, " %s", symbol);
}

char *units_describe_others(Units *units, const Quantity *quantity)
{
    if (quantity->unit == NULL || quantity->scale == NULL || unit_is_dimensionless(quantity->unit))
        return NULL;
    const char *written = unit_symbol(quantity->unit);
    const char *base = without_prefix(units, written);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; prefixes[i] != NULL; i++) {
        g_autofree char *symbol = g_strconcat(prefixes[i], base, NULL);
        const Unit *unit = units_find(units, symbol);
        if (unit != NULL && strcmp(symbol, written) != 0 &&
            unit_same_dimension(unit, quantity->scale))
            append_in(out, quantity, unit, symbol);
    }
    return out->len > 0 ? g_strdup(out->str) : NULL;
}
