#include "page/sort_keys.h"

#include <math.h>

/* NULL: open. */
static const char *number_key(Arena *arena, double number)
{
    if (!isfinite(number))
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    quantity_append_number(text, number);
    return arena_strndup(arena, text->str, text->len);
}

static const char *day_key(Arena *arena, Day day)
{
    char text[EDTF_DAY_MAX];
    const char *written = edtf_write_day(day, text);
    return written != NULL ? arena_strdup(arena, written) : NULL;
}

static SortKeys same_keys(const char *key)
{
    return (SortKeys){key, key};
}

SortKeys sort_keys_of_date(Arena *arena, const Edtf *date)
{
    return (SortKeys){day_key(arena, date->earliest), day_key(arena, date->latest)};
}

SortKeys sort_keys_of_value(Arena *arena, const Value *value)
{
    switch (value->kind) {
    case VALUE_QUANTITY:
        return (SortKeys){number_key(arena, value->quantity->min),
                          number_key(arena, value->quantity->max)};
    case VALUE_INTEGER:
        return same_keys(arena_printf(arena, "%" G_GINT64_FORMAT, value->integer));
    case VALUE_DATE:
        return sort_keys_of_date(arena, value->date);
    case VALUE_CHOICE:
        return same_keys(arena_printf(arena, "%u", value->choice->index));
    case VALUE_BOOLEAN:
        return same_keys(value->boolean ? "1" : "0");
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_STRING:
    case VALUE_TEXT:
    case VALUE_REFERENCE:
    case VALUE_OBJECT:
        break;
    }
    return same_keys(NULL);
}
