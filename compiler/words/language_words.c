#include "words/language_words.h"

#include <glib.h>
#include <string.h>

static const char *find_language(const Words *words, const char *code, size_t length)
{
    g_autofree char *name = g_ascii_strdown(code, (gssize)length);
    g_autofree char *key = g_strconcat("spoken.", g_strdelimit(name, "-", '_'), NULL);
    return words_find(words, key);
}

const char *language_words(const Words *words, const char *code, Arena *arena)
{
    const char *whole = find_language(words, code, strlen(code));
    if (whole != NULL)
        return whole;
    const size_t length = strcspn(code, "-");
    const char *language = find_language(words, code, length);
    if (language == NULL)
        return code;
    return words_fill_two(words, "spoken.region", language, code + length + 1, arena);
}
