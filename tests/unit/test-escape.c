/* Hostile text through the escapers; for Markdown, cmark says what a reader would get. */
#include "template/escape.h"

#include <cmark.h>
#include <string.h>

typedef struct EscapeCase {
    const char *text;
    const char *escaped;
} EscapeCase;

static void check_cases(Escape escape, const EscapeCase *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GString) out = g_string_new("before ");
        escape_append(out, escape, cases[i].text);
        g_assert_cmpstr(out->str + strlen("before "), ==, cases[i].escaped);
    }
}

static void test_none(void)
{
    static const EscapeCase CASES[] = {{"", ""}, {"<b>&\x01*", "<b>&\x01*"}};
    check_cases(ESCAPE_NONE, CASES, G_N_ELEMENTS(CASES));
}

static void test_html(void)
{
    static const EscapeCase CASES[] = {
        {"", ""},
        {"plain", "plain"},
        {"\"><script>alert(1)</script>", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"</title>", "&lt;/title&gt;"},
        {"' onclick='x", "&#39; onclick=&#39;x"},
        {"&lt;", "&amp;lt;"},
        {"{{name}}", "{{name}}"},
        {"壁仞 BR100™", "壁仞 BR100™"},
        {"a\tb\nc", "a\tb\nc"},
        {"\x01\x08\x0B\x0C\r\x1F!", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD!"},
        {"\x7F", "\x7F"},
    };
    check_cases(ESCAPE_HTML, CASES, G_N_ELEMENTS(CASES));
}

static void test_markdown(void)
{
    static const EscapeCase CASES[] = {
        {"", ""},
        /* Common text stays readable. */
        {"BR20X", "BR20X"},
        {"2025-12-22", "2025-12-22"},
        {"64 GB/s", "64 GB/s"},
        {"2.5D chiplet", "2.5D chiplet"},
        {"-5 °C", "-5 °C"},
        {"7 nm (N7), 3:2, a + b = c - d", "7 nm (N7), 3:2, a + b = c - d"},
        {"壁仞产品路线图", "壁仞产品路线图"},
        {"2021. Then", "2021\\. Then"},
        /* What starts or ends something inside a line. */
        {"\\`*_{}[]#|~!$", "\\\\\\`\\*\\_\\{\\}\\[\\]\\#\\|\\~\\!\\$"},
        {"<a>&lt;", "&lt;a&gt;&amp;lt;"},
        {"https://x.org/?a=1&b", "https\\://x.org/?a=1&amp;b"},
        {"see WWW.x.org, www.", "see WWW\\.x.org, www\\."},
        {"ww.x", "ww.x"},
        /* What starts a block, at the start only. */
        {"- x", "\\- x"},
        {"---", "\\---"},
        {"+", "\\+"},
        {"===", "\\==="},
        {":-:", "\\:-:"},
        {"1.", "1\\."},
        {"123456789) x", "123456789\\) x"},
        {"1234567890. x", "1234567890. x"},
        {"a 1. - x", "a 1. - x"},
        /* White space and control characters. */
        {" ", "&#32;"},
        {"\n", "&#32;"},
        {"\tx\t", "&#9;x&#9;"},
        {"    code", "&#32;   code"},
        {"two  ", "two &#32;"},
        {"a\n\nb\r\nc", "a  b  c"},
        {"\x01\x1Fz\x0B", "\uFFFD\uFFFDz\uFFFD"},
    };
    check_cases(ESCAPE_MARKDOWN, CASES, G_N_ELEMENTS(CASES));
}

/* Where templates put text: Markdown with a %s, and the tree that cmark must make of it, in which
 * "%s" is the text as it was. */
static const struct Place {
    const char *before;
    const char *after;
    const char *tree;
} PLACES[] = {
    {"", "\n", "document(paragraph('%s'))"},
    {"before ", " after\n", "document(paragraph('before %s after'))"},
    {"(", ")\n", "document(paragraph('(%s)'))"},
    {"above\n", "\n", "document(paragraph('above'softbreak'%s'))"},
    {"", "\nbelow\n", "document(paragraph('%s'softbreak'below'))"},
    {"- ", "\n", "document(list(item(paragraph('%s'))))"},
    {"1. ", "\n", "document(list(item(paragraph('%s'))))"},
    {"# ", "\n", "document(heading('%s'))"},
    {"## x ", " ##\n", "document(heading('x %s'))"},
    {"> ", "\n", "document(block_quote(paragraph('%s')))"},
    {"[", "](u)\n", "document(paragraph(link('%s')))"},
    {"**a", "b**\n", "document(paragraph(strong('a%sb')))"},
};

static char *tree_of(const char *markdown)
{
    cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(document);
    GString *tree = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT)
            g_string_append_c(tree, ')');
        else if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
            g_string_append_printf(tree, "'%s'", cmark_node_get_literal(node));
        else
            g_string_append_printf(tree, "%s%s", cmark_node_get_type_string(node),
                                   cmark_node_first_child(node) != NULL ? "(" : "");
    }
    cmark_iter_free(iter);
    cmark_node_free(document);
    return g_string_free(tree, FALSE);
}

