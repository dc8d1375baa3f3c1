#include "words/unit_words.h"

#include <glib.h>
#include <string.h>

static size_t letters(const char *text)
{
    size_t length = 0;
    while (g_ascii_isalpha(text[length]))
        length++;
    return length;
}

/* The language's word for a unit; NULL: none. */
static const char *find_unit(const Words *words, const char *unit, size_t length)
{
    enum { UNIT_MAX = 32 };
    static const char group[] = "unit.";
    char key[sizeof group + UNIT_MAX];
    if (length > UNIT_MAX)
        return NULL;
    memcpy(key, group, strlen(group));
    memcpy(key + strlen(group), unit, length);
    key[strlen(group) + length] = '\0';
    return words_find(words, key);
}

const char *unit_words(const Words *words, const char *text, Arena *arena)
{
    if (!words->has_units)
        return text;
    g_autoptr(GString) out = g_string_new(NULL);
    bool is_changed = false;
    for (const char *at = text; *at != '\0';) {
        const size_t length = MAX(letters(at), 1);
        const char *word = g_ascii_isalpha(*at) ? find_unit(words, at, length) : NULL;
        if (word != NULL)
            g_string_append(out, word);
        else
            g_string_append_len(out, at, (gssize)length);
        is_changed |= word != NULL;
        at += length;
    }
    return is_changed ? arena_strndup(arena, out->str, out->len) : text;
}
