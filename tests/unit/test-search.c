/* The search index: normal forms, how sorted keys are cut into files, and what is in those. */
#include "search/name_index.h"
#include "search/normal_form.h"
#include "search/typo_index.h"

#include "pages_fixture.h"

/* Normal forms, as the script that reads the index has them, too: tests/browser/search.test.js
 * reads the same table. Starts are counted in characters. */

static void assert_normal(char *const *columns)
{
    g_autoptr(GString) normal = g_string_new("x");
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    normal_form_append(normal, columns[0], 100, starts);
    g_assert_cmpstr(normal->str + 1, ==, columns[1]);
    g_autoptr(GString) counted = g_string_new(NULL);
    for (guint i = 0; i < starts->len; i++)
        g_string_append_printf(
            counted, "%s%ld", i > 0 ? " " : "",
            g_utf8_pointer_to_offset(normal->str + 1,
                                     normal->str + g_array_index(starts, uint32_t, i)));
    g_assert_cmpstr(counted->str, ==, columns[2] != NULL ? columns[2] : "");
}

static void test_normal_forms(void)
{
    g_autofree char *table = NULL;
    g_assert_true(g_file_get_contents("tests/unit/search-normal-forms.tsv", &table, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(g_strchomp(table), "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), >=, 25);
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) columns = g_strsplit(*line, "\t", 3);
        assert_normal(columns);
    }
}

static void test_length(void)
{
    g_autoptr(GString) normal = g_string_new(NULL);
    normal_form_append(normal, "壁仞 BR-166", 4, NULL);
    g_assert_cmpstr(normal->str, ==, "壁仞br");
}

/* Shards. */

enum { KEYS = 20000, OWNER_SIZE = 80 };

/* Keys "00000", "00003", ..., each with an owner of its own; one more if `added` is not NULL. */
static Shards cut_numbers(Arena *arena, const char *added)
{
    ShardKey *keys = arena_new0(arena, ShardKey, KEYS + 1);
    uint32_t *sizes = arena_new0(arena, uint32_t, KEYS + 1);
    size_t count = 0;
    for (; count < KEYS; count++)
        keys[count] =
            (ShardKey){arena_printf(arena, "%05zu", KEYS * 3 - 3 * count), (uint32_t)count, 0};
    for (size_t i = 0; i <= count; i++)
        sizes[i] = OWNER_SIZE;
    if (added != NULL)
        keys[count++] = (ShardKey){added, KEYS, 0};
    return shards_cut(arena, 'n', keys, count, sizes, KEYS + 1);
}

static void test_shards(void)
{
    g_autoptr(Arena) arena = arena_new();
    const Shards shards = cut_numbers(arena, NULL);
    size_t next = 0;
    for (size_t i = 0; i < shards.count; i++) {
        const Shard *shard = &shards.items[i];
        g_assert_cmpuint(shard->first, ==, next);
        g_assert_cmpuint(shard->count * OWNER_SIZE, <=, SHARD_SIZE_MAX);
        g_assert_true(i + 1 == shards.count || shard->count * OWNER_SIZE * 2 >= SHARD_SIZE_MAX);
        g_assert_cmpstr(shard->from, <=, shards.keys[shard->first].text);
        if (i > 0)
            g_assert_cmpstr(shard->from, >, shards.keys[shard->first - 1].text);
        next += shard->count;
    }
    g_assert_cmpuint(next, ==, KEYS);
    g_assert_cmpstr(shards.items[0].from, ==, "");
}

/* A key that comes into the middle changes what is around it. */
static void test_shards_stay(void)
{
    g_autoptr(Arena) arena = arena_new();
    const Shards before = cut_numbers(arena, NULL);
    const Shards after = cut_numbers(arena, "30001");
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < before.count; i++)
        g_hash_table_insert(files, (gpointer)before.items[i].file,
                            GSIZE_TO_POINTER(before.items[i].count));
    size_t changed = 0;
    for (size_t i = 0; i < after.count; i++)
        changed += GPOINTER_TO_SIZE(g_hash_table_lookup(files, after.items[i].file)) !=
                   after.items[i].count;
    g_assert_cmpuint(changed, >=, 1);
    g_assert_cmpuint(changed, <=, 3);
}

/* More of one key than a shard holds: several shards begin with it. */
static void test_one_key(void)
{
    g_autoptr(Arena) arena = arena_new();
    ShardKey keys[500];
    uint32_t sizes[G_N_ELEMENTS(keys)];
    for (uint32_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        keys[i] = (ShardKey){"chip", i, 0};
        sizes[i] = OWNER_SIZE;
    }
    const Shards shards =
        shards_cut(arena, 'n', keys, G_N_ELEMENTS(keys), sizes, G_N_ELEMENTS(keys));
    const size_t fit = SHARD_SIZE_MAX / OWNER_SIZE;
    g_assert_cmpuint(shards.count, ==, (G_N_ELEMENTS(keys) + fit - 1) / fit);
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < shards.count; i++) {
        g_assert_cmpstr(shards.items[i].from, ==, i == 0 ? "" : "chip");
        g_assert_true(g_hash_table_add(files, (gpointer)shards.items[i].file));
    }
    const Shards none = shards_cut(arena, 'n', NULL, 0, NULL, 0);
    g_assert_cmpuint(none.count, ==, 0);
}

