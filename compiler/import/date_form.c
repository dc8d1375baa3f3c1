#include "import/date_form.h"

#include <stdbool.h>
#include <string.h>

/* What was read; 0: not said. */
typedef struct DateParts {
    int year;
    int month;
    int day;
    int quarter;
} DateParts;

static bool has(const char *form, char letter)
{
    return strchr(form, letter) != NULL;
}

const char *date_form_mistake(const char *form)
{
    if (strcmp(form, "wikidata") == 0)
        return NULL;
    if (!has(form, 'y'))
        return "has no y";
    if (has(form, 'd') && !has(form, 'm') && !has(form, 'b'))
        return "has a day and no month";
    return NULL;
}

static bool read_digits(const char **at, size_t least, size_t most, int *number)
{
    size_t count = strspn(*at, "0123456789");
    count = MIN(count, most);
    if (count < least)
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++)
        *number = *number * 10 + (*at)[i] - '0';
    *at += count;
    return true;
}

static bool read_month_name(const char **at, int *month)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t length = 0;
    while (g_ascii_isalpha((*at)[length]))
        length++;
    for (int i = 0; i < 12 && length >= 3; i++)
        if (length <= strlen(names[i]) && g_ascii_strncasecmp(names[i], *at, length) == 0) {
            *month = i + 1;
            *at += length + ((*at)[length] == '.');
            return true;
        }
    return false;
}

static bool read_part(char letter, const char **at, DateParts *parts)
{
    switch (letter) {
    case 'y':
        return read_digits(at, 4, 4, &parts->year);
    case 'm':
        return read_digits(at, 1, 2, &parts->month);
    case 'b':
        return read_month_name(at, &parts->month);
    case 'd':
        return read_digits(at, 1, 2, &parts->day);
    case 'q':
        return read_digits(at, 1, 1, &parts->quarter);
    case ' ':
        *at += strspn(*at, " ");
        return true;
    default:
        return *(*at)++ == letter;
    }
}

/* Only what can be a date is one: "30.02." is found out by who reads EDTF. */
static char *write_parts(const DateParts *parts)
{
    if (parts->quarter != 0)
        return g_strdup_printf("%04d-Q%d", parts->year, parts->quarter);
    if (parts->month == 0)
        return g_strdup_printf("%04d", parts->year);
    if (parts->day == 0)
        return g_strdup_printf("%04d-%02d", parts->year, parts->month);
    return g_strdup_printf("%04d-%02d-%02d", parts->year, parts->month, parts->day);
}

/* Precisions 9, 10 and 11 are a year, a month, a day; what is vaguer is no date to us. */
static char *read_wikidata(const char *text)
{
    DateParts parts = {0};
    const char *at = text + (*text == '+');
    int precision = 0;
    if (!read_digits(&at, 4, 4, &parts.year) || *at++ != '-' ||
        !read_digits(&at, 2, 2, &parts.month) || *at++ != '-' ||
        !read_digits(&at, 2, 2, &parts.day))
        return NULL;
    const char *slash = strrchr(at, '/');
    if (*at != 'T' || slash++ == NULL || !read_digits(&slash, 1, 2, &precision) || precision < 9 ||
        precision > 11)
        return NULL;
    parts.month = precision >= 10 ? parts.month : 0;
    parts.day = precision >= 11 ? parts.day : 0;
    return write_parts(&parts);
}

char *date_form_read(const char *form, const char *text)
{
    if (strcmp(form, "wikidata") == 0)
        return read_wikidata(text);
    DateParts parts = {0};
    const char *at = text;
    for (; *form != '\0'; form++)
        if (*at == '\0' || !read_part(*form, &at, &parts))
            return NULL;
    return *at == '\0' ? write_parts(&parts) : NULL;
}
