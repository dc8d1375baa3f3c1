/* How quantities of every form print, and that what is printed says what was written. */
#include "words/quantity_describe.h"

#include <math.h>
#include <string.h>

static Units *load(void)
{
    g_autofree char *xml = NULL, *error = NULL;
    size_t length;
    g_assert_true(g_file_get_contents("compiler/schema/default/units.xml", &xml, &length, NULL));
    Units *units = units_new(xml, length, &error);
    g_assert_cmpstr(error, ==, NULL);
    return units;
}

static Quantity parse(Units *units, const char *text)
{
    Quantity quantity;
    Problem problem;
    if (!quantity_parse(units, text, NULL, &quantity, &problem))
        g_error("'%s': %s", text, problem.message);
    return quantity;
}

static void test_printed(void)
{
    static const struct {
        const char *text, *printed, *number;
        const char *unit; /* NULL: two of them */
    } cases[] = {
        {"64 GB/s", "64 GB/s", "64", "GB/s"},
        {"64GB/s", "64GB/s", "64", "GB/s"},
        {"53.2%", "53.2%", "53.2", "%"},
        {" 64   GB/s ", "64 GB/s", "64", "GB/s"},
        {"1,600", "1,600", "1,600", ""},
        {"336.8 million CNY", "336.8 million CNY", "336.8", "million CNY"},
        {"77e9", "77e9", "77e9", ""},
        {"77E+9", "77E+9", "77E+9", ""},
        {"5e-3 W", "5e-3 W", "5e-3", "W"},
        {"-1,538.1 million CNY", "−1,538.1 million CNY", "−1,538.1", "million CNY"},
        {"−5 °C", "−5 °C", "−5", "°C"},
        {"+3", "+3", "+3", ""},
        {"+3.5 %", "+3.5 %", "+3.5", "%"},
        /* ranges */
        {"4..8", "4–8", "4–8", ""},
        {"4 .. 8", "4–8", "4–8", ""},
        {"4..8 GB/s", "4–8 GB/s", "4–8", "GB/s"},
        {"4..8GB/s", "4–8GB/s", "4–8", "GB/s"},
        {"64 .. 128 GB/s", "64–128 GB/s", "64–128", "GB/s"},
        {"64 GB/s .. 128 GB/s", "64 GB/s – 128 GB/s", "64 – 128", NULL},
        {"64GB/s..128GB/s", "64GB/s – 128GB/s", "64 – 128", NULL},
        {"64 GB/s..0.25 TB/s", "64 GB/s – 0.25 TB/s", "64 – 0.25", NULL},
        {"1e3..2e3", "1e3–2e3", "1e3–2e3", ""},
        {"1e3..2e3 W", "1e3–2e3 W", "1e3–2e3", "W"},
        {"1e-3..2e-3 W", "1e-3 – 2e-3 W", "1e-3 – 2e-3", "W"},
        {"0..5e-3 W", "0–5e-3 W", "0–5e-3", "W"},
        {"1,600..3,200", "1,600–3,200", "1,600–3,200", ""},
        {"-40..+125 °C", "−40 – 125 °C", "−40 – 125", "°C"},
        {"-40 .. 125 °C", "−40 – 125 °C", "−40 – 125", "°C"},
        {"−40..−20 °C", "−40 – −20 °C", "−40 – −20", "°C"},
        {"-40..-20 °C", "−40 – −20 °C", "−40 – −20", "°C"},
        {"-55 °C .. +125 °C", "−55 °C – 125 °C", "−55 – 125", NULL},
        {"+3..+5 %", "3–5 %", "3–5", "%"},
        {"5..5", "5–5", "5–5", ""},
        /* open ends */
        {"10000..", "≥ 10000", "≥ 10000", ""},
        {"10000 ..", "≥ 10000", "≥ 10000", ""},
        {"64 GB/s ..", "≥ 64 GB/s", "≥ 64", "GB/s"},
        {"64GB/s..", "≥ 64GB/s", "≥ 64", "GB/s"},
        {"-40..", "≥ −40", "≥ −40", ""},
        {"1e3..", "≥ 1e3", "≥ 1e3", ""},
        {"..64 GB/s", "≤ 64 GB/s", "≤ 64", "GB/s"},
        {".. 64 GB/s", "≤ 64 GB/s", "≤ 64", "GB/s"},
        {"..−5 °C", "≤ −5 °C", "≤ −5", "°C"},
        {"<= 64 GB/s", "≤ 64 GB/s", "≤ 64", "GB/s"},
        {"≤64 GB/s", "≤ 64 GB/s", "≤ 64", "GB/s"},
        {"< 5", "< 5", "< 5", ""},
        {"<-5", "< −5", "< −5", ""},
        {">=5", "≥ 5", "≥ 5", ""},
        {"≥ 10000", "≥ 10000", "≥ 10000", ""},
        {"> 1600", "> 1600", "> 1600", ""},
        {"> +1600 W", "> +1600 W", "> +1600", "W"},
        /* about */
        {"~ 300 W", "≈ 300 W", "≈ 300", "W"},
        {"～300 W", "≈ 300 W", "≈ 300", "W"},
        {"~ 77e9", "≈ 77e9", "≈ 77e9", ""},
        {"~ -5 °C", "≈ −5 °C", "≈ −5", "°C"},
        {"~ 4..8 W", "≈ 4–8 W", "≈ 4–8", "W"},
        {"~ 10000..", "≥ ≈ 10000", "≥ ≈ 10000", ""},
    };
    g_autoptr(Units) units = load();
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        const Quantity quantity = parse(units, cases[i].text);
        QuantityPart unit;
        const bool has_one = quantity_find_unit(&quantity, &unit);
        g_autofree char *written = g_strndup(quantity.text + unit.start, unit.length);
        g_assert_cmpstr(quantity_describe(arena, &quantity), ==, cases[i].printed);
        g_assert_cmpstr(quantity_describe_number(arena, &quantity), ==, cases[i].number);
        g_assert_cmpstr(has_one ? written : NULL, ==, cases[i].unit);
    }
}

