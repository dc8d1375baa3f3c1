/*
 * What becomes of cells: paths to them, dates, numbers, ids; and that what is written is read back.
 */
#include "import/date_form.h"
#include "import/decimal.h"
#include "import/draft.h"
#include "import/path.h"
#include "import/scalar.h"
#include "yaml/tree.h"

#include <string.h>

/* --- paths --- */

static const char document[] =
    "{\"product\": \"p\", \"rows\": [{\"name\": \"a\", \"n\": 1, \"in\": {\"deep\": {\"x\": "
    "\"y\"}}}, {\"name\": \"b\", \"n\": 2}], \"a/b\": \"slash\", \"kinds\": {\"k1\": {\"of\": "
    "\"u\"}, "
    "\"k2\": {\"of\": \"v\"}}}";

static char *find(const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const SourceFile file = {"f", "f", document, sizeof document - 1};
    DataReader reader = {.file = &file, .arena = arena, .diags = diags};
    const DataRequest request = {0};
    DataPlace place = {.stem = "stem", .arena = arena, .budget = 1000};
    place.root = place.row = data_read(&reader, DATA_JSON, &request);
    const char *problem = NULL;
    const DataPath *path = data_path_parse(text, false, arena, &problem);
    if (path == NULL)
        return g_strdup(problem);
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
    data_path_texts(path, &place, texts);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                               g_array_index(texts, DataText, i).text);
    return g_string_free(out, FALSE);
}

