/* value/amount.h: interval arithmetic, units that multiply, digits that say what is known. */
#include "base/resource.h"
#include "value/amount.h"

#include <math.h>
#include <string.h>

typedef struct Fixture {
    Arena *arena;
    Units *units;
} Fixture;

static Fixture load(void)
{
    g_autoptr(GBytes) xml = resource_find("schema/units.xml");
    char *error = NULL;
    Units *units = units_new(g_bytes_get_data(xml, NULL), g_bytes_get_size(xml), &error);
    g_assert_cmpstr(error, ==, NULL);
    return (Fixture){arena_new(), units};
}

static void clear(Fixture *f)
{
    units_free(f->units);
    arena_free(f->arena);
}

static Quantity parse(const Fixture *f, const char *text, const Unit *unit)
{
    Quantity quantity;
    Problem problem;
    if (!quantity_parse(f->units, text, unit, &quantity, &problem))
        g_error("'%s': %s", text, problem.message);
    return quantity;
}

static Amount amount_of(const Fixture *f, const char *text)
{
    const Quantity quantity = parse(f, text, NULL);
    return amount_from_quantity(&quantity);
}

static const Unit *unit_of(const Fixture *f, const char *symbol)
{
    return symbol != NULL ? units_find(f->units, symbol) : NULL;
}

static void test_combine(void)
{
    static const struct {
        const char *a;
        char operator;
        const char *b;
        const char *unit; /* of the result; NULL: a pure number */
        const char *want; /* NULL: no value */
    } cases[] = {
        {"64 GB/s", '*', "4..8", "GB/s", "256..512 GB/s"},
        {"64 GB/s", '*', "4..8", "TB/s", "0.26..0.51 TB/s"},
        {"64 GB/s", '*', "4..8 lanes", "GB/s", "256..512 GB/s"},
        /* open ends */
        {"..64 GB/s", '*', "4..8", "GB/s", "<= 512 GB/s"},
        {"64 GB/s .. ", '*', "4..8", "GB/s", ">= 256 GB/s"},
        {"< 64 W", '*', "2", "W", "< 128 W"},
        {"> 64 W", '*', "2", "W", "> 128 W"},
        {"> 64 W", '*', "-2", "W", "< -128 W"},
        {"< 4", '*', ">= 2", NULL, NULL},
        {"> 4", '*', "> 2", NULL, "> 8"},
        {">= 4", '*', "0..2", NULL, ">= 0"},
        {"100 W", '/', ">= 4", "W", "0..25 W"},
        {">= 100 W", '/', ">= 4", "W", "> 0 W"},
        {"> 5 W", '+', "1..2 W", "W", "> 6 W"},
        {"> 5 W", '-', "1..2 W", "W", "> 3 W"},
        {"> 5 W", '-', "> 2 W", "W", NULL},
        {"10 W", '-', "> 2 W", "W", "< 8 W"},
        /* signs */
        {"-3..4", '*', "-5..6", NULL, "-20..24"},
        {"-3..-2", '*', "-5..-4", NULL, "8..15"},
        {"-3..4", '-', "-5..6", NULL, "-9..9"},
        {"-8", '/', "2.00", NULL, "-4.0"},
        {"−0.0", '*', "3", NULL, "0.0"},
        /* what may be zero divides nothing */
        {"8 W", '/', "0..2", "W", NULL},
        {"8 W", '/', "0", "W", NULL},
        {"8 W", '/', "-1..2", "W", NULL},
        {"8 W", '/', "..2", "W", NULL},
        {"0.0 W", '/', "2", "W", "0.00 W"},
        /* units */
        {"1 GB/s", '+', "500 MB/s", "GB/s", "2 GB/s"},
        {"1.000 GB/s", '+', "500 MB/s", "GB/s", "1.500 GB/s"},
        {"300.0 W", '/', "150.0 W", NULL, "2.000"},
        {"179.2 million CNY", '/', "336.8 million CNY", "%", "53.21 %"},
        {"47.4 million CNY", '/', "62 million CNY", "%", "76 %"},
        {"256.0 TFLOPS", '/', "500.0 W", "GFLOPS/W", "512.0 GFLOPS/W"},
        {"2 kW", '*', "3 h", "kWh", "6 kWh"},
        /* digits: as fine as the least precise operand, no finer */
        {"2.0", '*', "1017.9", NULL, "2036"},
        {"1.500", '*', "2.00", NULL, "3.00"},
        {"77e9", '*', "2.00", NULL, "154e9"},
        {"77e9", '+', "1", NULL, "77e9"},
        {"1.50 cm2", '+', "80 mm2", "mm2", "230 mm2"},
        {"~ 300 W", '*', "2", "W", "~ 600 W"},
        {"~ 300 W", '+', ">= 2 W", "W", ">= 302 W"},
        {"1e300", '*', "1e300", NULL, NULL},
    };
    Fixture f = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Amount a = amount_of(&f, cases[i].a);
        const Amount b = amount_of(&f, cases[i].b);
        const AmountOperator operator=(AmountOperator)(strchr("+-*/", cases[i].operator) - "+-*/");
        Amount result;
        Quantity quantity = {.text = NULL};
        g_assert_true(amount_combine(f.units, operator, & a, &b, &result));
        if (!amount_to_quantity(f.arena, f.units, &result, unit_of(&f, cases[i].unit), &quantity))
            quantity.text = NULL;
        if (g_strcmp0(quantity.text, cases[i].want) != 0)
            g_error("%s %c %s: %s, not %s", cases[i].a, cases[i].operator, cases[i].b,
                    quantity.text, cases[i].want);
        if (cases[i].want != NULL)
            g_assert_true(quantity.low <= quantity.min && quantity.max <= quantity.high);
    }
    clear(&f);
}

