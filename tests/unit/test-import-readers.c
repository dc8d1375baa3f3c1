/*
 * What others wrote, as a tree: texts to the letter, places, and what is refused.
 */
#include "import/data.h"

#include <string.h>

typedef struct Read {
    Arena *arena;
    Diagnostics *diags;
    SourceFile file;
    DataReader reader;
    DataNode *root;
} Read;

static void read_init(Read *read, DataFormat format, const char *bytes, size_t length)
{
    static const DataRequest request = {.sql = "t"};
    *read = (Read){.arena = arena_new(), .diags = diagnostics_new()};
    read->file = (SourceFile){"file", "file", bytes, length};
    read->reader = (DataReader){.file = &read->file, .arena = read->arena, .diags = read->diags};
    read->root = data_read(&read->reader, format, &request);
}

static void read_clear(Read *read)
{
    diagnostics_free(read->diags);
    arena_free(read->arena);
}

static void dump(GString *out, const DataNode *node)
{
    if (node->name != NULL)
        g_string_append_printf(out, "%s:", node->name);
    if (node->text != NULL)
        g_string_append_printf(out, "'%s'", node->text);
    if (node->first == NULL)
        return;
    g_string_append_c(out, '(');
    for (const DataNode *child = node->first; child != NULL; child = child->next) {
        dump(out, child);
        g_string_append(out, child->next != NULL ? " " : "");
    }
    g_string_append_c(out, ')');
}

static void append_messages(GString *out, Diagnostics *diags)
{
    const GPtrArray *all = diagnostics_sorted(diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *one = all->pdata[i];
        const Position at = span_start(one->span);
        g_string_append_printf(out, "|%u:%u %s", at.line, at.column, one->message);
    }
}

/* Returns the tree and what was said of it. */
static char *read_text(DataFormat format, const char *text)
{
    Read read;
    GString *out = g_string_new(NULL);
    read_init(&read, format, text, strlen(text));
    if (read.root != NULL)
        dump(out, read.root);
    append_messages(out, read.diags);
    read_clear(&read);
    return g_string_free(out, FALSE);
}

static void check(DataFormat format, const char *text, const char *want)
{
    g_autofree char *got = read_text(format, text);
    g_assert_cmpstr(got, ==, want);
}

static void test_csv(void)
{
    check(DATA_CSV, "a,b\n1,2\n", "((a:'1' b:'2'))");
    check(DATA_CSV,
          "\xEF\xBB\xBF"
          "a;b\r\n\"1;\"\"x\"\"\r\n\";2\r\n",
          "((a:'1;\"x\"\r\n' b:'2'))");
    check(DATA_CSV, "a\tb\n1,5\t\n\n,\t3", "((a:'1,5' b:'') (a:',' b:'3'))");
    check(DATA_CSV, "only\nx\n", "((only:'x'))");
    check(DATA_CSV, "a,b\n", "");
    check(DATA_CSV, "a,b\n1\n1,2\n", "((a:'1' b:'2'))|2:1 the row has 1 cells; the header has 2");
    check(DATA_CSV, "a,b\n\"1\" x,2\n3,4\n",
          "((a:'3' b:'4'))|2:1 text stands behind a closing quotation mark; one within a cell is "
          "written twice");
    check(DATA_CSV, "a,b\n1,\"2\n3,4\n", "((a:'3' b:'4'))|2:3 a quotation mark is never closed");
    check(DATA_CSV, "a,b\n1,\xE9\n3,4\n", "((a:'3' b:'4'))|2:3 a cell is not UTF-8");
    check(DATA_CSV, "a,b\n1,\x01\n", "|2:3 a cell has a control character");
    check(DATA_CSV, "", "|1:1 the file is empty");
}

static void test_json(void)
{
    check(DATA_JSON, "{\"a\": [1.50, -1e3, true, null, \"\\u00e9\\ud83d\\ude00\\n\"], \"b\": {}}",
          "(a:('1.50' '-1e3' 'true'  'é😀\n') b:)");
    check(DATA_JSON, "12345678901234567890.10", "'12345678901234567890.10'");
    check(DATA_JSON, "[1,]", "|1:4 no JSON: a value belongs here");
    check(DATA_JSON, "{\"a\" 1}", "|1:6 no JSON: ':' belongs here");
    check(DATA_JSON, "[01]", "|1:2 no JSON: a value belongs here");
    check(DATA_JSON, "[1] x", "|1:5 no JSON: nothing belongs behind the value");
    check(DATA_JSON, "\"\\ud83d\"", "|1:8 no JSON: half a character (a surrogate alone)");
    check(DATA_JSON, "\"\\u0000\"", "|1:8 no JSON: no character can be written so");
    check(DATA_JSON, "\"abc", "|1:1 no JSON: this text does not end");
    check(DATA_JSON, "{'a': 1}", "|1:2 no JSON: a name in quotation marks belongs here");
    check(DATA_JSON, "", "|1:1 no JSON: a value belongs here");
    check(DATA_JSON_LINES, "{\"a\":1}\n\n{\"a\":\n{\"a\":2}\n",
          "((a:'1') (a:'2'))|3:6 no JSON: a value belongs here");
}

