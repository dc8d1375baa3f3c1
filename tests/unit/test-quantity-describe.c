/* How quantities of every form print, and that what is printed says what was written. */
#include "words/quantity_describe.h"
#include "words_fixture.h"

#include <math.h>
#include <string.h>

#define NBSP "\u00a0"
#define THIN "\u202f"

enum { LANGUAGE_COUNT = 4 };
static const char *const LANGUAGES[LANGUAGE_COUNT] = {"en", "zh", "de", "ja"};

static Units *load(void)
{
    g_autofree char *xml = NULL, *error = NULL;
    size_t length;
    g_assert_true(g_file_get_contents("compiler/schema/default/units.xml", &xml, &length, NULL));
    Units *units = units_new(xml, length, &error);
    g_assert_cmpstr(error, ==, NULL);
    return units;
}

static Quantity parse(Units *units, const char *text, const Unit *declared)
{
    Quantity quantity;
    Problem problem;
    if (!quantity_parse(units, text, declared, &quantity, &problem))
        g_error("'%s': %s", text, problem.message);
    return quantity;
}

/* What one text is in each language. */
static const struct {
    const char *text, *en, *zh, *de, *ja;
} CASES[] = {
    {"64 GB/s", "64 GB/s", "64 GB/s", "64 GB/s", "64 GB/s"},
    {" 64   GB/s ", "64 GB/s", "64 GB/s", "64 GB/s", "64 GB/s"},
    {"64GB/s", "64 GB/s", "64 GB/s", "64 GB/s", "64 GB/s"},
    {"53.2 %", "53.2%", "53.2%", "53,2" NBSP "%", "53.2%"},
    {"10 x", "10×", "10倍", "10×", "10倍"},
    {"1074 mm2", "1,074 mm²", "1,074 mm²", "1" THIN "074 mm²", "1,074 mm²"},
    {"827", "827", "827", "827", "827"},
    {"1,600.0625", "1,600.0625", "1,600.0625", "1" THIN "600,0625", "1,600.0625"},
    {"499000 CNY", "499,000 CNY", "499,000元", "499" THIN "000 CNY", "499,000元"},
    {"~ 3 years", "≈ 3 years", "约3年", "ca. 3 Jahre", "約3年"},
    {"128 GPUs", "128 GPUs", "128 GPU", "128 GPUs", "128 GPU"},
    {"424660 samples/s", "424,660 samples/s", "424,660样本/s", "424" THIN "660 Samples/s",
     "424,660サンプル/s"},
    /* words for powers of ten */
    {"77e9", "77 billion", "770亿", "77 Mrd.", "770億"},
    {"38.5e9", "38.5 billion", "385亿", "38,5 Mrd.", "385億"},
    {"104E+9", "104 billion", "1,040亿", "104 Mrd.", "1,040億"},
    {"336.8 million CNY", "336.8 million CNY", "3.368亿元", "336,8 Mio. CNY", "3.368億元"},
    {"336.803 million CNY", "336.803 million CNY", "3.36803亿元", "336,803 Mio. CNY",
     "3.36803億元"},
    {"1474.3 million CNY", "1,474.3 million CNY", "14.743亿元", "1" THIN "474,3 Mio. CNY",
     "14.743億元"},
    {"0.499 million CNY", "0.499 million CNY", "49.9万元", "0,499 Mio. CNY", "49.9万元"},
    {"> 450 billion CNY", "> 450 billion CNY", "超过4,500亿元", "über 450 Mrd. CNY", "4,500億元超"},
    {"..4.855 billion HKD", "≤ 4.855 billion HKD", "不超过48.55亿港元", "höchstens 4,855 Mrd. HKD",
     "48.55億香港ドル以下"},
    {"40.1 million shares", "40.1 million shares", "4,010万股", "40,1 Mio. Aktien", "4,010万株"},
    {"5 thousand", "5 thousand", "0.5万", "5 Tsd.", "0.5万"},
    {"300 billion", "300 billion", "3,000亿", "300 Mrd.", "3,000億"},
    {"20 trillion CNY", "20 trillion CNY", "20万亿元", "20 Bio. CNY", "20兆元"},
    /* a zero that was stated is no zero that was not */
    {"80e9", "80 billion", "800亿", "80 Mrd.", "800億"},
    {"80.0e9", "80.0 billion", "8.00百亿", "80,0 Mrd.", "8.00百億"},
    {"62 million", "62 million", "0.62亿", "62 Mio.", "0.62億"},
    {"62.0 million", "62.0 million", "6,200万", "62,0 Mio.", "6,200万"},
    {"5 million", "5 million", "5百万", "5 Mio.", "5百万"},
    {"5e10", "5 × 10¹⁰", "5百亿", "5 × 10¹⁰", "5百億"},
    {"0e9", "0 billion", "0十亿", "0 Mrd.", "0十億"},
    /* no word for what is not counted */
    {"1e307 W", "1 × 10³⁰⁷ W", "1 × 10³⁰⁷ W", "1 × 10³⁰⁷ W", "1 × 10³⁰⁷ W"},
    {"-0.00 W", "−0.00 W", "−0.00 W", "−0,00 W", "−0.00 W"},
    {"5e-3 W", "5 × 10⁻³ W", "5 × 10⁻³ W", "5 × 10⁻³ W", "5 × 10⁻³ W"},
    {"2E+3 W", "2 × 10³ W", "2 × 10³ W", "2 × 10³ W", "2 × 10³ W"},
    {"1e3 %", "1 × 10³%", "1 × 10³%", "1 × 10³" NBSP "%", "1 × 10³%"},
    /* signs */
    {"-1,538.1 million CNY", "−1,538.1 million CNY", "−15.381亿元", "−1" THIN "538,1 Mio. CNY",
     "−15.381億元"},
    {"−5 °C", "−5 °C", "−5 °C", "−5 °C", "−5 °C"},
    {"+3.5 %", "+3.5%", "+3.5%", "+3,5" NBSP "%", "+3.5%"},
    {"> +1600 W", "> +1,600 W", "超过+1,600 W", "über +1" THIN "600 W", "+1,600 W超"},
    {"10000..", "≥ 10,000", "至少10,000", "mindestens 10" THIN "000", "10,000以上"},
    {"< 5", "< 5", "低于5", "unter 5", "5未満"},
    {"~ 10000..", "≥ ≈ 10,000", "至少约10,000", "mindestens ca. 10" THIN "000", "約10,000以上"},
    /* ranges */
    {"4 .. 8", "4–8", "4～8", "4–8", "4〜8"},
    {"4..8 GB/s", "4–8 GB/s", "4～8 GB/s", "4–8 GB/s", "4〜8 GB/s"},
    {"64 GB/s..0.25 TB/s", "64 GB/s – 0.25 TB/s", "64 GB/s～0.25 TB/s", "64 GB/s – 0,25 TB/s",
     "64 GB/s〜0.25 TB/s"},
    {"17.00 HKD .. 19.60 HKD", "17.00 HKD – 19.60 HKD", "17.00港元～19.60港元",
     "17,00 HKD – 19,60 HKD", "17.00香港ドル〜19.60香港ドル"},
    {"1..2 billion CNY", "1–2 billion CNY", "10～20亿元", "1–2 Mrd. CNY", "10〜20億元"},
    {"5..62 million", "5–62 million", "0.05～0.62亿", "5–62 Mio.", "0.05〜0.62億"},
    {"1e-3..2e-3 W", "1 × 10⁻³ W – 2 × 10⁻³ W", "1 × 10⁻³ W～2 × 10⁻³ W", "1 × 10⁻³ W – 2 × 10⁻³ W",
     "1 × 10⁻³ W〜2 × 10⁻³ W"},
    {"-40..+125 °C", "−40 – 125 °C", "−40～125 °C", "−40 – 125 °C", "−40〜125 °C"},
    {"~ 4..8 W", "≈ 4–8 W", "约4～8 W", "ca. 4–8 W", "約4〜8 W"},
};

