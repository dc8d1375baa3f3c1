#include "diagram/number.h"

#include <math.h>

static const double LARGEST = 1e12;

void number_append(GString *out, double value)
{
    const double held = isnan(value) ? 0 : CLAMP(value, -LARGEST, LARGEST);
    const long long hundredths = llround(held * 100);
    const long long size = ABS(hundredths);
    g_string_append_printf(out, "%s%lld", hundredths < 0 ? "-" : "", size / 100);
    if (size % 10 != 0)
        g_string_append_printf(out, ".%02lld", size % 100);
    else if (size % 100 != 0)
        g_string_append_printf(out, ".%lld", size % 100 / 10);
}

void number_append_list(GString *out, const double *values, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_string_append_c(out, ' ');
        number_append(out, values[i]);
    }
}