static void test_xml(void)
{
    check(DATA_XML,
          "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"x.dtd\">\n<a b=\"1\"><c> x &lt; "
          "<![CDATA[<y>]]></c>text<d/></a>",
          "(a:(@b:'1' c:' x < <y>' d:''))");
    check(DATA_XML, "<a><b></a>",
          "|1:10 no XML: Element “a” was closed, but the currently open element is “b”");
    check(DATA_XML, "<!DOCTYPE a [<!ENTITY e SYSTEM \"/etc/passwd\">]><a>&e;</a>",
          "|1:54 no XML: Entity name “e” is not known");
}

static char *repeat(const char *before, size_t count, const char *after)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, before);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

/* Nothing is called for each level without end, and nothing is read that is too large. */
static void test_limits(void)
{
    g_autofree char *lists = repeat("[", 100000, "");
    g_autofree char *objects = repeat("{\"a\":", 100000, "");
    g_autofree char *elements = repeat("<a>", 100000, "");
    g_autofree char *quotes = repeat("\"x\n", 100000, "");
    g_autofree char *columns = repeat("a,", DATA_COLUMNS_MAX + 1, "a\n");
    const char *texts[] = {lists, objects};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *said = read_text(DATA_JSON, texts[i]);
        g_assert_nonnull(strstr(said, "no JSON: nested too deep: 64 is the limit"));
    }
    g_autofree char *said = read_text(DATA_XML, elements);
    g_assert_nonnull(strstr(said, "no XML: nested too deep: 64 is the limit"));
    g_autofree char *lost = read_text(DATA_CSV, quotes);
    g_assert_nonnull(strstr(lost, "the first row cannot be read"));
    g_autofree char *wide = read_text(DATA_CSV, columns);
    g_assert_nonnull(strstr(wide, "too many cells"));
    g_autofree char *rows = g_strconcat("a,b\n", quotes, NULL);
    g_autofree char *many = read_text(DATA_CSV, rows);
    g_assert_nonnull(strstr(many, "more than 10000 rows cannot be read"));
}

static void test_large(void)
{
    Read read;
    g_autofree char *bytes = g_malloc0(DATA_FILE_MAX + 1);
    memset(bytes, ' ', DATA_FILE_MAX);
    read_init(&read, DATA_JSON, bytes, DATA_FILE_MAX + 1);
    g_assert_null(read.root);
    const Diagnostic *one = diagnostics_sorted(read.diags)->pdata[0];
    g_assert_cmpstr(one->message, ==, "65 MiB; 64 MiB is the limit");
    read_clear(&read);
}

static void test_no_database(void)
{
    check(DATA_SQLITE, "no database at all", "|1:1 SQLite: file is not a database");
    check(DATA_SQLITE, "", "|1:1 SQLite: it cannot be opened");
}

static void test_guess(void)
{
    static const struct {
        const char *path;
        const char *bytes;
        DataFormat format;
    } files[] = {
        {"a.csv", "", DATA_CSV},        {"a.json", "", DATA_JSON},
        {"-", " {\"a\":1}", DATA_JSON}, {"a.ndjson", "", DATA_JSON_LINES},
        {"-", "\n<a/>", DATA_XML},      {"-", "a,b\n", DATA_CSV},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        const SourceFile file = {files[i].path, files[i].path, files[i].bytes,
                                 strlen(files[i].bytes)};
        g_assert_cmpint(data_format_guess(&file), ==, files[i].format);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import/readers/csv", test_csv);
    g_test_add_func("/import/readers/json", test_json);
    g_test_add_func("/import/readers/xml", test_xml);
    g_test_add_func("/import/readers/limits", test_limits);
    g_test_add_func("/import/readers/large", test_large);
    g_test_add_func("/import/readers/no-database", test_no_database);
    g_test_add_func("/import/readers/guess", test_guess);
    return g_test_run();
}
