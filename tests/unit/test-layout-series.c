/* layout/layout_series.h: which layouts are given up, their order decides and no thread. */
#include "layout/layout_series.h"

enum { TURNS = 12 };

/* Turns that need a worker take too long if their letter is 'l', and are answered if it is 'a'; '-'
 * needs none. They come in the order of `order` (letters from 'a'). Returns what settles: '+' or
 * 'x' a turn. */
static char *settle(const char *turns, const char *order)
{
    g_autoptr(LayoutSeries) series = layout_series_new(TURNS);
    g_autoptr(GString) text = g_string_new("text");
    for (const char *at = order; *at != '\0'; at++) {
        const size_t turn = (size_t)(*at - 'a');
        if (turns[turn] == '-' || layout_series_gives_up(series, turn))
            continue;
        if (turns[turn] == 'l')
            layout_series_add_late(series, turn);
        else
            layout_series_add_answer(series, turn, text, text);
    }
    GString *settled = g_string_new(NULL);
    for (size_t i = 0; i < TURNS; i++)
        g_string_append_c(settled, layout_series_settle(series, i, NULL) ? '+' : 'x');
    return g_string_free(settled, FALSE);
}

static void test_order(void)
{
    static const char *const orders[] = {
        "abcdefghijkl", "lkjihgfedcba", "aibjckdlegfh", "hgfedcbaijkl", "ledcbahgfkji",
    };
    static const struct {
        const char *turns;
        const char *settled;
    } cases[] = {
        {"aaaaaaaaaaaa", "++++++++++++"}, {"llaalaaaaaaa", "++++++++++++"},
        {"llllllllllll", "++++xxxxxxxx"}, {"alalalalaaaa", "++++++++xxxx"},
        {"lll-a-l-a-ll", "++++++++x+xx"}, {"-l-l-l-l-a-a", "+++++++++x+x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(orders); k++) {
            g_autofree char *settled = settle(cases[i].turns, orders[k]);
            g_assert_cmpstr(settled, ==, cases[i].settled);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout-series/order", test_order);
    return g_test_run();
}