static void test_units_that_do_not_go_together(void)
{
    static const struct {
        const char *a;
        AmountOperator operator;
        const char *b;
    } cases[] = {
        {"1 W", AMOUNT_ADD, "1 GB/s"},   {"1 W", AMOUNT_SUBTRACT, "1"},
        {"1 CNY", AMOUNT_ADD, "1 USD"},  {"20 °C", AMOUNT_MULTIPLY, "1 W"},
        {"20 W", AMOUNT_DIVIDE, "5 °C"},
    };
    Fixture f = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Amount a = amount_of(&f, cases[i].a);
        const Amount b = amount_of(&f, cases[i].b);
        Amount result;
        g_assert_false(amount_combine(f.units, cases[i].operator, & a, &b, &result));
    }
    const Amount watts = amount_of(&f, "5 W");
    Quantity quantity;
    g_assert_false(amount_to_quantity(f.arena, f.units, &watts, unit_of(&f, "GB/s"), &quantity));
    g_assert_false(amount_to_quantity(f.arena, f.units, &watts, NULL, &quantity));
    clear(&f);
}

static void test_exact(void)
{
    Fixture f = load();
    const Amount two = amount_exact(2);
    const Amount third = amount_exact(3);
    const Amount die = amount_of(&f, "1017.9 W");
    Amount result;
    Quantity quantity;
    g_assert_true(amount_combine(f.units, AMOUNT_MULTIPLY, &two, &die, &result));
    g_assert_true(amount_to_quantity(f.arena, f.units, &result, unit_of(&f, "W"), &quantity));
    g_assert_cmpstr(quantity.text, ==, "2035.8 W"); /* two is two: the digits stay */
    g_assert_true(amount_combine(f.units, AMOUNT_DIVIDE, &two, &third, &result));
    g_assert_true(amount_to_quantity(f.arena, f.units, &result, NULL, &quantity));
    g_assert_cmpstr(quantity.text, ==, "0.666666666666667");

    /* An exact number is within what was written, or it is not. */
    const Quantity stated = parse(&f, "0.7", NULL);
    const Quantity other = parse(&f, "0.6", NULL);
    g_assert_true(amount_agrees(&stated, &quantity));
    g_assert_false(amount_agrees(&other, &quantity));
    clear(&f);
}

static void test_may_be_at_most(void)
{
    static const struct {
        const char *a, *b;
        bool want;
    } cases[] = {
        {"250 W", "300 W", true},       {"300 W", "250 W", false},  {"300 W", "0.3 kW", true},
        {"349 W", "0.3 kW", true},      {"351 W", "0.3 kW", false}, {"300..400 W", "350 W", true},
        {"360..400 W", "350 W", false}, {"<= 400 W", "10 W", true}, {">= 400 W", "10 W", false},
        {"400 W", ">= 10 W", true},     {"1 W", "2 GB", false},     {"3", "4 lanes", true},
    };
    Fixture f = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Amount a = amount_of(&f, cases[i].a);
        const Amount b = amount_of(&f, cases[i].b);
        if (amount_may_be_at_most(f.units, &a, &b) != cases[i].want)
            g_error("%s at most %s", cases[i].a, cases[i].b);
    }
    const Amount none = amount_of_unit(unit_of(&f, "W"));
    const Amount some = amount_of(&f, "1 W");
    g_assert_false(amount_may_be_at_most(f.units, &none, &some));
    g_assert_false(amount_may_be_at_most(f.units, &some, &none));
    clear(&f);
}

