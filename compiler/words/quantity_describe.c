/* Quantities as print has them. */
#include "words/quantity_describe.h"

#include <stdbool.h>
#include <string.h>

typedef struct Sign {
    const char *written; /* at the start */
    const char *printed;
} Sign;

static const Sign SIGNS[] = {
    {"<=", "≤ "}, {">=", "≥ "}, {"≤", "≤ "}, {"≥", "≥ "},
    {"<", "< "},  {">", "> "},  {"~", "≈ "}, {"..", "≤ "},
};

static const char *skip_spaces(const char *text)
{
    return text + strspn(text, " ");
}

const char *quantity_describe(Arena *arena, const char *written)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
        const size_t length = strlen(SIGNS[i].written);
        if (strncmp(written, SIGNS[i].written, length) == 0)
            return arena_printf(arena, "%s%s", SIGNS[i].printed, skip_spaces(written + length));
    }
    const char *dots = strstr(written, "..");
    if (dots == NULL)
        return written;
    const char *high = skip_spaces(dots + 2);
    int low_length = (int)(dots - written);
    while (low_length > 0 && written[low_length - 1] == ' ')
        low_length--;
    if (!g_ascii_isdigit(*high) && *high != '-') /* "10000.." and "64.. GB/s" */
        return arena_printf(arena, "≥ %.*s%s%s", low_length, written, *high != '\0' ? " " : "",
                            high);
    /* Bounds with units of their own need air around the dash. */
    const bool spaced = memchr(written, ' ', (size_t)low_length) != NULL;
    return arena_printf(arena, spaced ? "%.*s – %s" : "%.*s–%s", low_length, written, high);
}
