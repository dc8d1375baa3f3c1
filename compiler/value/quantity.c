#include "value/quantity.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* 17 digits tell any two doubles apart; with one more they still fit an int64_t. */
enum { DIGITS_MAX = 17, EXPONENT_MAX = 9999, UNIT_SIZE = 64 };

/* A number as written: mantissa x 10^exponent, where the mantissa's last digit is the last digit
 * written. Decimal until the end, so that "827" ends exactly where "828" begins. */
typedef struct Number {
    int64_t mantissa;
    int exponent;
    double value;
} Number;

/* The unit's text; empty if there is none. */
typedef struct Slice {
    size_t start;
    size_t end;
} Slice;

typedef struct Reader {
    const char *text;
    size_t at;
    Units *units;
    const Unit *declared;
    Problem *problem;
} Reader;

/* --- advice: what people write instead --- */

typedef struct Advice {
    const char *written; /* in lower case */
    const char *hint;
} Advice;

/* In the place of a unit. */
static const Advice unit_advice[] = {
    {"万", "write 1 万 as 10 thousand, 1 亿 as 100 million"},
    {"亿", "write 1 万 as 10 thousand, 1 亿 as 100 million"},
    {"元", "write CNY"},
    {"¥", "write CNY or JPY"},
    {"￥", "write CNY or JPY"},
    {"$", "write USD"},
    {"€", "write EUR"},
    {"％", "write %"},
    {"bn", "write billion"},
    {"mn", "write million"},
    {"mln", "write million"},
    {"m", "write million"},
    {"+", "write 'at least 300' as >= 300 or 300.."},
    {"(", "put remarks into a note beside the value"},
};

/* In the place of a number. */
static const Advice number_advice[] = {
    {"about", "write 'about 300 W' as ~ 300 W"},
    {"approx", "write 'about 300 W' as ~ 300 W"},
    {"approximately", "write 'about 300 W' as ~ 300 W"},
    {"around", "write 'about 300 W' as ~ 300 W"},
    {"ca", "write 'about 300 W' as ~ 300 W"},
    {"约", "write 'about 300 W' as ~ 300 W"},
    {"大约", "write 'about 300 W' as ~ 300 W"},
    {"≈", "write 'about 300 W' as ~ 300 W"},
    {"up to", "write 'at most 300 W' as <= 300 W"},
    {"at most", "write 'at most 300 W' as <= 300 W"},
    {"max", "write 'at most 300 W' as <= 300 W"},
    {"最多", "write 'at most 300 W' as <= 300 W"},
    {"不超过", "write 'at most 300 W' as <= 300 W"},
    {"less than", "write 'less than 300 W' as < 300 W"},
    {"under", "write 'less than 300 W' as < 300 W"},
    {"低于", "write 'less than 300 W' as < 300 W"},
    {"＜", "write 'less than 300 W' as < 300 W"},
    {"at least", "write 'at least 300 W' as >= 300 W"},
    {"min", "write 'at least 300 W' as >= 300 W"},
    {"至少", "write 'at least 300 W' as >= 300 W"},
    {"more than", "write 'more than 300 W' as > 300 W"},
    {"over", "write 'more than 300 W' as > 300 W"},
    {"超过", "write 'more than 300 W' as > 300 W"},
    {"＞", "write 'more than 300 W' as > 300 W"},
    {"inf", "write a quantity without an upper bound as 300.."},
    {"unknown", "write {unknown: true} for a quantity that is not known"},
    {"tbd", "write {unknown: true} for a quantity that is not known"},
    {"n/a", "write {none: true} for a quantity that is not there"},
    {"none", "write {none: true} for a quantity that is not there"},
    {".", "write a digit before the decimal point"},
    {"$", "write '300 USD': the currency follows the number"},
    {"¥", "write '300 CNY': the currency follows the number"},
    {"￥", "write '300 CNY': the currency follows the number"},
    {"€", "write '300 EUR': the currency follows the number"},
};

/* Between two numbers. */
static const char *const range_words[] = {"-", "–", "—",   "−",  "~", "～",
                                          "…", "±", "to ", "至", "到"};