typedef struct Languages {
    Arena *arena;
    Diagnostics *diags;
    Units *units;
    const Words *words[LANGUAGE_COUNT];
} Languages;

static void languages_init(Languages *languages)
{
    languages->arena = arena_new();
    languages->diags = diagnostics_new();
    languages->units = load();
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        languages->words[i] = words_fixture_load(LANGUAGES[i], languages->arena, languages->diags);
}

static void languages_clear(Languages *languages)
{
    units_free(languages->units);
    diagnostics_free(languages->diags);
    arena_free(languages->arena);
}

static void test_printed(void)
{
    Languages in;
    languages_init(&in);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const Quantity quantity = parse(in.units, CASES[i].text, NULL);
        const char *const want[] = {CASES[i].en, CASES[i].zh, CASES[i].de, CASES[i].ja};
        for (size_t k = 0; k < LANGUAGE_COUNT; k++)
            g_assert_cmpstr(quantity_describe(in.arena, in.words[k], &quantity), ==, want[k]);
    }
    languages_clear(&in);
}

/* Where the unit and its word stand elsewhere: in the head of a table's row. */
static void test_parted(void)
{
    Languages in;
    languages_init(&in);
    const Quantity quantity = parse(in.units, "~ 336.8 million CNY", NULL);
    const Words *en = in.words[0];
    const Words *zh = in.words[1];
    g_assert_cmpstr(quantity_describe_number(in.arena, en, &quantity, 6), ==, "≈ 336.8");
    g_assert_cmpstr(quantity_describe_unit(in.arena, en, "CNY", 6), ==, "million CNY");
    g_assert_cmpstr(quantity_describe_number(in.arena, zh, &quantity, 8), ==, "约3.368");
    g_assert_cmpstr(quantity_describe_unit(in.arena, zh, "CNY", 8), ==, "亿元");
    g_assert_cmpstr(quantity_describe_unit(in.arena, zh, "", 8), ==, "亿");
    g_assert_cmpstr(quantity_describe_unit(in.arena, zh, "CNY", 0), ==, "元");
    g_assert_cmpstr(quantity_describe_unit(in.arena, en, "%", 0), ==, "%");
    g_assert_cmpstr(quantity_describe_unit(in.arena, in.words[2], "%", 0), ==, "%");
    g_assert_cmpstr(quantity_describe_unit(in.arena, en, "x", 0), ==, "×");
    languages_clear(&in);
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

/* --- a reader, with a language's words in hand --- */

typedef struct Reader {
    const Words *words;
    const NumberStyle *style;
} Reader;

/* Takes from `text` what the word `key` has before and behind its "{}". Returns false if it does
 * not stand there. */
static bool strip(const Reader *reader, const char *key, GString *text)
{
    const char *pattern = words_get(reader->words, key);
    const char *hole = strstr(pattern, "{}");
    const size_t before = (size_t)(hole - pattern);
    const size_t after = strlen(hole + 2);
    if (text->len < before + after || strncmp(text->str, pattern, before) != 0 ||
        strcmp(text->str + text->len - after, hole + 2) != 0)
        return false;
    g_string_truncate(text, text->len - after);
    g_string_erase(text, 0, (gssize)before);
    return true;
}

static int read_superscript(const char **at)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    const bool is_negative = g_str_has_prefix(*at, "⁻");
    int number = 0;
    *at += is_negative ? strlen("⁻") : 0;
    for (int i = 0; i < 10; i++)
        if (g_str_has_prefix(*at, digits[i])) {
            number = number * 10 + i;
            *at += strlen(digits[i]);
            i = -1;
        }
    return is_negative ? -number : number;
}

