#include "scene/number.h"

#include "base/text.h"

#include <math.h>

static const double LARGEST = 1e12;

/* By hand: pictures are mostly numbers, and printf() would take half the time of drawing. */
void number_append(GString *out, double value)
{
    const double held = isnan(value) ? 0 : CLAMP(value, -LARGEST, LARGEST);
    const long long hundredths = llround(held * 100);
    unsigned long long rest = (unsigned long long)ABS(hundredths);
    char digits[32];
    char *at = digits + sizeof digits;
    const unsigned cents = (unsigned)(rest % 100);
    if (cents % 10 != 0)
        *--at = (char)('0' + cents % 10);
    if (cents != 0) {
        *--at = (char)('0' + cents / 10);
        *--at = '.';
    }
    rest /= 100;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (hundredths < 0)
        *--at = '-';
    text_append_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

void number_append_list(GString *out, const double *values, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_string_append_c(out, ' ');
        number_append(out, values[i]);
    }
}
