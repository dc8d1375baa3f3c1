/* Memory that is freed all at once. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool is_zero(const unsigned char *memory, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (memory[i] != 0)
            return false;
    return true;
}

/* Blocks of all sizes are zeroed, aligned and apart from each other: each is filled with its own
 * number, which must still be there at the end. */
static void check_blocks(Arena *arena)
{
    enum { COUNT = 3000 };
    static unsigned char *blocks[COUNT];
    static size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 97 == 0 ? i * 100 : i % 129;
        blocks[i] = arena_alloc(arena, sizes[i]);
        g_assert_nonnull(blocks[i]);
        g_assert_cmpuint((uintptr_t)blocks[i] % _Alignof(void *), ==, 0);
        g_assert_true(is_zero(blocks[i], sizes[i]));
        memset(blocks[i], (int)(i % 255 + 1), sizes[i]);
        memset(arena_alloc_text(arena, i % 31 + 1), 0xFF, i % 31 + 1);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            g_assert_cmpuint(blocks[i][j], ==, i % 255 + 1);
}

static void test_blocks(void)
{
    g_autoptr(Arena) arena = arena_new();
    check_blocks(arena);
    arena_reset(arena);
    check_blocks(arena);
    g_autoptr(Arena) tight = arena_new_tight(100);
    check_blocks(tight);
    arena_reset(tight);
    arena_expect(tight, 20000);
    check_blocks(tight);
}

/* A block larger than any chunk, first and between small ones. */
static void test_large(void)
{
    enum { LARGE = 8 * 1024 * 1024 };
    g_autoptr(Arena) arena = arena_new();
    unsigned char *first = arena_alloc(arena, LARGE);
    char *small = arena_strdup(arena, "small");
    unsigned char *second = arena_alloc(arena, LARGE);
    memset(first, 1, LARGE);
    memset(second, 2, LARGE);
    g_assert_cmpstr(small, ==, "small");
    g_assert_cmpuint(first[LARGE - 1], ==, 1);
}

static void test_text(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(arena_strndup(arena, "biren", 3), ==, "bir");
    g_assert_cmpstr(arena_strndup(arena, "", 0), ==, "");
    g_assert_cmpstr(arena_strdup(arena, "壁仞"), ==, "壁仞");
    g_assert_cmpstr(arena_printf(arena, "%s.%d", "br106", 7), ==, "br106.7");
    g_assert_cmpstr(arena_concat(arena, "br106", "", ".tdp"), ==, "br106.tdp");
    g_assert_cmpstr(arena_concat(arena, ""), ==, "");
    g_assert_cmpstr(arena_integer(arena, -106), ==, "-106");
}

/* What another arena handed out stays where it is, and both can go on. */
static void test_adopt(void)
{
    g_autoptr(Arena) arena = arena_new();
    arena_adopt(arena, arena_new());
    Arena *first = arena_new();
    char *text = arena_strdup(first, "first");
    arena_adopt(arena, first);
    Arena *second = arena_new();
    check_blocks(second);
    char *other = arena_strdup(second, "second");
    arena_adopt(arena, second);
    check_blocks(arena);
    g_assert_cmpstr(text, ==, "first");
    g_assert_cmpstr(other, ==, "second");
}

static void test_empty(void)
{
    arena_free(arena_new());
    arena_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/arena/blocks", test_blocks);
    g_test_add_func("/arena/large", test_large);
    g_test_add_func("/arena/text", test_text);
    g_test_add_func("/arena/adopt", test_adopt);
    g_test_add_func("/arena/empty", test_empty);
    return g_test_run();
}
