/* The template engine against the official tests of the Mustache specification, whose JSON files
 * are in tests/mustache-spec. libyaml reads them, JSON being YAML; scalars stay as they are
 * written. */
#include "template/template.h"

#include <string.h>
#include <yaml.h>

#define SPEC_FOLDER "tests/mustache-spec"

/* Every module but lambdas, with the number of its tests. */
static const struct Module {
    const char *name;
    unsigned tests;
} MODULES[] = {
    {"comments", 12}, {"delimiters", 14}, {"interpolation", 42},  {"inverted", 22},
    {"partials", 12}, {"sections", 34},   {"~dynamic-names", 21}, {"~inheritance", 27},
};

static const char *text_of(const yaml_node_t *node)
{
    g_assert_cmpint(node->type, ==, YAML_SCALAR_NODE);
    return (const char *)node->data.scalar.value;
}

static const yaml_node_t *find(yaml_document_t *json, const yaml_node_t *map, const char *key)
{
    const yaml_node_pair_t *top = map->data.mapping.pairs.top;
    for (const yaml_node_pair_t *pair = map->data.mapping.pairs.start; pair < top; pair++)
        if (strcmp(text_of(yaml_document_get_node(json, pair->key)), key) == 0)
            return yaml_document_get_node(json, pair->value);
    return NULL;
}

static const char *find_text(yaml_document_t *json, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = find(json, map, key);
    g_assert_nonnull(node);
    return text_of(node);
}

static View *new_scalar(Arena *arena, const yaml_node_t *node)
{
    const char *text = text_of(node);
    View *view = view_new_text(arena, text);
    if (node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return view;
    if (strcmp(text, "true") == 0)
        view->kind = VIEW_TRUE;
    else if (strcmp(text, "false") == 0 || strcmp(text, "null") == 0)
        view->kind = VIEW_FALSE;
    return view;
}

static View *new_view(Arena *arena, yaml_document_t *json, const yaml_node_t *node)
{
    if (node->type == YAML_SCALAR_NODE)
        return new_scalar(arena, node);
    if (node->type == YAML_SEQUENCE_NODE) {
        View *list = view_new_list(arena);
        const yaml_node_item_t *top = node->data.sequence.items.top;
        for (const yaml_node_item_t *item = node->data.sequence.items.start; item < top; item++)
            view_append(list, new_view(arena, json, yaml_document_get_node(json, *item)));
        return list;
    }
    View *map = view_new_map(arena);
    const yaml_node_pair_t *top = node->data.mapping.pairs.top;
    for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < top; pair++)
        view_put(map, text_of(yaml_document_get_node(json, pair->key)),
                 new_view(arena, json, yaml_document_get_node(json, pair->value)));
    return map;
}

static void add(TemplateSet *set, const char *name, const char *text)
{
    TemplateError error;
    if (!template_set_add(set, name, text, strlen(text), &error))
        g_test_message("%s:%u:%u: %s", name, error.line, error.column, error.message);
}

static bool passes(yaml_document_t *json, const yaml_node_t *test)
{
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    const yaml_node_t *partials = find(json, test, "partials");
    if (partials != NULL) {
        const yaml_node_pair_t *top = partials->data.mapping.pairs.top;
        for (const yaml_node_pair_t *pair = partials->data.mapping.pairs.start; pair < top; pair++)
            add(set, text_of(yaml_document_get_node(json, pair->key)),
                text_of(yaml_document_get_node(json, pair->value)));
    }
    add(set, "the template", find_text(json, test, "template"));

    g_autoptr(Arena) arena = arena_new();
    const View *view = new_view(arena, json, find(json, test, "data"));
    g_autoptr(GString) out = g_string_new(NULL);
    const bool rendered = template_render(set, "the template", view, out);
    const char *expected = find_text(json, test, "expected");
    if (rendered && strcmp(out->str, expected) == 0)
        return true;
    g_test_message("%s: %s\nexpected: \"%s\"\nrendered: \"%s\"", find_text(json, test, "name"),
                   find_text(json, test, "desc"), expected, out->str);
    return false;
}

static void check_module(const struct Module *module, const char *bytes, gsize length)
{
    yaml_parser_t parser;
    g_assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    yaml_document_t json;
    g_assert_true(yaml_parser_load(&parser, &json));
    const yaml_node_t *tests = find(&json, yaml_document_get_root_node(&json), "tests");
    unsigned count = 0;
    unsigned passed = 0;
    const yaml_node_item_t *top = tests->data.sequence.items.top;
    for (const yaml_node_item_t *i = tests->data.sequence.items.start; i < top; i++, count++)
        passed += passes(&json, yaml_document_get_node(&json, *i));
    yaml_document_delete(&json);
    yaml_parser_delete(&parser);

    g_test_message("%s: %u of %u", module->name, passed, count);
    g_assert_cmpuint(count, ==, module->tests);
    g_assert_cmpuint(passed, ==, count);
}

static void test_module(gconstpointer data)
{
    const struct Module *module = data;
    g_autofree char *path = g_strdup_printf("%s/%s.json", SPEC_FOLDER, module->name);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    check_module(module, bytes, length);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(MODULES); i++) {
        g_autofree char *path = g_strconcat("/mustache-spec/", MODULES[i].name, NULL);
        g_test_add_data_func(path, &MODULES[i], test_module);
    }
    return g_test_run();
}