static bool starts_with(const char *text, const char *start)
{
    return g_ascii_strncasecmp(text, start, strlen(start)) == 0;
}

/* Does `text` begin with what the advice is for? Words count whole ("M" is not "Mbit"). */
static bool is_written(const Advice *advice, const char *text)
{
    size_t length = strlen(advice->written);
    return starts_with(text, advice->written) &&
           !(g_ascii_isalpha(*text) && g_ascii_isalpha(text[length]));
}

static const char *find_advice(const Advice *advice, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (is_written(&advice[i], text))
            return advice[i].hint;
    return NULL;
}

static bool fail_number(Reader *reader)
{
    const char *rest = reader->text + reader->at;
    const char *hint = find_advice(number_advice, G_N_ELEMENTS(number_advice), rest);
    problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text), "not a quantity");
    if (reader->at > 0 && reader->text[reader->at] == '.')
        hint = "write a range with two dots: 4..8";
    if (hint == NULL)
        hint = "write it as 64 GB/s, 4..8, <= 300 W, ~ 300 W or 10000..";
    return problem_hint(reader->problem, "%s", hint);
}

/* --- numbers --- */

/* Returns mantissa x 10^exponent, correctly rounded. A product or quotient of two doubles is, when
 * both are exact: whole numbers below 2^53 and powers of ten up to 10^22 (Clinger 1990). */
static double to_double(int64_t mantissa, int exponent)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (ABS(mantissa) < G_GINT64_CONSTANT(1) << 53 && ABS(exponent) < (int)G_N_ELEMENTS(powers))
        return exponent < 0 ? (double)mantissa / powers[-exponent]
                            : (double)mantissa * powers[exponent];
    char text[48];
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT "e%d", mantissa, exponent);
    return g_ascii_strtod(text, NULL);
}

static char peek(const Reader *reader)
{
    return reader->text[reader->at];
}

static bool skip(Reader *reader, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(reader->text + reader->at, word, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static void skip_spaces(Reader *reader)
{
    while (peek(reader) == ' ')
        reader->at++;
}

/* Reads a run of digits into the mantissa. Returns how many there were. */
static int read_digits(Reader *reader, Number *number, int *significant)
{
    int count = 0;
    for (; g_ascii_isdigit(peek(reader)); reader->at++, count++) {
        *significant += *significant > 0 || peek(reader) != '0';
        if (*significant <= DIGITS_MAX)
            number->mantissa = number->mantissa * 10 + (peek(reader) - '0');
    }
    return count;
}

/* Reads "1600" or "1,600". */
static bool read_whole(Reader *reader, Number *number, int *significant)
{
    size_t start = reader->at;
    int count = read_digits(reader, number, significant);
    if (count == 0)
        return fail_number(reader);
    bool grouped = peek(reader) == ',';
    bool well = !grouped || count <= 3;
    while (peek(reader) == ',') {
        reader->at++;
        well &= read_digits(reader, number, significant) == 3;
    }
    if (well)
        return true;
    problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                "a comma groups the digits of a number by threes");
    return problem_hint(reader->problem, "write 1600, 1,600 or, with a decimal point, 1.6");
}

static int read_exponent(Reader *reader)
{
    const char *rest = reader->text + reader->at;
    if (*rest != 'e' && *rest != 'E')
        return 0;
    bool has_sign = rest[1] == '-' || rest[1] == '+';
    if (!g_ascii_isdigit(rest[1 + has_sign]))
        return 0;
    int exponent = 0;
    for (reader->at += 1 + has_sign; g_ascii_isdigit(peek(reader)); reader->at++)
        exponent = MIN(exponent * 10 + (peek(reader) - '0'), EXPONENT_MAX);
    return rest[1] == '-' ? -exponent : exponent;
}

static bool read_number(Reader *reader, Number *number)
{
    size_t start = reader->at;
    bool negative = skip(reader, "-") || skip(reader, "−");
    int significant = 0;
    *number = (Number){0};
    if (!negative)
        skip(reader, "+");
    if (!read_whole(reader, number, &significant))
        return false;
    if (peek(reader) == '.' && g_ascii_isdigit(reader->text[reader->at + 1])) {
        reader->at++;
        number->exponent = -read_digits(reader, number, &significant);
    }
    number->exponent += read_exponent(reader);
    if (negative)
        number->mantissa = -number->mantissa;

    if (significant > DIGITS_MAX) {
        problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                    "a number may have %d digits at most", DIGITS_MAX);
        return problem_hint(reader->problem, "write a large number as 77e18");
    }
    number->value = to_double(number->mantissa, number->exponent);
    if (!isfinite(number->value) || (number->value == 0 && number->mantissa != 0))
        return problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                           "the number is too %s", isfinite(number->value) ? "small" : "large");
    return true;
}

