/* One vocabulary a language: files over files, what is missing, what stands in braces. */
#include "words_fixture.h"

typedef struct Fixture {
    Arena *arena;
    Diagnostics *diags;
    const Tree *english;
} Fixture;

static void fixture_init(Fixture *f, gconstpointer user)
{
    (void)user;
    f->arena = arena_new();
    f->diags = diagnostics_new();
    f->english = words_fixture_parse("templates/i18n/en.yaml",
                                     "language.name: English\nsite.skip: Skip\n"
                                     "site.of: \"{} of {}\"\ndate.day: \"{day} {month}\"\n",
                                     f->arena, f->diags);
}

static void fixture_clear(Fixture *f, gconstpointer user)
{
    (void)user;
    diagnostics_free(f->diags);
    arena_free(f->arena);
}

static const Tree *parse(Fixture *f, const char *text)
{
    return words_fixture_parse("templates/i18n/de.yaml", text, f->arena, f->diags);
}

static const Words *make(Fixture *f, const Tree *const *files, size_t count)
{
    const WordsInput input = {
        .language = "de", .english = f->english, .files = files, .file_count = count};
    return words_new(f->arena, &input, f->diags);
}

static const char *only_message(Fixture *f)
{
    const GPtrArray *all = diagnostics_sorted(f->diags);
    g_assert_cmpuint(all->len, ==, 1);
    return ((const Diagnostic *)all->pdata[0])->message;
}

static void test_english(Fixture *f, gconstpointer user)
{
    (void)user;
    const Words *words = make(f, &f->english, 1);
    g_assert_cmpstr(words_get(words, "site.skip"), ==, "Skip");
    g_assert_cmpstr(words_get(words, "site.gap"), ==, "site.gap");
    g_assert_cmpstr(words_get(words, "language.name"), ==, "English");
    g_assert_null(words_find(words, "site"));
    const View *site = view_get(words->tree, "site");
    g_assert_nonnull(site);
    g_assert_cmpstr(view_get(site, "skip")->text, ==, "Skip");
    g_assert_null(view_get(site, "name"));
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
}

/* A later file's words count; a base may have words that the program does not know. */
static void test_layers(Fixture *f, gconstpointer user)
{
    (void)user;
    const Tree *const files[] = {
        parse(f, "language.name: Deutsch\nsite.skip: Springen\nsite.of: \"\"\ndate.day: Tag\n"),
        parse(f, "site.skip: Hüpfen\nown.word: Eigenes\n")};
    const Words *words = make(f, files, G_N_ELEMENTS(files));
    g_assert_cmpstr(words_get(words, "site.skip"), ==, "Hüpfen");
    g_assert_cmpstr(words_get(words, "site.of"), ==, "");
    g_assert_cmpstr(words_get(words, "own.word"), ==, "Eigenes");
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
}

static void test_missing(Fixture *f, gconstpointer user)
{
    (void)user;
    const Tree *file = parse(f, "site.skip: Springen\nlanguage.name: Deutsch\n");
    const Words *words = make(f, &file, 1);
    g_assert_cmpstr(words_get(words, "date.day"), ==, "{day} {month}");
    g_assert_cmpstr(only_message(f), ==,
                    "templates/i18n/de.yaml lacks 2 words that the program has: site.of, date.day "
                    "(English is used)");
}

/* A language without a name of its own is not called English. */
static void test_no_file(Fixture *f, gconstpointer user)
{
    (void)user;
    const Words *words = make(f, NULL, 0);
    g_assert_cmpstr(words_get(words, "site.skip"), ==, "Skip");
    g_assert_null(words_find(words, "language.name"));
    g_assert_cmpstr(only_message(f), ==, "the program has no words in 'de' (English is used)");
}

static void test_many_missing(Fixture *f, gconstpointer user)
{
    (void)user;
    const Tree *file = parse(f, "");
    const WordsInput input = {.language = "de",
                              .english = words_fixture_tree("en", f->arena, f->diags),
                              .files = &file,
                              .file_count = 1};
    words_new(f->arena, &input, f->diags);
    const char *message = only_message(f);
    g_assert_nonnull(strstr(message, "that the program has: language.name, language.locale, "));
    g_assert_nonnull(strstr(message, " more (English is used)"));
    g_assert_cmpuint(strlen(message), <, 600);
}