/* Copies "−1,474.3" as "-1474.3". */
static const char *read_mantissa(const Reader *reader, const char *at, GString *number)
{
    if (g_str_has_prefix(at, "−")) {
        g_string_append_c(number, '-');
        at += strlen("−");
    }
    at += *at == '+';
    for (;;) {
        const char *group = at + strlen(reader->style->group);
        const char *point = at + strlen(reader->style->point);
        if (g_ascii_isdigit(*at))
            g_string_append_c(number, *at++);
        else if (g_str_has_prefix(at, reader->style->group) && g_ascii_isdigit(*group))
            at = group;
        else if (g_str_has_prefix(at, reader->style->point) && g_ascii_isdigit(*point)) {
            g_string_append_c(number, '.');
            at = point;
        } else
            return at;
    }
}

/* The longest word of a power of ten that `text` begins with; 0: none. */
static int read_scale(const Reader *reader, const char *text, size_t *length)
{
    int found = 0;
    *length = 0;
    for (int scale = 3; scale <= NUMBER_SCALE_MAX; scale++) {
        if (reader->style->scales[scale] == NULL)
            continue;
        const char *word = strstr(words_get(reader->words, reader->style->scales[scale]), "{}") + 2;
        if (g_str_has_prefix(text, word) && strlen(word) > *length) {
            *length = strlen(word);
            found = scale;
        }
    }
    return found;
}