static void test_paths(void)
{
    static const char *const wanted[][2] = {
        {"product", "p"},
        {"/product", "p"},
        {"rows/1/name", "b"},
        {"rows/01/name", ""},
        {"rows/*/n", "1 2"},
        {"rows/*[name=b]/n", "2"},
        {"**/x", "y"},
        {"**[name=a]/in/deep/x", "y"},
        {"a~1b", "slash"},
        {"kinds/*/name()", "k1 k2"},
        {"kinds/*[of=v]/name()", "k2"},
        {"count(rows/*)", "2"},
        {"sum(rows/*/n)", "3"},
        {"sum(rows/*/name)", ""},
        {"file()", "stem"},
        {"nothing/at/all", ""},
        {"rows", ""},
        {"a//b", "a step of the path is empty"},
        {"a[b]", "a condition is written [name=text]"},
        {"a[*=1]", "a condition asks for one place"},
        {"**/a/**", "** can stand once in a path"},
        {"name()/a", "name() is the last step"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *got = find(wanted[i][0]);
        g_assert_cmpstr(got, ==, wanted[i][1]);
    }
}

/* --- dates, numbers, ids --- */

static void test_dates(void)
{
    static const char *const wanted[][3] = {
        {"d.m.y", "3.4.2024", "2024-04-03"},
        {"m/d/y", "4/13/2024", "2024-04-13"},
        {"b d, y", "Sept. 3,  2024", "2024-09-03"},
        {"b y", "march 2024", "2024-03"},
        {"y Qq", "2024 Q3", "2024-Q3"},
        {"y", "2024", "2024"},
        {"y", "24", NULL},
        {"d.m.y", "3.4.2024 10:00", NULL},
        {"d.m.y", "3/4/2024", NULL},
        {"b y", "Ma 2024", NULL},
        {"wikidata", "+1993-04-05T00:00:00Z/11", "1993-04-05"},
        {"wikidata", "+1993-04-00T00:00:00Z/10", "1993-04"},
        {"wikidata", "+1993-00-00T00:00:00Z/9", "1993"},
        {"wikidata", "+1990-00-00T00:00:00Z/8", NULL},
        {"wikidata", "-0500-01-01T00:00:00Z/9", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *got = date_form_read(wanted[i][0], wanted[i][1]);
        g_assert_cmpstr(got, ==, wanted[i][2]);
    }
    g_assert_nonnull(date_form_mistake("d.m"));
    g_assert_nonnull(date_form_mistake("d y"));
    g_assert_null(date_form_mistake("d.m.y"));
}

static void test_decimals(void)
{
    static const struct {
        const char *text;
        char mark;
        const char *want;
    } wanted[] = {
        {"1.234,5 W", ',', "1234.5 W"}, {"1,234.5 W", '.', "1234.5 W"}, {"1,5", ',', "1.5"},
        {"1.50", '.', "1.50"},          {"1,5..2,5", ',', "1.5..2.5"},  {"1.5", ',', NULL},
        {"1.234", ',', "1234"},         {"1,234,567", '.', "1234567"},  {"1,23", '.', NULL},
        {"none", ',', "none"},          {"1.2.3", '.', NULL},           {"1,2,3", ',', NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *got = decimal_convert(wanted[i].text, wanted[i].mark);
        g_assert_cmpstr(got, ==, wanted[i].want);
    }
}

static char vote(const char *a, const char *b)
{
    DecimalVotes votes = {0};
    decimal_count(&votes, a);
    decimal_count(&votes, b);
    return decimal_decide(&votes);
}

static void test_votes(void)
{
    g_assert_cmpint(vote("1,5", "1.234"), ==, ',');
    g_assert_cmpint(vote("1.5", "1,234"), ==, '.');
    g_assert_cmpint(vote("1,234", "1.234"), ==, '\0');
    g_assert_cmpint(vote("1,5", "1.5"), ==, '\0');
    g_assert_cmpint(vote("1.234,5", "7"), ==, ',');
    g_assert_cmpint(vote("1,234,567", "7"), ==, '.');
    g_assert_cmpint(vote("0,125", "7"), ==, ',');
}

static void test_ids(void)
{
    static const char *const wanted[][2] = {
        {"NVIDIA H100 80GB HBM3", "nvidia-h100-80gb-hbm3"},
        {"  Café -- 1.5 ", "cafe-1.5"},
        {"x86_64_v3", "x86_64_v3"},
        {"A..b", "a.b"},
        {"壁仞", NULL},
        {"(-)", NULL},
        {"../../etc", "etc"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
        g_autofree char *got = draft_make_id(wanted[i][0]);
        g_assert_cmpstr(got, ==, wanted[i][1]);
    }
}

/* --- what is written is read back --- */

static void check_scalar(const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(GString) yaml = g_string_new("top: ");
    scalar_append(yaml, text);
    g_string_append(yaml, "\nflow: {key: ");
    scalar_append(yaml, text);
    g_string_append(yaml, ", list: [");
    scalar_append(yaml, text);
    g_string_append(yaml, ", x]}\n");
    const SourceFile file = {"f.yaml", "f.yaml", yaml->str, yaml->len};
    const Tree *tree = tree_parse(&file, arena, diags);
    const GPtrArray *said = diagnostics_sorted(diags);
    if (said->len > 0)
        g_error("%s of %s", ((const Diagnostic *)said->pdata[0])->message, yaml->str);
    g_assert_nonnull(tree->first);
    const Node *flow = node_find(tree->first, "flow");
    g_assert_cmpstr(node_find(tree->first, "top")->text, ==, text);
    g_assert_cmpstr(node_find(flow, "key")->text, ==, text);
    g_assert_cmpuint(node_find(flow, "list")->count, ==, 2);
    g_assert_cmpstr(node_find(flow, "list")->first->text, ==, text);
}

static void test_scalars(void)
{
    static const char *const texts[] = {
        "- a: #b",     "yes",
        "null",        "~",
        "1e3",         "a\nb",
        "\n",          "'",
        "{}",          "[x",
        "it's \"so\"", "",
        " a ",         "a: b",
        "a #b",        "#",
        "---",         "...",
        "%x",          "@x",
        "`x`",         "!tag",
        "&a",          "*a",
        "? a",         "a:",
        "-",           "- ",
        "\\n",         "tab\tx",
        "\r\n",        "壁仞，科技",
        "“x”",         "\xE2\x80\xA8x",
        "\xC2\x85",    "\xEF\xBB\xBFx",
        "\xC2\xA0x",   "x\xE3\x80\x80",
        "|",           ">",
        "<<",          "=",
        "<= 5 W",      "＃ x",
        "😀",           "a,b",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_scalar(texts[i]);
}

/* Whatever stands in a cell, made of what YAML has a meaning for. */
static void test_random_scalars(void)
{
    static const char *const pieces[] = {"-",    " ",
                                         ":",    "#",
                                         "'",    "\"",
                                         "\\",   "\n",
                                         "{",    "}",
                                         "[",    "]",
                                         ",",    "a",
                                         "1",    "&",
                                         "*",    "!",
                                         "|",    ">",
                                         "%",    "@",
                                         "`",    "?",
                                         "~",    "<",
                                         "=",    ".",
                                         "\t",   "é",
                                         "壁",   "：",
                                         "，",   "\xE2\x80\xA8",
                                         "null", "no"};
    g_autoptr(GRand) chance = g_rand_new_with_seed(13);
    for (int i = 0; i < 3000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const int count = g_rand_int_range(chance, 0, 8);
        for (int k = 0; k < count; k++)
            g_string_append(text, pieces[g_rand_int_range(chance, 0, (int)G_N_ELEMENTS(pieces))]);
        check_scalar(text->str);
    }
    g_autofree char *longest = g_strnfill(DATA_TEXT_MAX, '"');
    check_scalar(longest);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import/values/paths", test_paths);
    g_test_add_func("/import/values/dates", test_dates);
    g_test_add_func("/import/values/decimals", test_decimals);
    g_test_add_func("/import/values/votes", test_votes);
    g_test_add_func("/import/values/ids", test_ids);
    g_test_add_func("/import/values/scalars", test_scalars);
    g_test_add_func("/import/values/random-scalars", test_random_scalars);
    return g_test_run();
}
