/* The order of names. */
#include "value/collation.h"

#include <glib.h>
#include <string.h>

/* `names` are in the order that they must come out in, and go in the other way round. */
static void check_order(const char *language, const char *const *names)
{
    const size_t count = g_strv_length((char **)names);
    const char *reversed[16];
    g_assert_cmpuint(count, <=, G_N_ELEMENTS(reversed));
    for (size_t i = 0; i < count; i++)
        reversed[i] = names[count - 1 - i];
    g_autofree uint32_t *places = collation_places(reversed, count, language);
    for (size_t i = 0; i < count; i++) {
        g_test_message("%s: %s", language, reversed[i]);
        g_assert_cmpuint(places[i], ==, count - 1 - i);
    }
}

static void test_numbers(void)
{
    check_order("en", (const char *const[]){"B1", "B2", "B10", "B10a", "b11", "B100", "C", NULL});
    check_order("en", (const char *const[]){"7 nm", "12FFN", "A 2", "A-10", NULL});
    check_order("en", (const char *const[]){"v1.2", "v1.10", "v2", NULL});
    check_order("en", (const char *const[]){"x1y2", "x01y10", "x1y11", NULL});
    check_order("en",
                (const char *const[]){"x99999999999999999999", "x100000000000000000000", NULL});
}

static void test_letters(void)
{
    check_order("de", (const char *const[]){"Aal", "Ämter", "Azteke", "Öl", "Zebra", NULL});
    check_order("en", (const char *const[]){"A", "a", "AB", "b", NULL});
    check_order("en", (const char *const[]){"Ａ２", "A10", NULL}); /* full-width is width alone */
}

static void test_han(void)
{
    check_order("zh", (const char *const[]){"Biren", "阿里", "壁仞2号", "壁仞10号", "昆仑", "燧原",
                                            "天数", "中芯", NULL});
    check_order("ja", (const char *const[]){"カメラ", "亜鉛", "一番", NULL});
    check_order("en", (const char *const[]){"一", "中", "壁", NULL}); /* no reading: code points */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collation/numbers", test_numbers);
    g_test_add_func("/collation/letters", test_letters);
    g_test_add_func("/collation/han", test_han);
    return g_test_run();
}
