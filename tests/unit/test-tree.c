/* yaml/tree.h: what the tree holds, and where its spans point. */
#include "yaml/tree.h"

#include <string.h>

typedef struct Fixture {
    Arena *arena;
    Diagnostics *diags;
    SourceFile file;
    Tree *tree;
} Fixture;

static void parse_bytes(Fixture *fixture, const char *bytes, size_t length)
{
    fixture->arena = arena_new();
    fixture->diags = diagnostics_new();
    fixture->file = (SourceFile){"kb/x.yaml", "x.yaml", bytes, length};
    fixture->tree = tree_parse(&fixture->file, fixture->arena, fixture->diags);
}

static void parse(Fixture *fixture, const char *text)
{
    parse_bytes(fixture, text, strlen(text));
}

static void clear(Fixture *fixture)
{
    diagnostics_free(fixture->diags);
    arena_free(fixture->arena);
}

static void assert_span(Span span, const char *text)
{
    g_autofree char *covered = g_strndup(span.file->bytes + span.start, span.end - span.start);
    g_assert_cmpstr(covered, ==, text);
}

static void test_values(void)
{
    Fixture f;
    parse(&f,
          "a: no\nb: [1e3, '1:30', ~]\nc: {d: null, e: 3.10}\nf: |\n  x\n  y\ng: >\n  x\n  y\n");
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    const Node *root = f.tree->first;
    g_assert_cmpint(root->kind, ==, NODE_MAPPING);
    g_assert_cmpuint(root->count, ==, 5);
    g_assert_cmpstr(node_find(root, "a")->text, ==, "no");
    const Node *b = node_find(root, "b");
    g_assert_cmpint(b->style, ==, STYLE_FLOW);
    g_assert_cmpstr(b->first->text, ==, "1e3");
    g_assert_cmpint(b->first->next->style, ==, STYLE_QUOTED);
    g_assert_cmpstr(b->last->text, ==, "~");
    g_assert_cmpstr(node_find(node_find(root, "c"), "e")->text, ==, "3.10");
    g_assert_cmpint(node_find(root, "f")->style, ==, STYLE_LITERAL);
    g_assert_cmpstr(node_find(root, "f")->text, ==, "x\ny\n");
    g_assert_cmpstr(node_find(root, "g")->text, ==, "x y\n");
    g_assert_null(node_find(root, "h"));
    clear(&f);
}

static void test_spans(void)
{
    /* Wide characters, a byte order mark, CR LF: spans count bytes of the file. */
    static const char *const texts[] = {
        "名: 壁仞 # x\nb: [x, 'é y']\nc: |\n  块\n  z\n",
        "\xEF\xBB\xBF名: 壁仞 # x\nb: [x, 'é y']\nc: |\n  块\n  z\n",
        "名: 壁仞 # x\r\nb: [x, 'é y']\r\nc: |\r\n  块\r\n  z\r\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Fixture f;
        parse(&f, texts[i]);
        g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
        const Node *root = f.tree->first;
        assert_span(node_find(root, "名")->span, "壁仞");
        assert_span(node_find(root, "名")->key->span, "名");
        assert_span(node_find(root, "b")->span, "[x, 'é y']");
        assert_span(node_find(root, "b")->last->span, "'é y'");
        assert_span(node_whole_span(node_find(root, "b")), "b: [x, 'é y']");
        const Span block = node_find(root, "c")->span;
        g_assert_cmpint(f.file.bytes[block.start], ==, '|');
        g_assert_cmpint(f.file.bytes[block.end - 1], ==, 'z');
        g_assert_cmpuint(span_start(node_find(root, "名")->span).column, ==, 4);
        g_assert_cmpuint(span_start(block).line, ==, 3);
        clear(&f);
    }
}

/* An empty value at the end of a file has no character to be shown at. */
static void test_spans_at_end(void)
{
    Fixture f;
    parse(&f, "a: 1\nb:");
    const Node *empty = node_find(f.tree->first, "b");
    g_assert_cmpuint(empty->length, ==, 0);
    g_assert_cmpuint(node_text_span(empty, 0, 0).end, ==, f.file.length);
    clear(&f);
}

static void test_documents(void)
{
    Fixture f;
    parse(&f, "a: 1\n---\nb: 2\n---\nc: 3\n");
    g_assert_cmpuint(f.tree->count, ==, 3);
    g_assert_cmpstr(f.tree->last->first->key->text, ==, "c");
    clear(&f);
    parse(&f, "# nothing\n");
    g_assert_cmpuint(f.tree->count, ==, 0);
    g_assert_false(f.tree->broken);
    clear(&f);
}

/* One mistake: its slug, and the text that its span covers. */
typedef struct Mistake {
    const char *text;
    DiagId id;
    const char *span;
    bool broken;
} Mistake;