/* One end as written; the unit as the language has it. */
typedef struct ReadEnd {
    GString *number;
    int scale;
    const char *unit;
} ReadEnd;

static ReadEnd read_end(const Reader *reader, const char *text)
{
    ReadEnd end = {.number = g_string_new(NULL)};
    const char *at = read_mantissa(reader, text, end.number);
    if (g_str_has_prefix(at, " × 10")) {
        at += strlen(" × 10");
        g_string_append_printf(end.number, "e%d", read_superscript(&at));
    }
    size_t length;
    end.scale = read_scale(reader, at, &length);
    end.unit = at + length;
    return end;
}

/* A whole number of 亿 that ends in 0 counts in 十亿. */
static void finish_end(const Reader *reader, ReadEnd *end, int scale)
{
    const bool is_whole = strpbrk(end->number->str, ".e") == NULL;
    const char *digits = end->number->str + (*end->number->str == '-');
    if (scale == 0)
        return;
    if (scale < NUMBER_SCALE_MAX && reader->style->scales[scale + 1] != NULL && is_whole &&
        strlen(digits) > 1 && g_str_has_suffix(digits, "0")) {
        g_string_truncate(end->number, end->number->len - 1);
        scale++;
    }
    g_string_append_printf(end->number, "e%d", scale);
}

/* "4–8": returns the last number of a range, and ends the first; NULL: there is one number. A dash
 * that stands first is none between numbers. */
static char *find_dash(const Reader *reader, GString *text)
{
    static const char *const keys[] = {"number.range_wide", "number.range"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *pattern = words_get(reader->words, keys[i]);
        g_autofree char *dash = g_strndup(pattern + 3, strlen(pattern) - 6);
        char *at = strstr(text->str + 1, dash);
        if (at == NULL)
            continue;
        *at = '\0';
        return at + strlen(dash);
    }
    return NULL;
}

/* Writes what was printed as the parser reads it, without units. */
static char *read_printed(const Words *words, const char *printed)
{
    static const struct {
        const char *key, *sign;
    } signs[] = {{"number.at_most", "<="},
                 {"number.below", "<"},
                 {"number.at_least", ">="},
                 {"number.above", ">"}};
    const Reader reader = {words, number_style(words)};
    g_autoptr(GString) text = g_string_new(printed);
    const char *sign = "";
    for (size_t i = 0; i < G_N_ELEMENTS(signs) && *sign == '\0'; i++)
        if (strip(&reader, signs[i].key, text))
            sign = signs[i].sign;
    const bool is_about = strip(&reader, "number.about", text);
    const bool is_open = is_about && strcmp(sign, ">=") == 0;
    const char *high = find_dash(&reader, text);
    ReadEnd first = read_end(&reader, text->str);
    g_autoptr(GString) out = g_string_new(is_open         ? "~"
                                          : *sign != '\0' ? sign
                                          : is_about      ? "~"
                                                          : "");
    if (high == NULL) {
        finish_end(&reader, &first, first.scale);
        g_string_append_printf(out, "%s%s", first.number->str, is_open ? ".." : "");
    } else {
        ReadEnd last = read_end(&reader, high);
        finish_end(&reader, &first,
                   *first.unit == '\0' && first.scale == 0 ? last.scale : first.scale);
        finish_end(&reader, &last, last.scale);
        g_string_append_printf(out, "%s..%s", first.number->str, last.number->str);
        g_string_free(last.number, TRUE);
    }
    g_string_free(first.number, TRUE);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Printed and read again, it is the same interval. Units are not looked at, so `quantity` has the
 * same one at both ends, and is in it. */
static void assert_read_back(const Languages *in, const Quantity *quantity)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const char *printed = quantity_describe(in->arena, in->words[i], quantity);
        g_autofree char *text = read_printed(in->words[i], printed);
        const Quantity again = parse(in->units, text, NULL);
        g_test_message("%s: '%s' is '%s', read as '%s'", LANGUAGES[i], quantity->text, printed,
                       text);
        g_assert_cmpfloat(again.min, ==, quantity->min);
        g_assert_cmpfloat(again.max, ==, quantity->max);
        g_assert_cmpfloat(again.low, ==, quantity->low);
        g_assert_cmpfloat(again.high, ==, quantity->high);
        g_assert_cmpint(again.approximate, ==, quantity->approximate);
        g_assert_cmpint(again.exclusive_min, ==, quantity->exclusive_min);
        g_assert_cmpint(again.exclusive_max, ==, quantity->exclusive_max);
    }
}

