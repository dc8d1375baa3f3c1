#include "words/words.h"

#include "words/number_words.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

typedef struct Word {
    const char *key; /* "group.name"; NULL: nothing stands here */
    uint32_t hash;
    const char *text;
} Word;

/* Not English for want of another: a language has a name and a place of its own, or none. */
static const char own_words[] = "language.";

/* --- files --- */

/* The words of a file, in order; NULL if it holds nothing of the kind. */
static const Node *file_words(const Tree *file)
{
    const Node *map = file->first;
    return map != NULL && map->kind == NODE_MAPPING ? map->first : NULL;
}

/* Returns whether all of the file is words. */
static bool add_file(GHashTable *words, const Tree *file, Diagnostics *diags)
{
    bool is_sound = !file->broken;
    for (const Node *word = file_words(file); word != NULL; word = word->next) {
        if (word->kind == NODE_SCALAR) {
            g_hash_table_insert(words, (gpointer)word->key->text, (gpointer)word->text);
            continue;
        }
        is_sound = false;
        if (word->kind != NODE_DAMAGED)
            diag_report(diags, DIAG_KB_CONFIG, word->span, "'%s' must be text", word->key->text);
    }
    return is_sound;
}

enum { LISTED_MAX = 20 }; /* of missing words; more are a number */

/* Lists the words that stand in English for want of another, and returns how many there are. */
static size_t list_missing(GHashTable *words, const Tree *english, GString *list)
{
    size_t count = 0;
    for (const Node *word = file_words(english); word != NULL; word = word->next) {
        if (g_hash_table_contains(words, word->key->text))
            continue;
        if (count < LISTED_MAX)
            g_string_append_printf(list, "%s%s", count > 0 ? ", " : "", word->key->text);
        count++;
    }
    if (count > LISTED_MAX)
        g_string_append_printf(list, " and %zu more", count - LISTED_MAX);
    return count;
}

static void report_no_file(const WordsInput *input, Diagnostics *diags)
{
    Diagnostic *d =
        diag_report(diags, DIAG_KB_MISSING_WORDS, input->named,
                    "the program has no words in '%s' (English is used)", input->language);
    diag_hint(d,
              "write templates/i18n/%s.yaml beside kb.yaml, and the names of classes and slots "
              "in i18n/%s.yaml",
              input->language, input->language);
}

static void report_missing(const WordsInput *input, GHashTable *words, Diagnostics *diags)
{
    if (input->file_count == 0) {
        report_no_file(input, diags);
        return;
    }
    const Tree *last = input->files[input->file_count - 1];
    g_autoptr(GString) list = g_string_new(NULL);
    const size_t count = list_missing(words, input->english, list);
    if (count == 0)
        return;
    Diagnostic *d =
        diag_report(diags, DIAG_KB_MISSING_WORDS, (Span){last->file, 0, 0},
                    "%s lacks %zu %s that the program has: %s (English is used)",
                    last->file->relative, count, count == 1 ? "word" : "words", list->str);
    diag_hint(d, "dieline's own templates/i18n/en.yaml has them all");
}

static void add_english(GHashTable *words, const Tree *english)
{
    for (const Node *word = file_words(english); word != NULL; word = word->next)
        if (!g_hash_table_contains(words, word->key->text) &&
            !g_str_has_prefix(word->key->text, own_words))
            g_hash_table_insert(words, (gpointer)word->key->text, (gpointer)word->text);
}

/* --- the table: open addressing, at most half full --- */

static const Word *find_place(const Word *table, size_t size, ViewKey key)
{
    size_t at = key.hash & (size - 1);
    while (table[at].key != NULL &&
           (table[at].hash != key.hash || strcmp(table[at].key, key.text) != 0))
        at = (at + 1) & (size - 1);
    return &table[at];
}

static void fill_table(Arena *arena, Words *words, const Word *items, size_t count)
{
    words->table_size = 2;
    while (words->table_size < 2 * count)
        words->table_size *= 2;
    Word *table = arena_new0(arena, Word, words->table_size);
    for (size_t i = 0; i < count; i++)
        table[find_place(table, words->table_size, view_key(items[i].key)) - table] = items[i];
    words->table = table;
}

