/* schema/expression.h: what parses, and what it comes to. */
#include "base/resource.h"
#include "schema/expression.h"

#include <math.h>
#include <string.h>

/* The steps in reverse Polish notation: "a b * 2 +". Caller frees. */
static char *polish(const Expression *expression)
{
    static const char *const signs[] = {
        [EXPRESSION_NEGATE] = "neg", [EXPRESSION_ADD] = "+",    [EXPRESSION_SUBTRACT] = "-",
        [EXPRESSION_MULTIPLY] = "*", [EXPRESSION_DIVIDE] = "/",
    };
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < expression->step_count; i++) {
        const ExpressionStep *step = &expression->steps[i];
        if (i > 0)
            g_string_append_c(out, ' ');
        if (step->operation == EXPRESSION_NUMBER)
            quantity_append_number(out, step->number);
        else if (step->operation == EXPRESSION_NAME)
            g_string_append(out, step->name);
        else if (expression_step_is_name(step))
            g_string_append_printf(
                out, "%s:%s", step->operation == EXPRESSION_SUM ? "sum" : "growth", step->name);
        else
            g_string_append(out, signs[step->operation]);
    }
    return g_strdup(out->str);
}

static void test_parse(void)
{
    static const struct {
        const char *text;
        const char *want;
        size_t height;
    } cases[] = {
        {"{lane_bandwidth} * {lanes}", "lane_bandwidth lanes *", 2},
        {"{a}", "a", 1},
        {" 2.50 ", "2.5", 1},
        {"{a}+{b}*{c}", "a b c * +", 3},
        {"({a}+{b})*{c}", "a b + c *", 2},
        {"{a} - {b} - {c}", "a b - c -", 2},
        {"{a} / {b} / {c}", "a b / c /", 2},
        {"{a} × {b} ÷ {c} − .5", "a b * c / 0.5 -", 2},
        {"-{a} - -{b}", "a neg b neg -", 2},
        {"2 * -({a} + 1e3)", "2 a 1000 + neg *", 3},
        {"sum({x}) / growth( {y} )", "sum:x growth:y /", 2},
        {"{a}\n+ {b}", "a b +", 2},
        {"((((((((({a})))))))))", "a", 1},
    };
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        const Expression *expression =
            expression_parse(arena, cases[i].text, EXPRESSION_OF_MEASURES, &problem);
        if (expression == NULL)
            g_error("'%s': %s", cases[i].text, problem.message);
        g_autofree char *steps = polish(expression);
        g_assert_cmpstr(steps, ==, cases[i].want);
        g_assert_cmpuint(expression->height, ==, cases[i].height);
    }
}

static void test_mistakes(void)
{
    static const struct {
        const char *text;
        size_t start, end; /* where it is wrong */
    } cases[] = {
        {"", 0, 1},         {"  ", 1, 2},          {"{a} +", 4, 5}, {"* {a}", 0, 1},
        {"{a} {b}", 4, 5},  {"({a}", 0, 1},        {"{a})", 3, 4},  {"{}", 0, 2},
        {"{a", 0, 2},       {"{a b}", 0, 3},       {"lanes", 0, 5}, {"sum({a})", 0, 3},
        {"{a} ** 2", 5, 6}, {"{a} ^ 2", 4, 5},     {"1e999", 0, 5}, {"0x10", 1, 2},
        {"2 lanes", 2, 3},  {"({a}) + ()", 9, 10}, {"{é}", 0, 3},   {"nan", 0, 3},
        {"{a} % 2", 4, 5},  {"1 2", 2, 3},         {"{a};", 3, 4},  {"中", 0, 3},
    };
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        const Expression *expression =
            expression_parse(arena, cases[i].text, EXPRESSION_OF_SLOTS, &problem);
        if (expression != NULL || problem.start != cases[i].start || problem.end != cases[i].end)
            g_error("'%s': %s at %zu to %zu", cases[i].text,
                    expression != NULL ? "parses" : problem.message, problem.start, problem.end);
    }
}

/* Deep, long and wide ones end, in words or with a result. */
static void test_limits(void)
{
    g_autoptr(Arena) arena = arena_new();
    Problem problem;
    g_autoptr(GString) text = g_string_new("{a}");
    for (int i = 0; i < 20; i++) {
        g_string_prepend_c(text, '(');
        g_string_append_c(text, ')');
    }
    g_assert_nonnull(expression_parse(arena, text->str, EXPRESSION_OF_SLOTS, &problem));
    for (int i = 0; i < 20; i++) {
        g_string_prepend_c(text, '(');
        g_string_append_c(text, ')');
    }
    g_assert_null(expression_parse(arena, text->str, EXPRESSION_OF_SLOTS, &problem));
    g_string_assign(text, "{a}");
    while (text->len < 990)
        g_string_append(text, "+{a}");
    const Expression *wide = expression_parse(arena, text->str, EXPRESSION_OF_SLOTS, &problem);
    g_assert_nonnull(wide);
    g_assert_cmpuint(wide->height, ==, 2);
    g_string_append(text, " + 1 + 1 + 1 + 1");
    g_assert_null(expression_parse(arena, text->str, EXPRESSION_OF_SLOTS, &problem));
}