/* --- units --- */

/* The unit reaches up to ".." or the end of the text. */
static Slice read_unit(Reader *reader)
{
    skip_spaces(reader);
    const char *rest = reader->text + reader->at;
    const char *dots = strstr(rest, "..");
    Slice unit = {reader->at, reader->at + (dots != NULL ? (size_t)(dots - rest) : strlen(rest))};
    reader->at = unit.end;
    while (unit.end > unit.start && reader->text[unit.end - 1] == ' ')
        unit.end--;
    return unit;
}

/* Is what follows the number no unit, but another number? */
static bool check_no_number(Reader *reader, Slice unit)
{
    const char *text = reader->text + unit.start;
    bool range = false;
    for (size_t i = 0; i < G_N_ELEMENTS(range_words); i++)
        range |= starts_with(text, range_words[i]);
    if (unit.start == unit.end || (!range && !g_ascii_isdigit(*text) && *text != '.'))
        return true;
    problem_set(reader->problem, PROBLEM_QUANTITY, unit.start, unit.end,
                "this does not belong to the number");
    if (range)
        return problem_hint(reader->problem, "write a range with two dots: 4..8");
    return problem_hint(reader->problem, "write a number's digits together (1600) or in groups of "
                                         "three (1,600)");
}

static bool fail_missing_unit(Reader *reader)
{
    size_t length = strlen(reader->text);
    const char *symbol = unit_symbol(reader->declared);
    problem_set(reader->problem, PROBLEM_UNIT, 0, length, "the unit is missing");
    if (length > UNIT_SIZE)
        return problem_hint(reader->problem, "write %s after the number", symbol);
    return problem_hint(reader->problem, "write '%s %s'", reader->text, symbol);
}

/* Does a value in `unit` convert to the declared unit, if there is one? */
static bool fits(const Reader *reader, const Unit *unit)
{
    return reader->declared == NULL || unit_same_dimension(unit, reader->declared);
}

static bool fail_unknown_unit(Reader *reader, Slice unit)
{
    const char *text = reader->text + unit.start;
    size_t length = unit.end - unit.start;
    if (length >= UNIT_SIZE)
        return problem_set(reader->problem, PROBLEM_UNIT, unit.start, unit.end, "this is no unit");
    char symbol[UNIT_SIZE];
    memcpy(symbol, text, length);
    symbol[length] = '\0';
    problem_set(reader->problem, PROBLEM_UNIT, unit.start, unit.end, "unknown unit '%s'", symbol);

    const char *hint = find_advice(unit_advice, G_N_ELEMENTS(unit_advice), symbol);
    const char *nearest = units_suggest(reader->units, symbol);
    if (hint != NULL)
        return problem_hint(reader->problem, "%s", hint);
    if (nearest != NULL && fits(reader, units_find(reader->units, nearest)))
        return problem_hint(reader->problem, "did you mean '%s'?", nearest);
    if (reader->declared == NULL)
        return false;
    return problem_hint(reader->problem, "write it in %s", unit_symbol(reader->declared));
}

static bool fail_dimension(Reader *reader, Slice unit, const Unit *found)
{
    const char *wanted = unit_symbol(reader->declared);
    problem_set(reader->problem, PROBLEM_DIMENSION, unit.start, unit.end,
                "'%s' does not convert to %s", unit_symbol(found), wanted);
    return problem_hint(reader->problem, "write it in %s or a unit of that kind", wanted);
}