/* --- the tree --- */

static int word_compare(const void *a, const void *b)
{
    return strcmp(((const Word *)a)->key, ((const Word *)b)->key);
}

/* Words of one group are neighbours, since the items are sorted. Templates do not see keys without
 * a dot. */
static const View *make_tree(Arena *arena, const Word *items, size_t count)
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

static const Words *build(Arena *arena, GHashTable *texts)
{
    const size_t count = g_hash_table_size(texts);
    Word *items = arena_new0(arena, Word, MAX(count, 1));
    GHashTableIter iter;
    gpointer key, text;
    g_hash_table_iter_init(&iter, texts);
    for (size_t i = 0; g_hash_table_iter_next(&iter, &key, &text); i++)
        items[i] = (Word){key, view_key(key).hash, text};
    qsort(items, count, sizeof *items, word_compare);
    Words *words = arena_new0(arena, Words, 1);
    fill_table(arena, words, items, count);
    words->tree = make_tree(arena, items, count);
    words->has_units = view_get(words->tree, "unit") != NULL;
    words->numbers = number_style_new(arena, words);
    return words;
}

const Words *words_new(Arena *arena, const WordsInput *input, Diagnostics *diags)
{
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
    bool is_sound = true;
    for (size_t i = 0; i < input->file_count; i++)
        is_sound &= add_file(texts, input->files[i], diags);
    if (is_sound)
        report_missing(input, texts, diags);
    add_english(texts, input->english);
    return build(arena, texts);
}

/* --- looking up --- */

const char *words_find_at(const Words *words, ViewKey key)
{
    return find_place(words->table, words->table_size, key)->text;
}

const char *words_get_at(const Words *words, ViewKey key)
{
    const char *text = words_find_at(words, key);
    return text != NULL ? text : key.text;
}

/* What "{name}" at `open` stands for; NULL: nothing. */
static const char *find_part(const char *open, size_t length, const WordPart *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(parts[i].name) == length && strncmp(parts[i].name, open, length) == 0)
            return parts[i].text;
    return NULL;
}

/* A pattern is gone through twice: for its length, and to copy. */
typedef struct Filled {
    char *text; /* NULL: only counted */
    size_t length;
} Filled;

static void append(Filled *filled, const char *text, size_t length)
{
    if (filled->text != NULL)
        memcpy(filled->text + filled->length, text, length);
    filled->length += length;
}

static void fill_pattern(Filled *filled, const char *at, const WordPart *parts, size_t count)
{
    for (const char *open; (open = strchr(at, '{')) != NULL;) {
        const size_t length = strcspn(open + 1, "{}");
        const char *text =
            open[1 + length] == '}' ? find_part(open + 1, length, parts, count) : NULL;
        append(filled, at, (size_t)(open - at));
        if (text != NULL)
            append(filled, text, strlen(text));
        else
            append(filled, open, length + 1);
        at = open + 1 + length + (text != NULL);
    }
    append(filled, at, strlen(at));
}

const char *words_fill_parts(const Words *words, const char *key, const WordPart *parts,
                             size_t count, Arena *arena)
{
    const char *pattern = words_get(words, key);
    Filled counted = {0};
    fill_pattern(&counted, pattern, parts, count);
    Filled filled = {.text = arena_alloc(arena, counted.length + 1)};
    fill_pattern(&filled, pattern, parts, count);
    return filled.text;
}

const char *words_fill(const Words *words, const char *key, const char *argument, Arena *arena)
{
    return words_fill_parts(words, key, &(WordPart){"", argument}, 1, arena);
}

const char *words_fill_two(const Words *words, const char *key, const char *first,
                           const char *second, Arena *arena)
{
    const WordPart parts[] = {{"1", first}, {"2", second}};
    return words_fill_parts(words, key, parts, G_N_ELEMENTS(parts), arena);
}