/* The unit behind the number word, which the numbers are read in. */
static const Unit *find_base(Units *units, const Quantity *quantity)
{
    const QuantitySide side =
        quantity->ends[QUANTITY_MAX].number.length > 0 ? QUANTITY_MAX : QUANTITY_MIN;
    const QuantityPart part = quantity_digits(quantity, side).unit;
    g_autofree char *symbol = g_strndup(quantity->text + part.start, part.length);
    return part.length > 0 ? units_find(units, symbol) : units_one(units);
}

/* `air` stands wherever there may be a space. */
static void check_form(const Languages *in, const Form *form, const char *air)
{
    g_autofree char *text =
        g_strconcat(form->before, air, form->low, air, form->low_unit, air, form->dots, air,
                    form->high, air, form->high_unit, air, NULL);
    const Quantity quantity = parse(in->units, text, NULL);
    assert_parts(&quantity, form);
    const Quantity counted = parse(in->units, text, find_base(in->units, &quantity));
    assert_read_back(in, &counted);
}

static void check_numbers(const Languages *in, const char *low, const char *high, const char *air)
{
    static const char *const befores[] = {"", "~", "<", "<=", "≤", ">", ">=", "≥", ".."};
    static const char *const symbols[] = {"", "GB/s", "%", "million CNY"};
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++) {
        const char *unit = symbols[i];
        for (size_t k = 0; k < G_N_ELEMENTS(befores); k++)
            check_form(in, &(Form){befores[k], low, unit, "", "", ""}, air);
        for (size_t k = 0; k < 2; k++) {
            check_form(in, &(Form){befores[k], low, unit, "..", "", ""}, air);
            check_form(in, &(Form){befores[k], low, "", "..", high, unit}, air);
            check_form(in, &(Form){befores[k], low, unit, "..", high, unit}, air);
        }
    }
}

static void test_all_forms(void)
{
    static const char *const numbers[] = {"-1,600.5", "−40", "-4e1", "-1e-3", "0",     "1e-3",
                                          "0.512",    "1",   "+4.0", "1e3",   "1,600", "2E+3"};
    static const char *const airs[] = {"", " ", "   "};
    Languages in;
    languages_init(&in);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        for (size_t k = i; k < G_N_ELEMENTS(numbers); k++)
            check_numbers(&in, numbers[i], numbers[k], airs[(i + k) % G_N_ELEMENTS(airs)]);
    languages_clear(&in);
}

/* --- any number at all --- */

/* "80.0", "0.00123", "5e10": digits in all places, zeros at either end. */
static char *random_number(GRand *random)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const int digits = g_rand_int_range(random, 1, 7);
    const int zeros = g_rand_int_range(random, 0, 4);
    for (int i = 0; i < digits; i++)
        g_string_append_c(text, (char)('0' + g_rand_int_range(random, i == 0, 10)));
    for (int i = 0; i < zeros; i++)
        g_string_append_c(text, '0');
    const int decimals = g_rand_int_range(random, -3, (gint32)text->len + 3);
    if (decimals > 0) {
        while (text->len <= (gsize)decimals)
            g_string_prepend_c(text, '0');
        g_string_insert_c(text, (gssize)text->len - decimals, '.');
    }
    if (g_rand_boolean(random))
        g_string_append_printf(text, "e%d", g_rand_int_range(random, -4, 17));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void test_any_number(void)
{
    static const char *const befores[] = {"", "~ ", "> ", "..", "-"};
    static const char *const words[] = {
        "", " W", " thousand shares", " million CNY", " billion", " trillion", " x"};
    enum { COUNT = 5000 };
    Languages in;
    languages_init(&in);
    g_autoptr(GRand) random = g_rand_new_with_seed(20260104);
    for (size_t i = 0; i < COUNT; i++) {
        g_autofree char *number = random_number(random);
        g_autofree char *text = g_strconcat(befores[i % G_N_ELEMENTS(befores)], number,
                                            words[i % G_N_ELEMENTS(words)], NULL);
        const Quantity quantity = parse(in.units, text, NULL);
        const Quantity counted = parse(in.units, text, find_base(in.units, &quantity));
        assert_read_back(&in, &counted);
    }
    languages_clear(&in);
}