/* What may be written, in parts. */
typedef struct Form {
    const char *before, *low, *low_unit, *dots, *high, *high_unit; /* "": not there */
} Form;

static void assert_part(const Quantity *quantity, QuantityPart part, const char *want)
{
    g_autofree char *got = g_strndup(quantity->text + part.start, part.length);
    g_assert_cmpstr(got, ==, want);
}

static void assert_end(const Quantity *quantity, QuantitySide side, const char *number,
                       const char *unit)
{
    assert_part(quantity, quantity->ends[side].number, number);
    assert_part(quantity, quantity->ends[side].unit, unit);
}

/* Where no end is open, a single number is both. */
static void assert_parts(const Quantity *quantity, const Form *form)
{
    static const char *const at_most[] = {"<", "<=", "≤", "..", NULL};
    static const char *const at_least[] = {">", ">=", "≥", NULL};
    const bool is_at_most = g_strv_contains(at_most, form->before);
    const bool is_at_least =
        g_strv_contains(at_least, form->before) || (*form->dots != '\0' && *form->high == '\0');
    const bool is_range = *form->high != '\0';
    assert_end(quantity, QUANTITY_MIN, is_at_most ? "" : form->low,
               is_at_most ? "" : form->low_unit);
    if (is_range)
        assert_end(quantity, QUANTITY_MAX, form->high, form->high_unit);
    else
        assert_end(quantity, QUANTITY_MAX, is_at_least ? "" : form->low,
                   is_at_least ? "" : form->low_unit);
    g_assert_cmpint(quantity_is_range(quantity), ==, is_range);
    g_assert_cmpint(quantity->approximate, ==, *form->before == '~');
}

/* Printed again as it would be written, it is the same quantity. */
static void assert_read_back(Units *units, Arena *arena, const Quantity *quantity)
{
    g_autoptr(GString) text = g_string_new(quantity_describe(arena, quantity));
    const bool is_at_least = g_str_has_prefix(text->str, "≥ ≈");
    g_string_replace(text, "≥ ≈", "~", 0);
    g_string_replace(text, "≈", "~", 0);
    g_string_replace(text, "–", "..", 0);
    if (is_at_least)
        g_string_append(text, "..");
    const Quantity again = parse(units, text->str);
    g_assert_cmpfloat(again.min, ==, quantity->min);
    g_assert_cmpfloat(again.max, ==, quantity->max);
    g_assert_cmpfloat(again.low, ==, quantity->low);
    g_assert_cmpfloat(again.high, ==, quantity->high);
    g_assert_cmpint(again.approximate, ==, quantity->approximate);
    g_assert_cmpint(again.exclusive_min, ==, quantity->exclusive_min);
    g_assert_cmpint(again.exclusive_max, ==, quantity->exclusive_max);
    g_assert_true(again.unit == quantity->unit);
    g_assert_true(again.scale == quantity->scale);
}

/* `air` stands wherever there may be a space. */
static void check_form(Units *units, const Form *form, const char *air)
{
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *text =
        g_strconcat(form->before, air, form->low, air, form->low_unit, air, form->dots, air,
                    form->high, air, form->high_unit, air, NULL);
    const Quantity quantity = parse(units, text);
    assert_parts(&quantity, form);
    assert_read_back(units, arena, &quantity);
}

static void check_numbers(Units *units, const char *low, const char *high, const char *air)
{
    static const char *const befores[] = {"", "~", "<", "<=", "≤", ">", ">=", "≥", ".."};
    static const char *const symbols[] = {"", "GB/s", "%", "million CNY"};
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++) {
        const char *unit = symbols[i];
        for (size_t k = 0; k < G_N_ELEMENTS(befores); k++)
            check_form(units, &(Form){befores[k], low, unit, "", "", ""}, air);
        for (size_t k = 0; k < 2; k++) {
            check_form(units, &(Form){befores[k], low, unit, "..", "", ""}, air);
            check_form(units, &(Form){befores[k], low, "", "..", high, unit}, air);
            check_form(units, &(Form){befores[k], low, unit, "..", high, unit}, air);
        }
    }
}

static void test_all_forms(void)
{
    static const char *const numbers[] = {"-1,600.5", "−40", "-4e1", "-1e-3", "0",     "1e-3",
                                          "0.512",    "1",   "+4.0", "1e3",   "1,600", "2E+3"};
    static const char *const airs[] = {"", " ", "   "};
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        for (size_t k = i; k < G_N_ELEMENTS(numbers); k++)
            for (size_t n = 0; n < G_N_ELEMENTS(airs); n++)
                check_numbers(units, numbers[i], numbers[k], airs[n]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quantity-describe/printed", test_printed);
    g_test_add_func("/quantity-describe/all-forms", test_all_forms);
    return g_test_run();
}