/* Finds the unit that `slice` names, and checks that it converts to the declared one. Without a
 * declared one, the first that is written takes its place; sets NULL if there is none at all. */
static bool find_unit(Reader *reader, Slice slice, const Unit **unit)
{
    const Unit *declared = reader->declared;
    size_t length = slice.end - slice.start;
    *unit = declared;
    if (length == 0)
        return declared == NULL || unit_is_dimensionless(declared) || fail_missing_unit(reader);
    if (!check_no_number(reader, slice))
        return false;
    if (length >= UNIT_SIZE)
        return fail_unknown_unit(reader, slice);
    char symbol[UNIT_SIZE];
    memcpy(symbol, reader->text + slice.start, length);
    symbol[length] = '\0';
    if (declared != NULL && strcmp(symbol, unit_symbol(declared)) == 0)
        return true;
    *unit = units_find(reader->units, symbol);
    if (*unit == NULL)
        return fail_unknown_unit(reader, slice);
    if (declared == NULL)
        reader->declared = *unit;
    return fits(reader, *unit) || fail_dimension(reader, slice, *unit);
}

/* --- quantities --- */

/* Returns mantissa x 10^exponent in the declared unit, or as it stands if there is no unit at all.
 * Between prefixes only the exponent changes, so that 1.1 GB is 1100 MB and no digit more. */
static double convert(const Reader *reader, const Unit *unit, int64_t mantissa, int exponent)
{
    int power;
    const Unit *to = reader->declared;
    if (unit == NULL || unit == to)
        return to_double(mantissa, exponent);
    if (unit_is_power_of_ten(unit, to, &power))
        return to_double(mantissa, exponent + power);
    return unit_convert(unit, to, to_double(mantissa, exponent));
}

/* One end of the interval: the number as such, and with half of its last digit (-5 or 5 of the
 * next) added. */
static bool set_end(Reader *reader, const Number *number, const Unit *unit, int half_digit,
                    double *value, double *widened)
{
    *value = convert(reader, unit, number->mantissa, number->exponent);
    *widened = convert(reader, unit, number->mantissa * 10 + half_digit, number->exponent - 1);
    return (isfinite(*value) && isfinite(*widened)) ||
           problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text),
                       "the number is too large");
}

static bool set_min(Reader *reader, const Number *number, Quantity *quantity)
{
    return set_end(reader, number, quantity->unit, -5, &quantity->min, &quantity->low);
}

static bool set_max(Reader *reader, const Number *number, Quantity *quantity)
{
    return set_end(reader, number, quantity->unit, 5, &quantity->max, &quantity->high);
}

/* What may stand before a number. */
typedef struct Sign {
    const char *text;
    bool is_min, is_max, exclusive;
} Sign;

static const Sign signs[] = {
    {"<=", false, true, false}, {"≤", false, true, false},   {"<", false, true, true},
    {">=", true, false, false}, {"≥", true, false, false},   {">", true, false, true},
    {"~", false, false, false}, {"～", false, false, false},
};

/* "<= 64 GB/s", "> 5". */
static bool parse_bound(Reader *reader, const Sign *sign, Quantity *quantity)
{
    Number number;
    if (!read_number(reader, &number))
        return false;
    Slice unit = read_unit(reader);
    if (peek(reader) != '\0')
        return problem_set(reader->problem, PROBLEM_QUANTITY, reader->at, strlen(reader->text),
                           "'%s' is followed by one number, not a range", sign->text);
    quantity->exclusive_min = sign->is_min && sign->exclusive;
    quantity->exclusive_max = sign->is_max && sign->exclusive;
    return find_unit(reader, unit, &quantity->unit) &&
           (sign->is_min ? set_min : set_max)(reader, &number, quantity);
}

/* "..64 GB/s". */
static bool parse_at_most(Reader *reader, Quantity *quantity)
{
    return parse_bound(reader, &(Sign){.text = "..", .is_max = true}, quantity);
}

