#include "value/quantity.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { DIGITS_MAX = 17 }; /* tell any two doubles apart */

/* Lays out `digits` ("15") with the decimal point before the digit number `point` (0: ".15"). */
static void append_plain(GString *out, const char *digits, int point)
{
    int count = (int)strlen(digits);
    if (point <= 0)
        g_string_append(out, "0.");
    for (int i = point; i < 0; i++)
        g_string_append_c(out, '0');
    for (int i = 0; i < MAX(count, point); i++) {
        if (i == point && i > 0)
            g_string_append_c(out, '.');
        g_string_append_c(out, i < count ? digits[i] : '0');
    }
}

void quantity_append_number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE], format[8], digits[DIGITS_MAX + 1];
    g_assert(isfinite(value));
    /* If 15 digits or fewer do, then 15 without the zeros at their end are these (but not for
     * denormal numbers, which have fewer). */
    for (int places = fabs(value) < DBL_MIN ? 1 : 15; places <= DIGITS_MAX; places++) {
        g_snprintf(format, sizeof format, "%%.%de", places - 1);
        g_ascii_formatd(text, sizeof text, format, fabs(value));
        if (g_ascii_strtod(text, NULL) == fabs(value))
            break;
    }
    char *e = strchr(text, 'e');
    int exponent = (int)g_ascii_strtoll(e + 1, NULL, 10);
    size_t count = 0;
    for (const char *c = text; c < e; c++)
        if (*c != '.')
            digits[count++] = *c;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    digits[count] = '\0';

    if (value < 0)
        g_string_append_c(out, '-');
    if (exponent >= -6 && exponent < 15) {
        append_plain(out, digits, exponent + 1);
        return;
    }
    append_plain(out, digits, 1);
    g_string_append_printf(out, "e%s%d", exponent < 0 ? "" : "+", exponent);
}