/* The text as a reader must see it. */
static char *visible(const char *text)
{
    GString *seen = g_string_new(NULL);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n' || *c == '\r')
            g_string_append_c(seen, ' ');
        else if (g_ascii_iscntrl(*c) && *c != '\t' && *c != 0x7F)
            g_string_append(seen, "\uFFFD");
        else
            g_string_append_c(seen, *c);
    }
    return g_string_free(seen, FALSE);
}

static void check_text(const char *text)
{
    g_autofree char *seen = visible(text);
    for (size_t i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        g_autoptr(GString) markdown = g_string_new(PLACES[i].before);
        escape_append(markdown, ESCAPE_MARKDOWN, text);
        g_string_append(markdown, PLACES[i].after);
        g_autoptr(GString) expected = g_string_new(PLACES[i].tree);
        g_string_replace(expected, "%s", seen, 1);
        g_autofree char *tree = tree_of(markdown->str);
        g_assert_cmpstr(tree, ==, expected->str);
    }
}

static void test_markdown_hostile(void)
{
    static const char *const TEXTS[] = {
        "\"><script>alert(1)</script>",
        "[x](javascript:1)",
        "![x](y)",
        "[x]: http://a",
        "[x][y] [^1] [ ] [x]",
        "\\\"; x",
        "</title>",
        "{{name}}",
        "| a | b",
        "\\",
        "\\\\",
        "a\\",
        "* x",
        "+ x",
        "- x",
        "- - -",
        "***",
        "1. x",
        "1)",
        "0.",
        "# x",
        "# x #",
        "> x",
        "~~~",
        "~~x~~",
        "```",
        "`x` ``y",
        "&lt;",
        "&#60;",
        "&",
        "<http://a>",
        "<!-- x -->",
        "<![CDATA[x]]>",
        "http://a www.a",
        "_a_ **b**",
        "snake_case_name",
        "===",
        "---",
        "--",
        "=",
        ":--",
        "$x$",
        "line\nbreak",
        "line\n# x",
        "two\n\nlines",
        "hard  \nbreak",
        "cr\rlf\r\n",
        "    code",
        "\tcode",
        " ",
        "  ",
        " # x",
        "x  ",
        "\x01\x02",
        "\x01# x",
        "\u00A0x\u00A0",
        "壁仞*科技*",
        "@user #1 :tada:",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        check_text(TEXTS[i]);
}

/* Pieces of Markdown in any order; the same ones in each run. */
static void test_markdown_random(void)
{
    static const char *const PIECES[] = {
        "\\",  "`",  "*",      "_",  "{",  "}", "[",  "]",   "<",    ">",   "#",    "|",
        "~",   "!",  "&",      "+",  "-",  "=", ".",  ")",   "(",    ":",   "/",    "//",
        "\"",  "'",  " ",      "  ", "1",  "9", "\t", "\n",  "\r",   "a",   "http", "www.",
        "lt;", "](", "<!--",   "-",  "--", "x", "é",  "```", "~~",   "<a>", "</a>", "&#35;",
        "$",   "@",  "\u3000", "?",  "^",  "%", ";",  ",",   "\x1F", "    "};
    g_autoptr(GRand) random = g_rand_new_with_seed(20251222);
    for (int round = 0; round < 5000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int left = g_rand_int_range(random, 1, 9); left > 0; left--)
            g_string_append(text, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
        check_text(text->str);
    }
}

/* cmark knows no tables: a cell ends at a bar that no backslash escapes. */
static void test_markdown_cell(void)
{
    static const char *const TEXTS[] = {"|", "a|b", "\\|", "\\\\|", "a\n|b", "`|`", "|\\"};
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_append(out, ESCAPE_MARKDOWN, TEXTS[i]);
        for (const char *c = out->str; *c != '\0'; c++) {
            g_assert_cmpint(*c, !=, '|');
            g_assert_cmpint(*c, !=, '\n');
            if (*c != '\\')
                continue;
            c++;
            g_assert_cmpint(*c, !=, '\0');
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape/none", test_none);
    g_test_add_func("/escape/html", test_html);
    g_test_add_func("/escape/markdown", test_markdown);
    g_test_add_func("/escape/markdown/hostile", test_markdown_hostile);
    g_test_add_func("/escape/markdown/random", test_markdown_random);
    g_test_add_func("/escape/markdown/cell", test_markdown_cell);
    return g_test_run();
}
