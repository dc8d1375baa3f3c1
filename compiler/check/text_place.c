#include "check/text_place.h"

#include <string.h>

/* Does a key of this name begin at `at`? */
static bool is_key(const char *at, const char *end, const char *name)
{
    const size_t length = strlen(name);
    return (size_t)(end - at) > length + 1 && strncmp(at, name, length) == 0 && at[length] == ':' &&
           strchr(" \r\n", at[length + 1]) != NULL;
}

/* What stands between the beginning of its line and `at`. */
static size_t column_of(const char *bytes, const char *at)
{
    const char *start = at;
    while (start > bytes && start[-1] != '\n')
        start--;
    return (size_t)(at - start);
}

/* Does it follow nothing but blanks on its line, or what opens a key within {}? */
static bool may_begin(const char *start, const char *at)
{
    while (at > start && at[-1] == ' ')
        at--;
    return at == start || strchr("{,\n", at[-1]) != NULL;
}

Span text_place(const Kb *kb, Span whole, size_t language)
{
    const char *bytes = whole.file->bytes;
    const char *start = bytes + whole.start, *end = bytes + whole.end;
    bool is_block = false; /* its keys stand in one column, and what they say further in */
    for (size_t i = 0; i < kb->language_count; i++)
        is_block |= is_key(start, end, kb->languages[i]);
    const size_t column = column_of(bytes, start);
    for (const char *at = start; (at = g_strstr_len(at, end - at, kb->languages[language])) != NULL;
         at++)
        if (is_key(at, end, kb->languages[language]) && may_begin(start, at) &&
            (!is_block || column_of(bytes, at) == column))
            return (Span){whole.file, (uint32_t)(at - bytes), whole.end};
    return whole;
}
