/* Reading JSON that others wrote: what it says, and what does no harm. */
#include "base/json_input.h"

#include <glib.h>
#include <string.h>

static JsonInput *read_text(const char *text)
{
    char *problem = NULL;
    JsonInput *input = json_input_read(text, strlen(text), &problem);
    g_assert_cmpstr(problem, ==, NULL);
    return input;
}

static void assert_refused(const char *bytes, size_t length)
{
    g_autofree char *problem = NULL;
    g_assert_null(json_input_read(bytes, length, &problem));
    g_assert_nonnull(problem);
}

static void test_values(void)
{
    g_autoptr(JsonInput) input =
        read_text("{\"a\": {\"b\": [1, \"two\", true, null, 2.5]}, \"n\": -7}");
    const JsonItem *root = json_input_root(input);
    const JsonItem *list = json_item_find_within(root, "a", "b");
    int64_t number;
    g_assert_true(json_item_is_object(root));
    g_assert_cmpuint(json_item_count(list), ==, 5);
    g_assert_true(json_item_integer(json_item_at(list, 0), &number));
    g_assert_cmpint(number, ==, 1);
    g_assert_cmpstr(json_item_text(json_item_at(list, 1)), ==, "two");
    g_assert_true(json_item_is_true(json_item_at(list, 2)));
    g_assert_false(json_item_is_true(json_item_at(list, 3)));
    g_assert_null(json_item_text(json_item_at(list, 3)));
    g_assert_false(json_item_integer(json_item_at(list, 4), &number));
    g_assert_true(json_item_integer(json_item_find(root, "n"), &number));
    g_assert_cmpint(number, ==, -7);
}

/* Whatever is not there is asked in vain, on any way. */
static void test_missing(void)
{
    g_autoptr(JsonInput) input = read_text("[{}]");
    const JsonItem *root = json_input_root(input);
    int64_t number;
    g_assert_null(json_item_find(root, "a"));
    g_assert_null(json_item_find(NULL, "a"));
    g_assert_null(json_item_find_within(json_item_at(root, 0), "a", "b"));
    g_assert_cmpuint(json_item_count(NULL), ==, 0);
    g_assert_cmpuint(json_item_count(json_item_at(root, 0)), ==, 0);
    g_assert_null(json_item_text(NULL));
    g_assert_false(json_item_integer(NULL, &number));
    g_assert_false(json_item_is_true(root));
    g_assert_false(json_item_is_array(NULL));
}

static void test_escapes(void)
{
    g_autoptr(JsonInput) input =
        read_text("[\"\\ud83d\\ude00\\u82af\", \"a\\u0000b\", \"\\\\u0000\", \"\\\"[\"]");
    const JsonItem *root = json_input_root(input);
    g_assert_cmpstr(json_item_text(json_item_at(root, 0)), ==, "😀芯");
    g_assert_cmpstr(json_item_text(json_item_at(root, 1)), ==, "a\001b");
    g_assert_cmpstr(json_item_text(json_item_at(root, 2)), ==, "\\u0000");
    g_assert_cmpstr(json_item_text(json_item_at(root, 3)), ==, "\"[");
}

static void test_refused(void)
{
    static const char *const texts[] = {"",    " ",     "{",    "{\"a\":}",
                                        "\"a", "[1 2]", "\xff", "\"\xc3\""};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_refused(texts[i], strlen(texts[i]));
    g_autofree char *deep = g_strnfill(2000000, '[');
    assert_refused(deep, strlen(deep));
    assert_refused("[1]\0[2]", 7);
    assert_refused(NULL, 0);
}

/* The library passes over comments, and reads quotes of other kinds: brackets hide behind none. */
static void test_hidden_depth(void)
{
    static const char *const before[] = {"/* \" */", "[/* \" */", "// \"\n",
                                         "'\"'",     "['\"',",    "#\"\n"};
    g_autofree char *deep = g_strnfill(500000, '[');
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        g_autofree char *text = g_strconcat(before[i], deep, NULL);
        assert_refused(text, strlen(text));
    }
    assert_refused("/* 1 */ [1]", 11);
}

/* Brackets in texts do not nest, nor those in a row. */
static void test_depth(void)
{
    g_autoptr(GString) text = g_string_new("[");
    for (size_t i = 0; i < 1000; i++)
        g_string_append(text, "[],{\"[[[\":\"{{{\\\"[\"},");
    g_string_append(text, "1]");
    g_autoptr(JsonInput) input = read_text(text->str);
    g_assert_cmpuint(json_item_count(json_input_root(input)), ==, 2001);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json-input/values", test_values);
    g_test_add_func("/json-input/missing", test_missing);
    g_test_add_func("/json-input/escapes", test_escapes);
    g_test_add_func("/json-input/refused", test_refused);
    g_test_add_func("/json-input/depth", test_depth);
    g_test_add_func("/json-input/hidden-depth", test_hidden_depth);
    return g_test_run();
}
