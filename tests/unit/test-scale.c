/* Scales of charts: round ends and steps, every value in its place. */
#include "diagram/scale.h"

#include <float.h>
#include <math.h>

enum { STEPS = 8, WIDTH = 800 };

static Scale fit(double from, double to, bool is_logarithmic, bool from_zero)
{
    Scale scale = {.is_logarithmic = is_logarithmic, .start = 0, .end = WIDTH};
    scale_fit(&scale, from, to, STEPS, from_zero);
    return scale;
}

static void test_linear_ends(void)
{
    static const struct {
        double from, to;
        bool from_zero;
        double low, high, step;
    } cases[] = {
        {3, 22, true, 0, 25, 5},
        {0.7, 0.9, false, 0.7, 0.95, 0.05},
        {300, 700, false, 0, 800, 100},
        {550, 700, false, 540, 720, 20},
        {5, 5, false, 0, 6, 1},
        {0, 0, false, 0, 1.2, 0.2},
        {-30, 70, false, -40, 80, 20},
        {-5, -4, true, -6, 0, 1},
        {1e12, 9e12, false, 0, 1e13, 2e12},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Scale scale = fit(cases[i].from, cases[i].to, false, cases[i].from_zero);
        const double slack = cases[i].step * 1e-6;
        g_assert_cmpfloat_with_epsilon(scale.step, cases[i].step, slack);
        g_assert_cmpfloat_with_epsilon(scale.from, cases[i].low, slack);
        g_assert_cmpfloat_with_epsilon(scale.to, cases[i].high, slack);
    }
}

static void test_logarithmic_ends(void)
{
    static const struct {
        double from, to, low, high;
        guint named;
    } cases[] = {
        {32, 432, 20, 500, 5}, {0.77, 22, 0.5, 50, 7}, {1, 1, 0.5, 2, 3}, {3, 2e9, 2, 5e9, 9}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Scale scale = fit(cases[i].from, cases[i].to, true, false);
        g_assert_cmpfloat_with_epsilon(scale.from, cases[i].low, cases[i].low * 1e-9);
        g_assert_cmpfloat_with_epsilon(scale.to, cases[i].high, cases[i].high * 1e-9);
        g_autoptr(GArray) ticks = scale_ticks(&scale);
        guint named = 0;
        for (guint k = 0; k < ticks->len; k++)
            named += g_array_index(ticks, ScaleTick, k).is_named;
        g_assert_cmpuint(named, ==, cases[i].named);
    }
}

static void assert_sound(const Scale *scale, double from, double to)
{
    g_assert_cmpfloat(scale->from, <=, from * (1 + 1e-9) + 1e-300);
    g_assert_cmpfloat(scale->to, >=, to * (1 - 1e-9) - 1e-300);
    g_autoptr(GArray) ticks = scale_ticks(scale);
    g_assert_cmpuint(ticks->len, >, 1);
    g_assert_cmpuint(ticks->len, <, 40);
    double last = -1;
    for (guint i = 0; i < ticks->len; i++) {
        const double at = scale_at(scale, g_array_index(ticks, ScaleTick, i).value);
        g_assert_cmpfloat(at, >, last);
        g_assert_cmpfloat(at, <=, WIDTH);
        last = at;
    }
}

/* Of any size, what is more stands further along, and ticks are in order and not many. */
static void test_any_range(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(20260104);
    for (unsigned i = 0; i < 20000; i++) {
        const double size = pow(10, g_rand_double_range(dice, -200, 200));
        const double a = size * g_rand_double(dice);
        const double b = a + size * pow(10, g_rand_double_range(dice, -4, 0));
        const Scale linear = fit(a, b, false, i % 2 == 0);
        const Scale logarithmic = fit(a, b, true, false);
        assert_sound(&linear, a, b);
        assert_sound(&logarithmic, a, b);
        g_assert_cmpfloat(scale_at(&linear, a), <=, scale_at(&linear, b));
        g_assert_cmpfloat(scale_at(&logarithmic, a), <=, scale_at(&logarithmic, b));
    }
}

/* A ratio that no number holds has a middle, too. */
static void test_logarithmic_extremes(void)
{
    const Scale scale = fit(1e-299, 1e299, true, false);
    g_assert_cmpfloat_with_epsilon(scale_at(&scale, 1), WIDTH / 2.0, 1);
    g_assert_cmpfloat(scale_at(&scale, 1e299), >, WIDTH - 5);
}

static void test_extremes(void)
{
    static const double values[] = {-DBL_MAX, -1, 0, 5e-324, 1, DBL_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        for (size_t k = i; k < G_N_ELEMENTS(values); k++) {
            const Scale scale = fit(values[i], values[k], false, false);
            g_assert_true(isfinite(scale.from) && isfinite(scale.to) && scale.from < scale.to);
            g_autoptr(GArray) ticks = scale_ticks(&scale);
            g_assert_cmpuint(ticks->len, >, 1);
            g_assert_cmpfloat(scale_at(&scale, INFINITY), ==, WIDTH);
            g_assert_cmpfloat(scale_at(&scale, -INFINITY), ==, 0);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scale/linear-ends", test_linear_ends);
    g_test_add_func("/scale/logarithmic-ends", test_logarithmic_ends);
    g_test_add_func("/scale/any-range", test_any_range);
    g_test_add_func("/scale/logarithmic-extremes", test_logarithmic_extremes);
    g_test_add_func("/scale/extremes", test_extremes);
    return g_test_run();
}
