/* A units.xml, and units of it that people may write. */
#include "fuzz.h"

#include "value/units.h"

#include <math.h>

static void check_units(Units *units)
{
    static const char *const symbols[] = {"m", "km", "m/s2", "kg.m^2", "a b", "1/x", "%", "B"};
    const Unit *one = units_one(units);
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++) {
        const Unit *unit = units_find(units, symbols[i]);
        if (unit == NULL) {
            units_suggest(units, symbols[i]);
            continue;
        }
        g_assert_cmpstr(unit_symbol(unit), ==, symbols[i]);
        g_assert_true(unit_same_dimension(unit, unit));
        unit_is_dimensionless(unit);
        units_multiply(units, unit, unit);
        units_divide(units, one, unit);
        int power;
        g_assert_true(!unit_is_power_of_ten(unit, unit, &power) || power == 0);
        g_assert_false(isnan(unit_convert(unit, unit, 1)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *error = NULL;
    g_autofree char *xml = g_memdup2(data, size);
    g_autoptr(Units) units = units_new(xml != NULL ? xml : "", size, &error);
    g_assert_true((units == NULL) == (error != NULL));
    if (units != NULL)
        check_units(units);
    return 0;
}
