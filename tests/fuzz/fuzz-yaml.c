/* The bytes of a YAML file become a tree, and messages about them. */
#include "fuzz.h"

#include "diag/render.h"
#include "yaml/tree.h"

#include <string.h>

static void check_span(const SourceFile *file, Span span)
{
    g_assert_true(span.file == file);
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, file->length);
}

static void check_scalar(const SourceFile *file, const Node *node)
{
    g_assert_cmpuint(strlen(node->text), ==, node->length);
    g_assert_true(g_utf8_validate_len(node->text, node->length, NULL));
    check_span(file, node_text_span(node, 0, node->length));
    check_span(file, node_text_span(node, node->length / 2, node->length));
}

/* NOLINTNEXTLINE(misc-no-recursion): no tree is deeper than YAML_DEPTH_MAX */
static void check_node(const SourceFile *file, const Node *node, unsigned depth)
{
    g_assert_cmpuint(depth, <=, YAML_DEPTH_MAX + 1);
    check_span(file, node->span);
    check_span(file, node_whole_span(node));
    if (node->kind == NODE_SCALAR)
        check_scalar(file, node);
    if (node->key != NULL)
        check_node(file, node->key, depth + 1);
    size_t count = 0;
    for (const Node *item = node->first; item != NULL; item = item->next, count++)
        check_node(file, item, depth + 1);
    if (node->kind == NODE_MAPPING || node->kind == NODE_SEQUENCE)
        g_assert_cmpuint(count, ==, node->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_malloc0(size + 1);
    if (size > 0)
        memcpy(bytes, data, size);
    const SourceFile file = {"kb/x.yaml", "x.yaml", bytes, size};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const Tree *tree = tree_parse(&file, arena, diags);
    for (const Node *document = tree->first; document != NULL; document = document->next)
        check_node(&file, document, 0);
    g_autoptr(GString) text = g_string_new(NULL);
    diag_render(diags, (DiagFormat)(size % DIAG_FORMAT_COUNT), true, NULL,
                text); /* each has its turn */
    g_assert_true(g_utf8_validate_len(text->str, text->len, NULL));
    return 0;
}