/* The rest of "4..8 GB/s" and "64 GB/s .. 128 GB/s" after the dots. */
static bool parse_upper(Reader *reader, const Number *first, Slice first_unit, Quantity *quantity)
{
    Number last;
    const Unit *lower_unit;
    if (!read_number(reader, &last))
        return false;
    Slice last_unit = read_unit(reader);
    if (peek(reader) != '\0')
        return problem_set(reader->problem, PROBLEM_QUANTITY, reader->at, strlen(reader->text),
                           "a range has two ends");
    bool both = first_unit.start < first_unit.end;
    if (both && last_unit.start == last_unit.end) {
        problem_set(reader->problem, PROBLEM_UNIT, first_unit.start, strlen(reader->text),
                    "the unit of a range stands at its end, or at both numbers");
        return problem_hint(reader->problem, "write it as 4..8 GB/s or 4 GB/s .. 8 GB/s");
    }
    if (!find_unit(reader, both ? first_unit : last_unit, &lower_unit))
        return false;
    quantity->unit = lower_unit;
    if (!set_min(reader, first, quantity) || !find_unit(reader, last_unit, &quantity->unit) ||
        !set_max(reader, &last, quantity))
        return false;
    if (quantity->min <= quantity->max)
        return true;
    problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text),
                "the range ends below its start");
    return problem_hint(reader->problem, "write the smaller number first");
}

/* "64 GB/s", "10000..", "4..8 GB/s". */
static bool parse_number_or_range(Reader *reader, Quantity *quantity)
{
    Number number;
    if (!read_number(reader, &number))
        return false;
    Slice unit = read_unit(reader);
    bool range = skip(reader, "..");
    skip_spaces(reader);
    if (range && peek(reader) != '\0')
        return parse_upper(reader, &number, unit, quantity);
    return find_unit(reader, unit, &quantity->unit) && set_min(reader, &number, quantity) &&
           (range || set_max(reader, &number, quantity));
}

static bool parse(Reader *reader, Quantity *quantity)
{
    skip_spaces(reader);
    if (skip(reader, "..")) {
        skip_spaces(reader);
        return parse_at_most(reader, quantity);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (!skip(reader, signs[i].text))
            continue;
        skip_spaces(reader);
        if (signs[i].is_min || signs[i].is_max)
            return parse_bound(reader, &signs[i], quantity);
        quantity->approximate = true;
        break;
    }
    return parse_number_or_range(reader, quantity);
}

bool quantity_parse(Units *units, const char *text, const Unit *declared, Quantity *quantity,
                    Problem *problem)
{
    Reader reader = {.text = text, .units = units, .declared = declared, .problem = problem};
    *quantity = (Quantity){
        .text = text, .min = -INFINITY, .max = INFINITY, .low = -INFINITY, .high = INFINITY};
    if (!parse(&reader, quantity))
        return false;
    quantity->scale = reader.declared;
    return true;
}

double quantity_rescale(const Quantity *quantity, const Unit *scale, double value)
{
    if (quantity->scale == scale || quantity->scale == NULL || scale == NULL)
        return value;
    return unit_convert(quantity->scale, scale, value);
}

bool quantity_agrees(const Quantity *a, const Quantity *b)
{
    if (a->scale != b->scale && (a->scale == NULL || b->scale == NULL))
        return true;
    if (a->scale != b->scale && !unit_same_dimension(a->scale, b->scale))
        return false;
    const double b_min = quantity_rescale(b, a->scale, b->min);
    const double b_max = quantity_rescale(b, a->scale, b->max);
    if (a->min == b_min && a->max == b_max)
        return true; /* also where the digits are finer than a double's */
    double low = MAX(a->low, quantity_rescale(b, a->scale, b->low));
    double high = MIN(a->high, quantity_rescale(b, a->scale, b->high));
    if (isinf(low) || isinf(high))
        return low < high;
    /* Conversion between units may be wrong in the last places. */
    return high - low > 1e-14 * MAX(fabs(low), fabs(high));
}