static const Mistake mistakes[] = {
    {"a: 1\nb: 2\na: 3\n", DIAG_YAML_DUPLICATE_KEY, "a", false},
    {"a: &x 1\n", DIAG_YAML_ALIAS, "&x", false},
    {"a: *x\n", DIAG_YAML_ALIAS, "*x", false},
    {"a: !t 1\n", DIAG_YAML_TAG, "!t", false},
    {"a: !!str 1\n", DIAG_YAML_TAG, "!!str", false},
    {"a: ! 1\n", DIAG_YAML_TAG, "!", false},
    {"<<: {a: 1}\n", DIAG_YAML_ALIAS, "<<", false},
    {"a: \"x\\0y\"\n", DIAG_YAML_CONTROL_CHAR, "\\0", false},
    {"a: \"x\\u0007y\"\n", DIAG_YAML_CONTROL_CHAR, "\\u0007", false},
    {"a: x\x07y\n", DIAG_YAML_CONTROL_CHAR, "\x07", true},
    {"a: x\xC2\x85y\n", DIAG_YAML_CONTROL_CHAR, "\xC2\x85", true},
    {"a: x # \xE2\x80\xA8y\n", DIAG_YAML_CONTROL_CHAR, "\xE2\x80\xA8", true},
    {"a: x\xFFy\n", DIAG_YAML_ENCODING, "\xFF", true},
    {"a: \xE2\x80\xAE x\n", DIAG_YAML_BIDI, "\xE2\x80\xAE", false},
    {"\ta: 1\n", DIAG_YAML_SYNTAX, "\t", true},
    {"a:\n\tb: 1\n", DIAG_YAML_SYNTAX, "\t", true},
    {"a: >= 5 # x\n", DIAG_YAML_SYNTAX, ">= 5", true},
    {"a: > 5\n", DIAG_YAML_SYNTAX, "> 5", true},
    {"{a: 1}: b\n", DIAG_YAML_SYNTAX, "{", false},
    {"a: [1, 2\n", DIAG_YAML_SYNTAX, NULL, true},
    {"a: 'x\n", DIAG_YAML_SYNTAX, NULL, true},
    {"a: b: c\n", DIAG_YAML_SYNTAX, ":", true},
};

static void test_mistakes(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        const Mistake *mistake = &mistakes[i];
        Fixture f;
        parse(&f, mistake->text);
        const GPtrArray *all = diagnostics_sorted(f.diags);
        g_test_message("%s", mistake->text);
        g_assert_cmpuint(all->len, ==, 1);
        const Diagnostic *diagnostic = all->pdata[0];
        g_assert_cmpstr(diag_slug(diagnostic->id), ==, diag_slug(mistake->id));
        if (mistake->span != NULL)
            assert_span(diagnostic->span, mistake->span);
        g_assert_cmpint(f.tree->broken, ==, mistake->broken);
        clear(&f);
    }
}

static void test_quoted_breaks(void)
{
    Fixture f;
    parse(&f, "a: \"x\xC2\x85y\"\nb: 'x\xE2\x80\xA8y'\nc: \"\xE2\x80\xAEx\xE2\x80\xAC\"\n");
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    clear(&f);
}

static char *repeat(const char *text, size_t count)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(all, text);
    return g_string_free(all, FALSE);
}

static void assert_only(const Fixture *fixture, DiagId id)
{
    const GPtrArray *all = diagnostics_sorted(fixture->diags);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpint(((const Diagnostic *)all->pdata[0])->id, ==, id);
}

static void test_limits(void)
{
    g_autofree char *open = repeat("[", YAML_DEPTH_MAX);
    g_autofree char *close = repeat("]", YAML_DEPTH_MAX);
    g_autofree char *deep = g_strconcat(open, close, "\n", NULL);
    g_autofree char *too_deep = g_strconcat("a: ", open, close, "\n", NULL);
    Fixture f;
    parse(&f, deep);
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    clear(&f);
    parse(&f, too_deep);
    assert_only(&f, DIAG_YAML_DEPTH);
    clear(&f);

    g_autofree char *items = repeat("- 1\n", YAML_NODES_MAX - 1);
    g_autofree char *more = g_strconcat(items, "- 1\n", NULL);
    parse(&f, items);
    g_assert_cmpuint(f.tree->first->count, ==, YAML_NODES_MAX - 1);
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    clear(&f);
    parse(&f, more);
    assert_only(&f, DIAG_YAML_SIZE);
    clear(&f);

    g_autofree char *text = repeat("x", YAML_SCALAR_MAX);
    g_autofree char *fits = g_strconcat("a: ", text, "\n", NULL);
    g_autofree char *too_long = g_strconcat("a: ", text, "x\n", NULL);
    parse(&f, fits);
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    clear(&f);
    parse(&f, too_long);
    assert_only(&f, DIAG_YAML_SIZE);
    clear(&f);
}

/* Many keys go through a table, few through a list: both find duplicates. */
static void test_many_keys(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 4000; i++)
        g_string_append_printf(text, "key%d: %d\n", i, i);
    g_string_append(text, "key17: again\n");
    Fixture f;
    parse(&f, text->str);
    assert_only(&f, DIAG_YAML_DUPLICATE_KEY);
    g_assert_cmpuint(f.tree->first->count, ==, 4000);
    g_assert_cmpstr(node_find(f.tree->first, "key17")->text, ==, "17");
    clear(&f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tree/values", test_values);
    g_test_add_func("/tree/spans", test_spans);
    g_test_add_func("/tree/spans-at-end", test_spans_at_end);
    g_test_add_func("/tree/documents", test_documents);
    g_test_add_func("/tree/mistakes", test_mistakes);
    g_test_add_func("/tree/quoted-breaks", test_quoted_breaks);
    g_test_add_func("/tree/limits", test_limits);
    g_test_add_func("/tree/many-keys", test_many_keys);
    return g_test_run();
}
