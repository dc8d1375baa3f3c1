#include "base/json_input.h"

#include "base/library.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What we call. */
#define PARSER_FUNCTIONS(X)       \
    X(json_parser_new)            \
    X(json_parser_load_from_data) \
    X(json_parser_get_root)       \
    X(json_node_get_node_type)    \
    X(json_node_get_value_type)   \
    X(json_node_get_object)       \
    X(json_node_get_array)        \
    X(json_node_get_string)       \
    X(json_node_get_int)          \
    X(json_node_get_boolean)      \
    X(json_object_get_member)     \
    X(json_array_get_length)      \
    X(json_array_get_element)

static struct ParserLibrary {
    PARSER_FUNCTIONS(LIBRARY_POINTER)
} json;

LIBRARY(library, "libjson-glib-1.0.so.0", PARSER_FUNCTIONS, json);

struct JsonInput {
    JsonParser *parser;
};

/* --- raw bytes --- */

/* Returns where the text that begins at its quotation mark `at` has its last one, or `end`. A NUL
 * that is escaped in it becomes another control character. */
static char *skip_text(char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++) {
        if (*at != '\\')
            continue;
        if (end - at >= 6 && memcmp(at, "\\u0000", 6) == 0)
            at[5] = '1';
        at++;
    }
    return at;
}

/* Can it stand outside of texts (RFC 8259, 2 and 3)? What begins a comment or quotes otherwise,
 * which the library would read, cannot. */
static bool is_json(char c)
{
    return strchr("{}[]:,\" \t\r\n+-.0123456789eEtrufalsn", c) != NULL;
}

static bool is_harmless(char *bytes, size_t length)
{
    const char *end = bytes + length;
    unsigned depth = 0;
    for (char *at = bytes; at < end; at++) {
        if (!is_json(*at))
            return false;
        if (*at == '"')
            at = skip_text(at, end);
        else if ((*at == '[' || *at == '{') && ++depth > JSON_INPUT_DEPTH_MAX)
            return false;
        else if ((*at == ']' || *at == '}') && depth > 0)
            depth--;
    }
    return true;
}

static JsonInput *refuse(char **problem, const char *text)
{
    *problem = g_strdup(text);
    return NULL;
}

JsonInput *json_input_read(const char *bytes, size_t length, char **problem)
{
    if (!library_load(&library, problem))
        return NULL;
    if (length == 0)
        return refuse(problem, "nothing is said");
    if (!g_utf8_validate(bytes, (gssize)length, NULL))
        return refuse(problem, "not UTF-8");
    g_autofree char *copy = g_strndup(bytes, length);
    if (!is_harmless(copy, length))
        return refuse(problem, "not JSON, or nested too deep");
    g_autoptr(GError) error = NULL;
    JsonInput *input = g_new0(JsonInput, 1);
    input->parser = json.json_parser_new();
    if (json.json_parser_load_from_data(input->parser, copy, (gssize)length, &error) &&
        json_input_root(input) != NULL)
        return input;
    json_input_free(input);
    return refuse(problem, error != NULL ? error->message : "nothing is said");
}

void json_input_free(JsonInput *input)
{
    g_object_unref(input->parser);
    g_free(input);
}

/* --- values --- */

static JsonNode *node_of(const JsonItem *item)
{
    return (JsonNode *)item;
}

const JsonItem *json_input_root(const JsonInput *input)
{
    return (const JsonItem *)json.json_parser_get_root(input->parser);
}

bool json_item_is_object(const JsonItem *item)
{
    return item != NULL && json.json_node_get_node_type(node_of(item)) == JSON_NODE_OBJECT;
}

bool json_item_is_array(const JsonItem *item)
{
    return item != NULL && json.json_node_get_node_type(node_of(item)) == JSON_NODE_ARRAY;
}

static bool is_of(const JsonItem *item, GType type)
{
    return item != NULL && json.json_node_get_node_type(node_of(item)) == JSON_NODE_VALUE &&
           json.json_node_get_value_type(node_of(item)) == type;
}

const JsonItem *json_item_find(const JsonItem *item, const char *key)
{
    if (!json_item_is_object(item))
        return NULL;
    JsonObject *object = json.json_node_get_object(node_of(item));
    return (const JsonItem *)json.json_object_get_member(object, key);
}

const JsonItem *json_item_find_within(const JsonItem *item, const char *outer, const char *inner)
{
    return json_item_find(json_item_find(item, outer), inner);
}

size_t json_item_count(const JsonItem *item)
{
    return json_item_is_array(item)
               ? json.json_array_get_length(json.json_node_get_array(node_of(item)))
               : 0;
}

const JsonItem *json_item_at(const JsonItem *item, size_t index)
{
    JsonArray *array = json.json_node_get_array(node_of(item));
    return (const JsonItem *)json.json_array_get_element(array, (guint)index);
}

const char *json_item_text(const JsonItem *item)
{
    return is_of(item, G_TYPE_STRING) ? json.json_node_get_string(node_of(item)) : NULL;
}

bool json_item_integer(const JsonItem *item, int64_t *value)
{
    if (!is_of(item, G_TYPE_INT64))
        return false;
    *value = json.json_node_get_int(node_of(item));
    return true;
}

bool json_item_is_true(const JsonItem *item)
{
    return is_of(item, G_TYPE_BOOLEAN) && json.json_node_get_boolean(node_of(item));
}
