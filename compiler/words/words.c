#include "words/words.h"

#include <stdlib.h>
#include <string.h>

static int word_compare(const void *a, const void *b)
{
    return strcmp(((const Word *)a)->key, ((const Word *)b)->key);
}

/* Words of one group are neighbours, since the items are sorted. */
static const View *words_tree(Arena *arena, const Word *items, size_t count)
{
    View *tree = view_new_map(arena);
    View *group = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *dot = strchr(items[i].key, '.');
        if (dot == NULL)
            continue;
        const size_t length = (size_t)(dot - items[i].key);
        if (group == NULL || strlen(group->key) != length ||
            strncmp(group->key, items[i].key, length) != 0)
            group = view_put_map(arena, tree, arena_strndup(arena, items[i].key, length));
        view_put_text(arena, group, dot + 1, items[i].text);
    }
    return tree;
}

const Words *words_build(Arena *arena, Word *items, size_t count)
{
    Words *words = arena_new0(arena, Words, 1);
    if (count > 0)
        qsort(items, count, sizeof *items, word_compare);
    words->items = items;
    words->count = count;
    words->tree = words_tree(arena, items, count);
    return words;
}

const char *words_find(const Words *words, const char *key)
{
    const Word wanted = {key, NULL};
    if (words->count == 0)
        return NULL;
    const Word *word =
        bsearch(&wanted, words->items, words->count, sizeof *words->items, word_compare);
    return word != NULL ? word->text : NULL;
}

const char *words_get(const Words *words, const char *key)
{
    const char *text = words_find(words, key);
    return text != NULL ? text : key;
}

const char *words_fill(const Words *words, const char *key, const char *argument, Arena *arena)
{
    g_autoptr(GString) filled = g_string_new(words_get(words, key));
    g_string_replace(filled, "{}", argument, 0);
    return arena_strndup(arena, filled->str, filled->len);
}

const char *words_fill_two(const Words *words, const char *key, const char *first,
                           const char *second, Arena *arena)
{
    g_autoptr(GString) filled = g_string_new(words_get(words, key));
    g_string_replace(filled, "{2}", second, 0);
    g_string_replace(filled, "{1}", first, 0);
    return arena_strndup(arena, filled->str, filled->len);
}
