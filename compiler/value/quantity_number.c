#include "value/quantity.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS_MAX = 17 }; /* tell any two doubles apart */

static const double WHOLE_MAX = 1e15; /* from here on with an exponent */

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

/* Most numbers are whole, and their digits are plain to see. */
static void append_whole(GString *out, int64_t value)
{
    char digits[24];
    char *start = digits + sizeof digits - 1;
    *start = '\0';
    uint64_t rest = (uint64_t)ABS(value);
    do
        *--start = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        g_string_append_c(out, '-');
    g_string_append(out, start);
}

void quantity_append_number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE], format[8], digits[DIGITS_MAX + 1];
    g_assert(isfinite(value));
    if (fabs(value) < WHOLE_MAX && (double)(int64_t)value == value) {
        append_whole(out, (int64_t)value);
        return;
    }
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
