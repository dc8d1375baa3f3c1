#include "search/typo_index.h"

#include "search/normal_form.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_LETTERS = 3, TYPO_LETTERS_MIN = 2 };

/* Returns the beginning of a name's key that is a term, in `arena`; NULL: it is too short for one.
 */
static const char *term_of_key(Arena *arena, const char *key)
{
    size_t length = 0;
    size_t letters = 0;
    const char *at = key;
    for (; *at != '\0' && length < TYPO_TERM_MAX; at = g_utf8_next_char(at), length++) {
        const gunichar c = g_utf8_get_char(at);
        if (normal_form_is_alone(c))
            break;
        letters += !g_ascii_isdigit(*at);
    }
    if (length < TYPO_TERM_MIN || letters < TYPO_LETTERS_MIN)
        return NULL;
    return arena_strndup(arena, key, (size_t)(at - key));
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Keys of names are sorted: terms come in order, but for those that end before a character that
 * stands for itself. */
static void list_terms(Arena *arena, const Shards *names, GPtrArray *terms)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < names->key_count; i++) {
        const char *term = term_of_key(arena, names->keys[i].text);
        if (term != NULL && g_hash_table_add(known, (gpointer)term))
            g_ptr_array_add(terms, (gpointer)term);
    }
    if (terms->len > 0)
        qsort(terms->pdata, terms->len, sizeof(gpointer), compare_texts);
}

typedef struct TypoKeys {
    Arena *arena;
    GArray *keys; /* of ShardKey */
    uint32_t term;
    const char *letters[FIRST_LETTERS]; /* the first ones of the term */
    size_t letter_count;
    char digits[TYPO_TERM_MAX + 1];
} TypoKeys;

/* Of the first letters all but one; `left_out` past them: all. */
static void add_key(TypoKeys *typos, size_t left_out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < typos->letter_count; i++)
        if (i != left_out)
            g_string_append_unichar(text, g_utf8_get_char(typos->letters[i]));
    g_string_append_printf(text, " %s", typos->digits);
    const ShardKey key = {.text = arena_strndup(typos->arena, text->str, text->len),
                          .owner = typos->term};
    g_array_append_val(typos->keys, key);
}

static void add_keys(TypoKeys *typos, const char *term)
{
    size_t digit_count = 0;
    typos->letter_count = 0;
    for (const char *at = term; *at != '\0'; at = g_utf8_next_char(at))
        if (g_ascii_isdigit(*at))
            typos->digits[digit_count++] = *at;
        else if (typos->letter_count < FIRST_LETTERS)
            typos->letters[typos->letter_count++] = at;
    typos->digits[digit_count] = '\0';
    for (size_t i = 0; i < typos->letter_count; i++)
        add_key(typos, i);
    if (typos->letter_count < FIRST_LETTERS)
        add_key(typos, FIRST_LETTERS);
}

const TypoIndex *typo_index_build(Arena *arena, const NameIndex *names)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new();
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(ShardKey));
    TypoKeys typos = {.arena = arena, .keys = keys};
    list_terms(arena, &names->shards, terms);
    TypoIndex *index = arena_new0(arena, TypoIndex, 1);
    const char **kept = arena_new0(arena, const char *, terms->len + 1);
    uint32_t *sizes = arena_new0(arena, uint32_t, terms->len);
    for (guint i = 0; i < terms->len; i++) {
        kept[i] = terms->pdata[i];
        sizes[i] = (uint32_t)strlen(kept[i]) + 3;
        typos.term = i;
        add_keys(&typos, kept[i]);
    }
    ShardKey *sorted = arena_new0(arena, ShardKey, keys->len + 1);
    if (keys->len > 0)
        memcpy(sorted, keys->data, keys->len * sizeof *sorted);
    *index =
        (TypoIndex){kept, terms->len, shards_cut(arena, 't', sorted, keys->len, sizes, terms->len)};
    return index;
}
