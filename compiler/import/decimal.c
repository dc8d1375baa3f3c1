#include "import/decimal.h"

#include <string.h>

/* Digits with points and commas between them, from the first digit on. */
static size_t number_length(const char *at)
{
    size_t length = strspn(at, "0123456789");
    while (length > 0 && (at[length] == '.' || at[length] == ',') &&
           g_ascii_isdigit(at[length + 1]))
        length += 1 + strspn(at + length + 1, "0123456789");
    return length;
}

static const char *next_number(const char *text)
{
    return text + strcspn(text, "0123456789");
}

static bool is_mark(char c)
{
    return c == '.' || c == ',';
}

/* Which of the two is certainly the decimal mark in a number; 0: neither. */
static char mark_of(const char *number, size_t length)
{
    const char *last = NULL;
    size_t marks = 0;
    for (size_t i = 0; i < length; i++)
        if (is_mark(number[i])) {
            last = number + i;
            marks++;
        }
    if (last == NULL)
        return '\0';
    const size_t decimals = (size_t)(number + length - last) - 1;
    const char other = *last == '.' ? ',' : '.';
    const size_t whole = (size_t)(last - number);
    if (memchr(number, other, whole) != NULL)
        return *last; /* 1.234,5 */
    if (marks > 1)
        return other; /* 1,234,567 */
    return decimals != 3 || whole > 3 || number[0] == '0' ? *last : '\0';
}

void decimal_count(DecimalVotes *votes, const char *text)
{
    for (const char *at = next_number(text); *at != '\0';) {
        const size_t length = number_length(at);
        const char mark = mark_of(at, length);
        votes->points += mark == '.';
        votes->commas += mark == ',';
        at = next_number(at + length);
    }
}

char decimal_decide(const DecimalVotes *votes)
{
    if (votes->points > 0 && votes->commas == 0)
        return '.';
    return votes->commas > 0 && votes->points == 0 ? ',' : '\0';
}

/* Appends a number; false: its thousands are no groups of three. */
static bool append_number(GString *out, const char *number, size_t length, char mark)
{
    const char between = mark == '.' ? ',' : '.';
    const char *end = number + length;
    const char *decimals = memchr(number, mark, length);
    const char *whole_end = decimals != NULL ? decimals : end;
    size_t group = 0;
    bool is_grouped = false;
    for (const char *at = number; at < whole_end; at++) {
        if (*at != between) {
            g_string_append_c(out, *at);
            group++;
            continue;
        }
        if (is_grouped ? group != 3 : group > 3)
            return false;
        is_grouped = true;
        group = 0;
    }
    if (is_grouped && group != 3)
        return false;
    if (decimals == NULL)
        return true;
    g_string_append_c(out, '.');
    g_string_append_len(out, decimals + 1, end - decimals - 1);
    return strcspn(decimals + 1, ".,") >= (size_t)(end - decimals - 1);
}

char *decimal_convert(const char *text, char mark)
{
    g_autoptr(GString) out = g_string_new(NULL);
    while (*text != '\0') {
        const char *number = next_number(text);
        g_string_append_len(out, text, number - text);
        const size_t length = number_length(number);
        if (length > 0 && !append_number(out, number, length, mark))
            return NULL;
        text = number + length;
    }
    return g_strdup(out->str);
}
