/* Commas, indentation and escapes of the JSON writer. */
#include "base/json.h"

typedef struct TextCase {
    const char *text;
    const char *expected;
} TextCase;

static const TextCase text_cases[] = {
    {"", "\"\""},
    {"plain 壁", "\"plain 壁\""},
    {"\"\\", "\"\\\"\\\\\""},
    {"a\nb\tc", "\"a\\nb\\tc\""},
    {"\r\x01\x1F\x7F", "\"\\u000d\\u0001\\u001f\\u007f\""},
    {"</script>", "\"<\\/script>\""},
    {"<!--<script><SCRIPT", "\"\\u003c!--\\u003cscript>\\u003cSCRIPT\""},
    {"a/b <b", "\"a/b <b\""},
    {"/", "\"/\""},
};

static void test_text(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(text_cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        Json json;
        json_init(&json, out, false);
        json_text(&json, text_cases[i].text);
        g_assert_cmpstr(out->str, ==, text_cases[i].expected);
    }
}

/* {"list": [1, [], {}, null], "<key>": true, "half": 0.5} */
static void write_example(Json *json)
{
    json_begin_object(json);
    json_key(json, "list");
    json_begin_array(json);
    json_integer(json, 1);
    json_begin_array(json);
    json_end_array(json);
    json_begin_object(json);
    json_end_object(json);
    json_null(json);
    json_end_array(json);
    json_put_bool(json, "\"key\"", true);
    json_key(json, "half");
    json_raw(json, "0.5");
    json_end_object(json);
}

static void test_compact(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json;
    json_init(&json, out, false);
    write_example(&json);
    g_assert_cmpstr(out->str, ==, "{\"list\":[1,[],{},null],\"\\\"key\\\"\":true,\"half\":0.5}");
}

static void test_pretty(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json;
    json_init(&json, out, true);
    write_example(&json);
    g_assert_cmpstr(out->str, ==,
                    "{\n"
                    "  \"list\": [\n"
                    "    1,\n"
                    "    [],\n"
                    "    {},\n"
                    "    null\n"
                    "  ],\n"
                    "  \"\\\"key\\\"\": true,\n"
                    "  \"half\": 0.5\n"
                    "}");
}

static void test_integers(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json;
    json_init(&json, out, false);
    json_begin_array(&json);
    json_integer(&json, INT64_MIN);
    json_integer(&json, INT64_MAX);
    json_end_array(&json);
    g_assert_cmpstr(out->str, ==, "[-9223372036854775808,9223372036854775807]");
}

static void test_depth(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json;
    json_init(&json, out, false);
    for (unsigned i = 0; i < JSON_DEPTH_MAX; i++)
        json_begin_array(&json);
    for (unsigned i = 0; i < JSON_DEPTH_MAX; i++)
        json_end_array(&json);
    g_assert_cmpuint(out->len, ==, (gsize)2 * JSON_DEPTH_MAX);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/text", test_text);
    g_test_add_func("/json/compact", test_compact);
    g_test_add_func("/json/pretty", test_pretty);
    g_test_add_func("/json/integers", test_integers);
    g_test_add_func("/json/depth", test_depth);
    return g_test_run();
}
