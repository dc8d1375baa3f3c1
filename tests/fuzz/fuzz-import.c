/* The bytes of a file that is imported become a tree; the first one says which format they are in.
 */
#include "fuzz.h"

#include "import/path.h"
#include "import/scalar.h"

#include <string.h>

/* NOLINTNEXTLINE(misc-no-recursion): no tree is deeper than DATA_DEPTH_MAX */
static void check_node(const SourceFile *file, const DataNode *node, unsigned depth)
{
    size_t count = 0;
    g_assert_cmpuint(depth, <=, DATA_DEPTH_MAX + 2);
    g_assert_cmpuint(node->span.start, <=, node->span.end);
    g_assert_cmpuint(node->span.end, <=, file->length);
    g_assert_true(node->text == NULL || data_text_mistake(node->text, strlen(node->text)) == NULL);
    for (const DataNode *child = node->first; child != NULL; child = child->next, count++)
        check_node(file, child, depth + 1);
    g_assert_cmpuint(count, ==, node->count);
}

/* All texts, wherever they are, can be written. */
static void check_texts(const DataNode *root, Arena *arena)
{
    const char *problem = NULL;
    const DataPath *path = data_path_parse("**/*", false, arena, &problem);
    DataPlace place = {.root = root, .row = root, .stem = "", .arena = arena, .budget = 100000};
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_nonnull(path);
    data_path_texts(path, &place, texts);
    for (guint i = 0; i < texts->len; i++)
        scalar_append(out, g_array_index(texts, DataText, i).text);
    g_assert_null(strchr(out->str, '\n'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const DataRequest request = {.sql = "t"};
    if (size == 0)
        return 0;
    g_autofree char *bytes = g_malloc0(size);
    memcpy(bytes, data + 1, size - 1);
    const SourceFile file = {"file", "file", bytes, size - 1};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    DataReader reader = {.file = &file, .arena = arena, .diags = diags};
    const DataFormat format = (DataFormat)(data[0] % DATA_FORMAT_COUNT);
    const DataNode *root = data_read(&reader, format, &request);
    g_assert_true(root != NULL || diagnostics_has_errors(diags));
    if (root == NULL)
        return 0;
    check_node(&file, root, 0);
    check_texts(root, arena);
    return 0;
}