/* --- in a column's unit --- */

/* Writes what was printed as the parser reads it: zeros that were filled in are an exponent. */
static char *read_in_scale(const Reader *reader, const QuantityPrint *print)
{
    const char *filled = print->text + print->filled_start;
    g_autoptr(GString) text = g_string_new_len(print->text, (gssize)print->filled_start);
    g_autoptr(GString) out = g_string_new(NULL);
    if (print->filled_length == 0)
        g_string_assign(text, print->text);
    const char *rest = read_mantissa(reader, text->str, out);
    int zeros = 0;
    for (size_t i = 0; i < print->filled_length; i++)
        zeros += filled[i] == '0';
    if (zeros > 0)
        g_string_append_printf(out, "e%d", zeros);
    g_string_append(out, print->filled_length > 0 ? filled + print->filled_length : rest);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* What is printed in the slot's unit is the same interval, read without the zeros filled in. */
static void test_any_column(void)
{
    static const char *const units[] = {" W", " kW", " mW", " MW"};
    enum { COUNT = 4000 };
    Languages in;
    languages_init(&in);
    g_autoptr(GRand) random = g_rand_new_with_seed(20260104);
    for (size_t i = 0; i < COUNT; i++) {
        const Unit *declared = units_find(in.units, units[i / 4 % 4] + 1);
        g_autofree char *number = i < 16 ? g_strdup("0") : random_number(random);
        g_autofree char *text = g_strconcat(i % 3 == 0 ? "-" : "", number, units[i % 4], NULL);
        const Quantity quantity = parse(in.units, text, declared);
        for (size_t k = 0; k < LANGUAGE_COUNT; k++) {
            const Reader reader = {in.words[k], number_style(in.words[k])};
            const QuantityPrint print =
                quantity_describe_in_scale(in.arena, in.words[k], &quantity);
            g_autofree char *read = read_in_scale(&reader, &print);
            g_test_message("%s: '%s' is '%s', read as '%s'", LANGUAGES[k], text, print.text, read);
            if (strstr(print.text, "10") != NULL && strstr(print.text, " × ") != NULL)
                continue; /* as it was written */
            const Quantity again = parse(in.units, read, declared);
            g_assert_cmpfloat(again.min, ==, quantity.min);
            g_assert_cmpfloat(again.low, ==, quantity.low);
            g_assert_cmpfloat(again.high, ==, quantity.high);
        }
    }
    languages_clear(&in);
}

/* --- every quantity of the knowledge base --- */

/* Checks what stands behind the last colon of a line of YAML, if it is a quantity in one unit. */
static size_t check_line(const Languages *in, const char *line)
{
    Quantity quantity;
    Problem problem;
    QuantityPart unit;
    const char *value = strstr(line, ": ");
    if (value == NULL)
        return 0;
    g_autofree char *text = g_strndup(value + 2, strcspn(value + 2, ",}#"));
    g_strdelimit(text, "'\"", ' ');
    g_strstrip(text);
    if (!quantity_read(in->units, text, NULL, &quantity, &problem) ||
        !quantity_find_unit(&quantity, &unit))
        return check_line(in, value + 2);
    const Unit *base = find_base(in->units, &quantity);
    if (!quantity_read(in->units, text, base, &quantity, &problem))
        return 0;
    assert_read_back(in, &quantity);
    return 1 + check_line(in, value + 2);
}

static size_t check_folder(const Languages *in, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    size_t count = 0;
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            count += check_folder(in, path);
        } else if (g_str_has_suffix(name, ".yaml") &&
                   g_file_get_contents(path, &text, NULL, NULL)) {
            g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
            for (char **line = lines; *line != NULL; line++)
                count += check_line(in, *line);
        }
    }
    return count;
}

static void test_knowledge_base(void)
{
    Languages in;
    languages_init(&in);
    g_assert_cmpuint(check_folder(&in, "kb"), >, 200);
    languages_clear(&in);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quantity-describe/printed", test_printed);
    g_test_add_func("/quantity-describe/parted", test_parted);
    g_test_add_func("/quantity-describe/all-forms", test_all_forms);
    g_test_add_func("/quantity-describe/any-number", test_any_number);
    g_test_add_func("/quantity-describe/any-column", test_any_column);
    g_test_add_func("/quantity-describe/knowledge-base", test_knowledge_base);
    return g_test_run();
}
