/* Widths, shortening, breaking, and numbers as text. */
#include "base/text.h"
#include "scene/metrics.h"
#include "scene/number.h"

#include <glib.h>
#include <locale.h>
#include <math.h>

static void test_width(void)
{
    static const struct {
        const char *text;
        double em;
    } cases[] = {{"", 0},
                 {"0", 0.636},
                 {"BR106", 3.316},
                 {"壁仞", 2},
                 {"…", 1},
                 {"e\xCC\x81", 0.615},
                 {"é", 0.615},
                 {"\xE2\x80\xAE\xE2\x80\xAC", 0},
                 {"Ж", 0.75},
                 {"。", 1},
                 {"\xE2\x80\x8D", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpfloat_with_epsilon(metrics_width(cases[i].text, 1, false), cases[i].em, 1e-9);
        g_assert_cmpfloat_with_epsilon(metrics_width(cases[i].text, 20, true),
                                       cases[i].em * 20 * 1.12, 1e-9);
    }
}

static void test_shorten_at(void)
{
    g_autoptr(Arena) arena = arena_new();
    static const struct {
        const char *text;
        double room;
        size_t at;
        const char *want;
    } cases[] = {{"Rack Air Cooled", 20, 5, "Rack Air Cooled"},
                 {"The long name of a Rack Air Cooled Edition", 12, 19, "The l…Rack Air Coole…"},
                 {"The long name of a Rack Air Cooled Edition", 14, 28, "The lo…Cooled Edition"},
                 {"A Building with a view", 8, 2, "A Building wit…"},
                 {"The long name", 0, 4, "……"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(
            metrics_shorten_at(arena, cases[i].text, 1, false, cases[i].room, cases[i].at), ==,
            cases[i].want);
}

static void test_shorten(void)
{
    g_autoptr(Arena) arena = arena_new();
    static const struct {
        const char *text;
        double room; /* in em */
        const char *want;
    } cases[] = {{"BR106", 4, "BR106"},
                 {"BR106", 3.1, "BR1…"},
                 {"BR106", 0, "…"},
                 {"壁仞科技", 4, "壁仞科技"},
                 {"壁仞科技", 3, "壁仞…"},
                 {"ab cd ef", 3, "ab…"},
                 {"", 0, ""},
                 {"ae\xCC\x81xx", 2.3, "ae\xCC\x81…"},
                 {"ae\xCC\x81xx", 1.7, "a…"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(metrics_shorten(arena, cases[i].text, 1, false, cases[i].room, 1), ==,
                        cases[i].want);
    for (int tenths = 10; tenths < 120; tenths++) {
        const double room = tenths / 10.0;
        const char *text =
            metrics_shorten(arena, "Mixed 文字 tex\xCC\x88t, long", 1, false, room, 0.5);
        g_assert_cmpfloat(metrics_width(text, 1, false), <=, room);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

static void test_break(void)
{
    static const struct {
        const char *text;
        double room;
        size_t want;
    } cases[] = {{"one two", 10, 7},   {"one two", 2.5, 3},   {"onetwo", 2, 0},
                 {"壁仞科技", 2, 6},   {"用BR106的", 4.4, 8}, {"用BR106的", 4, 3},
                 {"壁仞。科技", 2, 3}, {"壁仞科技", 3, 6},    {"壁仞技", 2, 6}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpuint(metrics_break(cases[i].text, 1, false, cases[i].room), ==, cases[i].want);
}

static void test_number(void)
{
    static const struct {
        double value;
        const char *want;
    } cases[] = {{0, "0"},
                 {-0.001, "0"},
                 {12, "12"},
                 {0.5, "0.5"},
                 {-3.25, "-3.25"},
                 {1.005, "1"},
                 {99.999, "100"},
                 {0.05, "0.05"},
                 {-0.5, "-0.5"},
                 {NAN, "0"},
                 {INFINITY, "1000000000000"}};
    setlocale(LC_ALL, "de_DE.UTF-8"); /* if it is there: a decimal comma */
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        number_append(out, cases[i].value);
        g_assert_cmpstr(out->str, ==, cases[i].want);
    }
}

/* What is known without the tables is what they say. */
static void test_ideographs(void)
{
    for (gunichar c = 0x4E00; c <= 0x9FA5; c++) {
        char text[7] = {0};
        g_unichar_to_utf8(c, text);
        g_assert_cmpint(text_cell_width(c), ==, 2);
        g_assert_cmpfloat(metrics_width(text, 10, false), ==, 10);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/metrics/width", test_width);
    g_test_add_func("/metrics/shorten", test_shorten);
    g_test_add_func("/metrics/shorten-at", test_shorten_at);
    g_test_add_func("/metrics/break", test_break);
    g_test_add_func("/metrics/ideographs", test_ideographs);
    g_test_add_func("/metrics/number", test_number);
    return g_test_run();
}
