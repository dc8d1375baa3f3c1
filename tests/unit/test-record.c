/* What one run leaves for the next: records, stamps, messages that are said again. */
#include "diag/render.h"
#include "store/messages.h"
#include "store/stamp.h"

#include <string.h>

static GString *sample(void)
{
    GString *record = g_string_new(NULL);
    record_begin(record, "sample 1");
    record_put(record, 7);
    record_put_text(record, "text");
    record_put_text(record, NULL);
    record_put_text(record, "");
    record_put_bytes(record, "abc", 3);
    record_end(record);
    return record;
}

static void test_round_trip(void)
{
    GString *record = sample();
    RecordReader reader;
    g_assert_true(record_open(&reader, record->str, record->len, "sample 1"));
    g_assert_cmpuint(record_get(&reader), ==, 7);
    g_assert_cmpstr(record_get_text(&reader), ==, "text");
    g_assert_null(record_get_text(&reader));
    g_assert_cmpstr(record_get_text(&reader), ==, "");
    g_assert_false(record_is_good(&reader)); /* something is left */
    const char *bytes = record_get_bytes(&reader, 3);
    g_assert_true(memcmp(bytes, "abc", 3) == 0);
    g_assert_true(record_is_good(&reader));
    g_assert_cmpuint(record_get(&reader), ==, 0); /* beyond its end */
    g_assert_false(record_is_good(&reader));
    g_string_free(record, TRUE);
}

/* A byte that is another, an end that is missing, another kind: no record. */
static void test_damage(void)
{
    GString *record = sample();
    RecordReader reader;
    for (gsize i = 0; i < record->len; i++) {
        record->str[i] = (char)(record->str[i] ^ 1);
        g_assert_false(record_open(&reader, record->str, record->len, "sample 1"));
        record->str[i] = (char)(record->str[i] ^ 1);
        g_assert_false(record_open(&reader, record->str, i, "sample 1"));
    }
    g_assert_false(record_open(&reader, record->str, record->len, "sample 2"));
    g_assert_false(record_open(&reader, NULL, 0, "sample 1"));
    g_assert_cmpstr(record_get_text(&reader), ==, NULL);
    g_string_free(record, TRUE);
}

/* A record that is whole and says too much of itself. */
static void test_too_many(void)
{
    g_autoptr(GString) record = g_string_new(NULL);
    record_begin(record, "sample 1");
    record_put(record, G_MAXUINT64);
    record_end(record);
    RecordReader reader;
    g_assert_true(record_open(&reader, record->str, record->len, "sample 1"));
    g_assert_cmpuint(record_get_count(&reader, 8), ==, 0);
    g_assert_false(record_is_good(&reader));
}

static void test_young(void)
{
    const int64_t second = 1000 * 1000 * 1000;
    const FileStamp fine = {
        .size = 1, .inode = 2, .modified = 10 * second + 5, .changed = 10 * second + 5};
    const FileStamp coarse = {
        .size = 1, .inode = 2, .modified = 10 * second, .changed = 10 * second};
    g_assert_true(stamp_is_young(&fine, 10 * second));
    g_assert_false(stamp_is_young(&fine, 11 * second));
    g_assert_true(stamp_is_young(&coarse, 11 * second)); /* a clock of whole seconds */
    g_assert_false(stamp_is_young(&coarse, 13 * second));
    g_assert_true(stamp_equal(&fine, &fine));
    g_assert_false(stamp_equal(&fine, &coarse));
}

static const char BYTES[] = "name: One\nmaker: two\n";

static bool read_again(SourceFile *file, void *user)
{
    ++*(unsigned *)user;
    file->bytes = BYTES;
    file->length = strlen(BYTES);
    return strcmp(file->relative, "chips/one.yaml") == 0;
}

static char *render(Diagnostics *diags)
{
    GString *text = g_string_new(NULL);
    diag_render(diags, DIAG_TEXT, false, NULL, text);
    return g_string_free(text, FALSE);
}

static void report_all(Diagnostics *diags, const SourceFile *known, const SourceFile *other)
{
    Diagnostic *d =
        diag_report(diags, DIAG_REF_UNKNOWN, (Span){known, 17, 20}, "no entry '%s'", "two");
    diag_note(d, (Span){other, 0, 4}, "named here");
    diag_note(d, (Span){0}, "just a sentence");
    diag_hint(d, "write 'one'");
    diag_report(diags, DIAG_FS_UNREADABLE, (Span){0}, "nowhere");
    DiagRule *rule = diagnostics_rule(diags, "rule.own");
    diag_rule_explain(rule, "What it means.");
    diag_report_rule(diags, rule, SEVERITY_WARNING, (Span){known, 0, 4}, "a rule's");
}

static void test_messages(void)
{
    const SourceFile known = {"kb/chips/one.yaml", "chips/one.yaml", BYTES, strlen(BYTES)};
    const SourceFile other = {"words", "words", "words: 1\n", 9};
    g_autoptr(Diagnostics) diags = diagnostics_new();
    report_all(diags, &known, &other);
    g_autofree char *before = render(diags);
    g_autoptr(GHashTable) files = g_hash_table_new(NULL, NULL);
    g_hash_table_add(files, (gpointer)&known);
    g_autoptr(GString) record = g_string_new(NULL);
    record_begin(record, "messages");
    messages_put(record, diags, files);
    record_end(record);

    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) again = diagnostics_new();
    RecordReader reader;
    unsigned read = 0;
    g_assert_true(record_open(&reader, record->str, record->len, "messages"));
    const bool done = messages_get(&reader, again, arena, read_again, &read);
    g_assert_true(done);
    g_assert_cmpuint(read, ==, 1); /* the other file's bytes are in the record */
    g_autofree char *after = render(again);
    g_assert_cmpstr(after, ==, before);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/round-trip", test_round_trip);
    g_test_add_func("/record/damage", test_damage);
    g_test_add_func("/record/too-many", test_too_many);
    g_test_add_func("/record/young", test_young);
    g_test_add_func("/record/messages", test_messages);
    return g_test_run();
}