static void test_no_text(Fixture *f, gconstpointer user)
{
    (void)user;
    const Tree *file = parse(f, "language.name: D\nsite.skip: [a]\nsite.of: O\ndate.day: T\n");
    make(f, &file, 1);
    const GPtrArray *all = diagnostics_sorted(f->diags);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpstr(((const Diagnostic *)all->pdata[0])->message, ==, "'site.skip' must be text");
}

/* Each brace is filled once: what is filled in is not looked at again. */
static void test_fill(Fixture *f, gconstpointer user)
{
    (void)user;
    const Tree *file = parse(f, "language.name: D\nsite.skip: \"{1}, {2}; {other} {\"\n"
                                "site.of: \"{}/{}\"\ndate.day: \"{{month}} {day}\"\n");
    const Words *words = make(f, &file, 1);
    g_assert_cmpstr(words_fill(words, "site.of", "{}", f->arena), ==, "{}/{}");
    g_assert_cmpstr(words_fill_two(words, "site.skip", "{2}", "b", f->arena), ==,
                    "{2}, b; {other} {");
    const WordPart parts[] = {{"day", "1"}, {"month", "{day}"}};
    g_assert_cmpstr(words_fill_parts(words, "date.day", parts, 2, f->arena), ==, "{{day}} 1");
    g_assert_cmpstr(words_fill(words, "no.word", "x", f->arena), ==, "no.word");
}

/* What ships is complete: it lacks no word of English, and has none that English lacks,
 * but for units, which are English as they are written. */
static void test_shipped(Fixture *f, gconstpointer user)
{
    (void)user;
    static const char *const languages[] = {"en", "zh", "de", "ja"};
    const Tree *english = words_fixture_tree("en", f->arena, f->diags);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        words_fixture_load(languages[i], f->arena, f->diags); /* nothing is reported */
        const Tree *file = words_fixture_tree(languages[i], f->arena, f->diags);
        for (const Node *word = file->first->first; word != NULL; word = word->next)
            if (!g_str_has_prefix(word->key->text, "unit.") &&
                node_find(english->first, word->key->text) == NULL)
                g_error("%s: '%s' is no word of en.yaml", languages[i], word->key->text);
    }
}

static const Tree *parse_labels(Fixture *f, const char *language)
{
    const char *path = arena_printf(f->arena, "schema/i18n/%s.yaml", language);
    g_autoptr(GBytes) bytes = resource_find(path);
    g_assert_nonnull(bytes);
    const char *text =
        arena_strndup(f->arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return words_fixture_parse(path, text, f->arena, f->diags);
}

/* Has `ours` all keys of `theirs`, and no others but plurals, which not every language has? */
static void compare_keys(const char *language, const Node *ours, const Node *theirs)
{
    if (ours->kind != theirs->kind)
        g_error("%s: '%s' is of another kind", language, ours->key->text);
    for (const Node *node = theirs->first; node != NULL; node = node->next) {
        const Node *other = node_find(ours, node->key->text);
        if (other == NULL)
            g_error("%s lacks '%s'", language, node->key->text);
        if (node->kind == NODE_MAPPING)
            compare_keys(language, other, node);
    }
    for (const Node *node = ours->first; node != NULL; node = node->next)
        if (strcmp(node->key->text, "plural") != 0 && node_find(theirs, node->key->text) == NULL)
            g_error("%s: '%s' is too much", language, node->key->text);
}

/* The default schema speaks of the same things in all languages of the program. */
static void test_labels(Fixture *f, gconstpointer user)
{
    (void)user;
    static const char *const languages[] = {"de", "ja"};
    const Tree *chinese = parse_labels(f, "zh");
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        compare_keys(languages[i], parse_labels(f, languages[i])->first, chinese->first);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const struct {
        const char *path;
        void (*run)(Fixture *f, gconstpointer user);
    } tests[] = {
        {"/words/english", test_english},
        {"/words/layers", test_layers},
        {"/words/missing", test_missing},
        {"/words/no-file", test_no_file},
        {"/words/many-missing", test_many_missing},
        {"/words/no-text", test_no_text},
        {"/words/fill", test_fill},
        {"/words/shipped", test_shipped},
        {"/words/labels", test_labels},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Fixture, NULL, fixture_init, tests[i].run, fixture_clear);
    return g_test_run();
}
