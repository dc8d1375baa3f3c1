/* Each line is a value as somebody might write it: a date, a quantity in several units, an address;
 * and what became of it in words. */
#include "../unit/words_fixture.h"
#include "fuzz.h"

#include "base/arena.h"
#include "value/edtf.h"
#include "value/quantity.h"
#include "value/uri.h"
#include "words/edtf_describe.h"
#include "words/quantity_describe.h"

#include <math.h>
#include <string.h>

enum { LINES_MAX = 8, LINES_A_DATABASE = 100000, LANGUAGES = 4 };

static const char *const languages[LANGUAGES] = {"en", "zh", "de", "ja"};

/* The embedded units. They remember what they were asked, so now and then we take new ones. */
static Units *borrow_units(void)
{
    static Units *units;
    static unsigned uses;
    if (uses++ < LINES_A_DATABASE && units != NULL)
        return units;
    units_free(units);
    g_autoptr(GBytes) xml = resource_find("schema/units.xml");
    g_autofree char *error = NULL;
    size_t length;
    const char *bytes = g_bytes_get_data(xml, &length);
    units = units_new(bytes, length, &error);
    g_assert_cmpstr(error, ==, NULL);
    uses = 0;
    return units;
}

static void check_problem(const Problem *problem, const char *text)
{
    g_assert_cmpuint(problem->start, <, problem->end);
    g_assert_cmpuint(problem->end, <=, MAX(strlen(text), 1));
    g_assert_true(g_utf8_validate(problem->message, -1, NULL) && problem->message[0] != '\0');
    g_assert_true(g_utf8_validate(problem->hint, -1, NULL));
}

/* The program's words of all its languages, and what they live in. */
static const Words *const *borrow_words(void)
{
    static const Words *words[LANGUAGES];
    static Arena *arena;
    static Diagnostics *diags;
    if (arena != NULL)
        return words;
    arena = arena_new();
    diags = diagnostics_new();
    for (size_t i = 0; i < LANGUAGES; i++)
        words[i] = words_fixture_load(languages[i], arena, diags);
    return words;
}

static void check_words(const Edtf *date)
{
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < LANGUAGES; i++) {
        const char *words = edtf_describe(borrow_words()[i], date, arena);
        g_assert_true(words[0] != '\0' && g_utf8_validate(words, -1, NULL));
    }
}

static void check_date(const char *text)
{
    Edtf date;
    Problem problem = {0};
    if (!edtf_parse(text, &date, &problem)) {
        check_problem(&problem, text);
        return;
    }
    g_assert_cmpint(date.earliest, <=, date.latest);
    g_assert_cmpint(edtf_compare(&date, &date), ==, EDTF_CANNOT_TELL);
    g_assert_cmpint(edtf_sort(&date, &date), ==, 0);
    check_words(&date);
    Edtf end;
    if (edtf_end(&date, EDTF_FIRST, &end))
        check_words(&end);
    if (edtf_end(&date, EDTF_LAST, &end))
        check_words(&end);
    g_autofree char *earliest = edtf_format_day(date.earliest);
    g_autofree char *latest = edtf_format_day(date.latest);
    g_assert_true((earliest == NULL) == (date.earliest == DAY_OPEN_PAST));
    g_assert_true((latest == NULL) == (date.latest == DAY_OPEN_FUTURE));
}

static void check_number(double value)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    quantity_append_number(digits, value);
    g_assert_cmpfloat(g_ascii_strtod(digits->str, NULL), ==, value);
}

static void check_quantity(Units *units, const char *text, const char *declared)
{
    Quantity quantity;
    Problem problem = {0};
    const Unit *unit = declared != NULL ? units_find(units, declared) : NULL;
    if (!quantity_parse(units, text, unit, &quantity, &problem)) {
        check_problem(&problem, text);
        return;
    }
    g_assert_cmpfloat(quantity.low, <=, quantity.min);
    g_assert_cmpfloat(quantity.min, <=, quantity.max);
    g_assert_cmpfloat(quantity.max, <=, quantity.high);
    quantity_agrees(&quantity, &quantity);
    if (isfinite(quantity.min))
        check_number(quantity.min);
    if (isfinite(quantity.max))
        check_number(quantity.max);
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < LANGUAGES; i++) {
        const Words *words = borrow_words()[i];
        const QuantityPrint print = quantity_describe_in_scale(arena, words, &quantity);
        g_assert_true(g_utf8_validate(quantity_describe(arena, words, &quantity), -1, NULL));
        g_assert_true(g_utf8_validate(print.text, -1, NULL));
        g_assert_cmpuint(print.filled_start + print.filled_length, <=, strlen(print.text));
    }
}

static void check_line(const char *text)
{
    static const char *const declared[] = {NULL, "GB/s", "count", "°C", "CNY"};
    Units *units = borrow_units();
    check_date(text);
    for (size_t i = 0; i < G_N_ELEMENTS(declared); i++)
        check_quantity(units, text, declared[i]);
    Problem problem = {0};
    if (!uri_parse(text, &problem))
        check_problem(&problem, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    if (!g_utf8_validate(text, -1, NULL)) /* yaml/ lets nothing else through */
        return 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", LINES_MAX);
    for (char **line = lines; *line != NULL; line++)
        check_line(*line);
    return 0;
}