static void test_growth(void)
{
    static const struct {
        const char *first;
        const char *last;
        double steps;
        const char *want; /* NULL: no value */
    } cases[] = {
        {"100.0 CNY", "400.0 CNY", 2, "100.0 %"},
        {"0.499 million CNY", "337 million CNY", 2, "2499 %"},
        {"0.5 million CNY", "336.8 million CNY", 2, "2495 %"},
        {"400.0 CNY", "100.0 CNY", 2, "-50.00 %"},
        {"0 CNY", "100 CNY", 1, NULL},
        {"-1.0 CNY", "100 CNY", 1, NULL},
        {"100 CNY", "-100 CNY", 1, NULL},
        {"100.0 CNY", ">= 200.0 CNY", 1, ">= 100.0 %"},
    };
    Fixture f = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Amount first = amount_of(&f, cases[i].first);
        const Amount last = amount_of(&f, cases[i].last);
        Amount result;
        Quantity quantity = {.text = NULL};
        g_assert_true(amount_growth(f.units, &first, &last, cases[i].steps, &result));
        if (!amount_to_quantity(f.arena, f.units, &result, unit_of(&f, "%"), &quantity))
            quantity.text = NULL;
        g_assert_cmpstr(quantity.text, ==, cases[i].want);
    }
    const Amount yuan = amount_of(&f, "1 CNY");
    const Amount dollars = amount_of(&f, "1 USD");
    Amount result;
    g_assert_false(amount_growth(f.units, &yuan, &dollars, 1, &result));
    clear(&f);
}

/* A result is a set: whatever the operands really are, it holds what follows from them. */
static void test_holds_all_results(void)
{
    enum { SAMPLES = 20000 };
    static const char *const forms[] = {"%d", "%d..%d", "<= %d", "> %d", "~ %d"};
    Fixture f = load();
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260104);
    for (int i = 0; i < SAMPLES; i++) {
        Amount operands[2];
        double inside[2];
        for (size_t k = 0; k < 2; k++) {
            const int low = g_rand_int_range(rand, -9, 10);
            const int high = low + g_rand_int_range(rand, 0, 5);
            const char *form = forms[g_rand_int_range(rand, 0, G_N_ELEMENTS(forms))];
            g_autofree char *text = form[1] == 'd' && form[2] == '.'
                                        ? g_strdup_printf("%d..%d", low, high)
                                    : form[0] == '<' ? g_strdup_printf("<= %d", high)
                                    : form[0] == '>' ? g_strdup_printf("> %d", low)
                                                     : g_strdup_printf("%d", low);
            operands[k] = amount_of(&f, text);
            const double from = MAX(operands[k].written.from, -1000);
            const double to = MIN(operands[k].written.to, 1000);
            inside[k] = from + (to - from) * g_rand_double(rand);
        }
        const AmountOperator operator=(AmountOperator) g_rand_int_range(rand, 0, 4);
        const double results[] = {inside[0] + inside[1], inside[0] - inside[1],
                                  inside[0] * inside[1], inside[0] / inside[1]};
        Amount result;
        g_assert_true(amount_combine(f.units, operator, & operands[0], &operands[1], &result));
        const double slack = 1e-9 * (1 + fabs(results[operator]));
        if (!result.has_value)
            continue;
        g_assert_cmpfloat(result.written.from, <=, results[operator] + slack);
        g_assert_cmpfloat(result.written.to, >=, results[operator] - slack);
        g_assert_cmpfloat(result.widened.from, <=, result.written.from + slack);
        g_assert_cmpfloat(result.widened.to, >=, result.written.to - slack);
    }
    clear(&f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/amount/combine", test_combine);
    g_test_add_func("/amount/units", test_units_that_do_not_go_together);
    g_test_add_func("/amount/exact", test_exact);
    g_test_add_func("/amount/may-be-at-most", test_may_be_at_most);
    g_test_add_func("/amount/growth", test_growth);
    g_test_add_func("/amount/holds-all-results", test_holds_all_results);
    return g_test_run();
}