/* Values by name: one letter, its place in the alphabet, in the unit of `user`. */
static bool look_up(const ExpressionStep *step, void *user, Amount *amount)
{
    *amount = amount_exact(step->name[0] - 'a' + 1);
    amount->unit = step->name[1] == 'w' ? user : NULL;
    return step->name[0] != 'z';
}

static void test_evaluate(void)
{
    static const struct {
        const char *text;
        double want;
        size_t failed; /* byte at which the failing step begins, plus 1; 0: none */
    } cases[] = {
        {"{b} * {c} + 1", 7, 0},       {"({b} + {c}) / -2", -2.5, 0},
        {"{b} - {c} - 1", -2, 0},      {"{bw} + {cw}", 5, 0},
        {"{bw} + {c}", 0, 6},          {"{bw} * {cw} + {cw}", 0, 13},
        {"2 * ({bw} - -{cw})", 10, 0}, {"1 + {z}", 0, 5},
        {"8 / {b} / {d}", 1, 0},
    };
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GBytes) xml = resource_find("schema/units.xml");
    char *error = NULL;
    g_autoptr(Units) units = units_new(g_bytes_get_data(xml, NULL), g_bytes_get_size(xml), &error);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        Amount result;
        const Expression *expression =
            expression_parse(arena, cases[i].text, EXPRESSION_OF_SLOTS, &problem);
        const ExpressionStep *failed = expression_evaluate(expression, units, look_up,
                                                           (void *)units_find(units, "W"), &result);
        g_assert_cmpuint(failed != NULL ? failed->start + 1 : 0, ==, cases[i].failed);
        if (failed != NULL)
            continue;
        g_assert_cmpfloat(result.written.from, ==, cases[i].want);
        g_assert_cmpfloat(result.widened.to, ==, cases[i].want);
    }
}

/* What is only compared has numbers with units, and something for what is not known. */
static void test_bounds(void)
{
    static const struct {
        const char *text;
        double want;
        size_t failed; /* as above; -1: it does not parse */
    } cases[] = {
        {"858 [mm2] * ({z ? 4} + {b})", 5148, 0},
        {"{z ? 0.5}", 0.5, 0},
        {"{ b }", 0, SIZE_MAX},
        {"{b ? 4}", 2, 0},
        {"2[W] + {bw}", 4, 0},
        {"2 [W] + 1 [kW] / 1000", 3, 0},
        {"2 [W] + {b}", 0, 7},
        {"2 [furlong]", 0, 1},
        {"2 [W", 0, SIZE_MAX},
        {"2 []", 0, SIZE_MAX},
        {"{z ? }", 0, SIZE_MAX},
        {"{z ? {b}}", 0, SIZE_MAX},
        {"{z ?", 0, SIZE_MAX},
    };
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GBytes) xml = resource_find("schema/units.xml");
    char *error = NULL;
    g_autoptr(Units) units = units_new(g_bytes_get_data(xml, NULL), g_bytes_get_size(xml), &error);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        Amount result;
        const Expression *expression =
            expression_parse(arena, cases[i].text, EXPRESSION_OF_BOUNDS, &problem);
        g_test_message("%s", cases[i].text);
        g_assert_true((expression == NULL) == (cases[i].failed == SIZE_MAX));
        if (expression == NULL)
            continue;
        const ExpressionStep *failed = expression_evaluate(expression, units, look_up,
                                                           (void *)units_find(units, "W"), &result);
        g_assert_cmpuint(failed != NULL ? failed->start + 1 : 0, ==, cases[i].failed);
        if (failed == NULL)
            g_assert_cmpfloat(result.written.from, ==, cases[i].want);
    }
    Problem problem;
    g_assert_null(expression_parse(arena, "2 [W]", EXPRESSION_OF_SLOTS, &problem));
    g_assert_null(expression_parse(arena, "{b ? 1}", EXPRESSION_OF_SLOTS, &problem));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/expression/parse", test_parse);
    g_test_add_func("/expression/mistakes", test_mistakes);
    g_test_add_func("/expression/limits", test_limits);
    g_test_add_func("/expression/evaluate", test_evaluate);
    g_test_add_func("/expression/bounds", test_bounds);
    return g_test_run();
}