/* Documents. */

#define CONFIG "format: 1\nname: {en: Base, zh: 库}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"
#define PAPER "name: Paper\ntitle: On chips\npublished: 2025-12-22\n"
#define CHIP                                                                        \
    "name: {en: Ascend 950, zh: 昇腾 950}\nformer_ids: [asc]\naliases: [David]\n" \
    "source: paper\ntdp: {value: 300 W, status: planned}\n"                         \
    "summary: {en: \"The </script> chip\", zh: 芯片}\nvariants: [{key: pcie, tdp: 150 W}]\n"

/* The one document whose path begins so. */
static const char *only_document(const Rendered *rendered, const char *prefix)
{
    GHashTableIter iter;
    gpointer path;
    gpointer text;
    const char *found = NULL;
    g_hash_table_iter_init(&iter, rendered->documents);
    while (g_hash_table_iter_next(&iter, &path, &text))
        if (g_str_has_prefix(path, prefix)) {
            g_assert_null(found);
            found = path;
        }
    g_assert_nonnull(found);
    return found;
}

static void test_documents(void)
{
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"chips/david.yaml", CHIP},
        {"pages/zh/guide.md", "# 指南\n\n[芯片](david) *很快* & <b>x</b>\n"},
        {"diagrams/time.yaml", "kind: timeline\ntitle: {en: Roadmap, zh: 路线图}\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    const char *names = only_document(&rendered, "site/search/n");
    assert_has(&rendered, names, "dielineSearch.take(\"n");
    assert_has(&rendered, names,
               "[\"chips/david\",[\"Ascend 950\",\"昇腾 950\"],[1,\"David\",2,\"asc\"]]");
    assert_has(&rendered, names, "[\"pages/guide\",[null,\"指南\"],[]]");
    assert_has(&rendered, names, "[\"diagrams/time\",[\"Roadmap\",\"路线图\"],[]]");
    assert_has(&rendered, names, "[\"sources/paper\",[\"Paper\"],[0,\"On chips\"]]");
    assert_lacks(&rendered, names, "300 W"); /* values are for later */
    assert_has(&rendered, names,
               "[2,\"asc.pcie\"],[\"Ascend 950\",\"昇腾 950\"]]"); /* a variant's base */
    assert_has(&rendered, only_document(&rendered, "site/search/t"), "\"ascend950\"");
    assert_has(&rendered, "site/search/words-zh.js", "\"language\":1");
    assert_has(&rendered, "site/search/words-zh.js", "\"sources\":[\"来源\",3]");
    assert_has(&rendered, "site/search/slots-en.js", "\"tdp\":\"");
    assert_has(&rendered, "site/search/index.js", "\"texts\":{\"e\":1,\"p\":1,\"s\":1}");
    assert_has(&rendered, "site/search/e0.js", "[\"tdp\",[\"300 W\"]]");
    assert_has(&rendered, "site/search/e0.js", "[\"summary\",[\"The <\\/script> chip\",\"芯片\"]]");
    assert_has(&rendered, "site/search/p0.js", "[\"\",[null,\"芯片 很快 & <b>x<\\/b>\"]]");
}

/* What nobody typed by hand does not make names as long as they like. */
static void test_limits(void)
{
    g_autoptr(GString) chip = g_string_new("name: \"");
    for (unsigned i = 0; i < 3000; i++)
        g_string_append(chip, "芯");
    g_string_append(chip, "\"\nsource: paper\naliases: [");
    for (unsigned i = 0; i < 1000; i++)
        g_string_append_printf(chip, "alias %u, ", i);
    g_string_append(chip, "]\n");
    const TestFile files[] = {
        {"kb.yaml", CONFIG}, {"sources/paper.yaml", PAPER}, {"chips/long.yaml", chip->str}};
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    g_autoptr(Arena) arena = arena_new();
    const NameIndex *index = name_index_build(arena, rendered.context.site);
    g_assert_cmpuint(index->name_count, <, 100);
    for (size_t i = 0; i < index->name_count; i++)
        g_assert_cmpint(g_utf8_strlen(index->names[i].text, -1), <=, NAME_LENGTH_MAX + 1);
    g_assert_cmpuint(index->shards.key_count, <, 600);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search/normal-forms", test_normal_forms);
    g_test_add_func("/search/length", test_length);
    g_test_add_func("/search/shards", test_shards);
    g_test_add_func("/search/shards-stay", test_shards_stay);
    g_test_add_func("/search/one-key", test_one_key);
    g_test_add_func("/search/documents", test_documents);
    g_test_add_func("/search/limits", test_limits);
    return g_test_run();
}
