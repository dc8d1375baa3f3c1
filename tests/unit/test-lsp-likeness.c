/* Where a place of one text is in another one that was typed out of it. */
#include "lsp/likeness.h"

#include <glib.h>
#include <string.h>

static Likeness compare(const char *old, const char *new)
{
    return likeness_find(old, strlen(old), new, strlen(new));
}

static void test_find(void)
{
    const Likeness same = compare("abc", "abc");
    g_assert_cmpuint(same.before, ==, 3);
    g_assert_cmpuint(same.after, ==, 0);
    const Likeness more = compare("aa", "aaa"); /* what is the same counts once */
    g_assert_cmpuint(more.before, ==, 2);
    g_assert_cmpuint(more.after, ==, 0);
    const Likeness none = compare("", "x");
    g_assert_cmpuint(none.before + none.after, ==, 0);
}

static void test_offset(void)
{
    const Likeness same = compare("one two three", "one twenty-two three");
    g_assert_cmpuint(likeness_offset(&same, 0), ==, 0);
    g_assert_cmpuint(likeness_offset(&same, strlen("one tw")), ==, strlen("one tw"));
    g_assert_cmpuint(likeness_offset(&same, strlen("one two ")), ==, strlen("one twenty-two "));
    g_assert_cmpuint(likeness_offset(&same, strlen("one two three")), ==,
                     strlen("one twenty-two three"));
    g_assert_cmpuint(likeness_offset(&same, 1000), ==, strlen("one twenty-two three"));
    const Likeness gone = compare("one two three", "one three");
    g_assert_cmpuint(likeness_offset(&gone, strlen("one two")), ==, strlen("one t"));
}

static void test_move(void)
{
    const Likeness same = compare("one two three", "one 2 three");
    uint32_t start = 0;
    uint32_t end = 3;
    g_assert_true(likeness_move(&same, &start, &end));
    g_assert_cmpuint(end, ==, 3);
    start = 8;
    end = 13;
    g_assert_true(likeness_move(&same, &start, &end));
    g_assert_cmpuint(start, ==, 6);
    g_assert_cmpuint(end, ==, 11);
    start = 4;
    end = 7;
    g_assert_false(likeness_move(&same, &start, &end));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/likeness/find", test_find);
    g_test_add_func("/likeness/offset", test_offset);
    g_test_add_func("/likeness/move", test_move);
    return g_test_run();
}
