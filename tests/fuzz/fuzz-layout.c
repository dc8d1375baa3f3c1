/* What the layout worker answered, or a file of the cache in which somebody has written. */
#include "fuzz.h"

#include "layout/layout_answer.h"
#include "layout/layout_cache_file.h"

static void check_answer(const GString *answer)
{
    LayoutNode nodes[3] = {{0}};
    LayoutCluster clusters[1] = {{0}};
    LayoutEdge edges[2] = {{.from = 0, .to = 1}, {.from = 1, .to = 2}};
    Layout layout = {nodes,
                     G_N_ELEMENTS(nodes),
                     clusters,
                     G_N_ELEMENTS(clusters),
                     0,
                     edges,
                     G_N_ELEMENTS(edges),
                     "TB",
                     0,
                     0};
    g_autoptr(Arena) arena = arena_new();
    if (!layout_answer_read(&layout, answer, arena))
        return;
    g_assert_true(layout.width >= 0 && layout.height >= 0);
    g_assert_true(clusters[0].width > 0 && clusters[0].height > 0);
    for (size_t i = 0; i < G_N_ELEMENTS(edges); i++)
        g_assert_cmpuint(edges[i].point_count % 3, ==, 1);
}

/* What was packed comes back, and not if a byte of it has changed. */
static void check_round_trip(const GString *answer)
{
    g_autoptr(GString) file = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    layout_cache_file_pack(answer, file);
    g_assert_true(layout_cache_file_unpack(file, again));
    g_assert_true(g_string_equal(answer, again));
    g_string_truncate(again, 0);
    const size_t at = answer->len > 0 ? (guchar)answer->str[0] % file->len : 0;
    file->str[at] = (char)(file->str[at] ^ 1);
    g_assert_false(layout_cache_file_unpack(file, again));
    g_assert_cmpuint(again->len, ==, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) bytes = g_string_new_len((const char *)data, (gssize)size);
    g_autoptr(GString) answer = g_string_new(NULL);
    check_answer(layout_cache_file_unpack(bytes, answer) ? answer : bytes);
    check_round_trip(bytes);
    return 0;
}
