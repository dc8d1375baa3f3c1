#include "value/quantity.h"

#include "value/quantity_hint.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* 17 digits tell any two doubles apart; with one more they still fit an int64_t. */
enum { DIGITS_MAX = 17, EXPONENT_MAX = 9999, UNIT_SIZE = 64 };

/* A part of the text; empty if there is none. */
typedef struct TextSlice {
    size_t start;
    size_t end;
} TextSlice;

/* A number as written: mantissa x 10^exponent, where the mantissa's last digit is the last digit
 * written. Decimal until the end, so that "827" ends exactly where "828" begins. */
typedef struct WrittenNumber {
    int64_t mantissa;
    int exponent;
    double value;
    TextSlice written;
} WrittenNumber;

typedef struct QuantityReader {
    const char *text;
    size_t at;
    Units *units;
    const Unit *declared;
    Problem *problem;
} QuantityReader;

/* What people write where there is no number; returns the key that says so, or NULL. */
static const char *find_absence(const char *text)
{
    static const char *const words[][2] = {
        {"unknown", "unknown"}, {"tbd", "unknown"}, {"tba", "unknown"}, {"未知", "unknown"},
        {"待定", "unknown"},    {"?", "unknown"},   {"n/a", "none"},    {"none", "none"},
        {"无", "none"},         {"keine", "none"},  {"なし", "none"},   {"-", "none"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(text, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

static bool fail_number(QuantityReader *reader)
{
    problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text), "not a quantity");
    const char *absence = find_absence(reader->text);
    if (absence != NULL)
        return problem_hint(reader->problem, "write {%s: true} for that", absence);
    return problem_hint(reader->problem, "a quantity is written like 64 GB/s, 4..8, <= 300 W, "
                                         "~ 300 W or 10000..");
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

static char peek(const QuantityReader *reader)
{
    return reader->text[reader->at];
}

static bool skip(QuantityReader *reader, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(reader->text + reader->at, word, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static void skip_spaces(QuantityReader *reader)
{
    while (peek(reader) == ' ')
        reader->at++;
}

/* Reads a run of digits into the mantissa. Returns how many there were. */
static int read_digits(QuantityReader *reader, WrittenNumber *number, int *significant)
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
static bool read_whole(QuantityReader *reader, WrittenNumber *number, int *significant)
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
    if (grouped && well && reader->text[start] == '0') {
        problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                    "a comma is no decimal point");
        return problem_hint(reader->problem, "decimals stand behind a point; digits in groups of "
                                             "three begin with no 0");
    }
    if (well)
        return true;
    problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                "a comma groups the digits of a number by threes");
    return problem_hint(reader->problem, "decimals stand behind a point");
}

static int read_exponent(QuantityReader *reader)
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

static bool read_number(QuantityReader *reader, WrittenNumber *number)
{
    size_t start = reader->at;
    bool negative = skip(reader, "-") || skip(reader, "−");
    int significant = 0;
    *number = (WrittenNumber){0};
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
    number->written = (TextSlice){start, reader->at};
    number->value = to_double(number->mantissa, number->exponent);
    /* How exact a 0 is, its place says: 0e-400 is no number either. */
    const double worth = number->mantissa != 0 ? number->value : to_double(1, number->exponent);
    if (!isfinite(worth) || worth == 0)
        return problem_set(reader->problem, PROBLEM_QUANTITY, start, reader->at,
                           "the number is too %s", isfinite(worth) ? "small" : "large");
    return true;
}

/* --- units --- */

/* The unit reaches up to ".." or the end of the text. */
static TextSlice read_unit(QuantityReader *reader)
{
    skip_spaces(reader);
    const char *rest = reader->text + reader->at;
    const char *dots = strstr(rest, "..");
    TextSlice unit = {reader->at,
                      reader->at + (dots != NULL ? (size_t)(dots - rest) : strlen(rest))};
    reader->at = unit.end;
    while (unit.end > unit.start && reader->text[unit.end - 1] == ' ')
        unit.end--;
    return unit;
}

/* Does it begin as what stands between two numbers? */
static bool begins_as_range(const char *text)
{
    static const char *const words[] = {"-", "–", "—", "−", "~", "～", "…", "±", "to ", "至", "到"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            return true;
    return false;
}

/* Is what follows the number no unit, but another number? */
static bool check_no_number(QuantityReader *reader, TextSlice unit)
{
    const char *text = reader->text + unit.start;
    const bool range = begins_as_range(text);
    if (unit.start == unit.end || (!range && !g_ascii_isdigit(*text) && *text != '.'))
        return true;
    return problem_set(reader->problem, PROBLEM_QUANTITY, unit.start, unit.end,
                       "this does not belong to the number");
}

static bool fail_missing_unit(QuantityReader *reader)
{
    size_t length = strlen(reader->text);
    const char *symbol = unit_symbol(reader->declared);
    problem_set(reader->problem, PROBLEM_UNIT, 0, length, "the unit is missing");
    return problem_hint(reader->problem, "write it behind the number; %s, if it is in that",
                        symbol);
}

/* Does a value in `unit` convert to the declared unit, if there is one? */
static bool fits(const QuantityReader *reader, const Unit *unit)
{
    return reader->declared == NULL || unit_same_dimension(unit, reader->declared);
}

static bool fail_unknown_unit(QuantityReader *reader, TextSlice unit)
{
    const char *text = reader->text + unit.start;
    size_t length = unit.end - unit.start;
    if (length >= UNIT_SIZE)
        return problem_set(reader->problem, PROBLEM_UNIT, unit.start, unit.end, "this is no unit");
    char symbol[UNIT_SIZE];
    memcpy(symbol, text, length);
    symbol[length] = '\0';
    problem_set(reader->problem, PROBLEM_UNIT, unit.start, unit.end, "unknown unit '%s'", symbol);

    if (reader->declared == NULL)
        return false;
    return problem_hint(reader->problem, "a unit of the kind that is wanted is %s",
                        unit_symbol(reader->declared));
}

static bool fail_dimension(QuantityReader *reader, TextSlice unit, const Unit *found)
{
    const char *wanted = unit_symbol(reader->declared);
    problem_set(reader->problem, PROBLEM_DIMENSION, unit.start, unit.end,
                "'%s' does not convert to %s", unit_symbol(found), wanted);
    if (!unit_differs_in_parts(found, reader->declared))
        return false;
    if (unit_parts(found)[0] == '\0')
        return problem_hint(reader->problem, "that is a total; %s is wanted, of each %s", wanted,
                            unit_parts(reader->declared));
    g_strlcpy(reader->problem->part, unit_parts(found), sizeof reader->problem->part);
    return problem_hint(
        reader->problem,
        "that is of each %s: write the total, times their number; or what each has, in "
        "a slot of its own in that unit, or in %s in a claim that says so",
        unit_parts(found), wanted);
}

/* Finds the unit that `slice` names, and checks that it converts to the declared one. Without a
 * declared one, the first that is written takes its place; sets NULL if there is none at all. */
/* "T FLOPS" are no transfers by operations: a prefix stands at its unit. */
static bool is_prefix_apart(Units *units, const char *symbol)
{
    g_autofree char *joined = units_join_prefix(units, symbol);
    return joined != NULL;
}

static bool find_unit(QuantityReader *reader, TextSlice slice, const Unit **unit)
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
    if (*unit == NULL || is_prefix_apart(reader->units, symbol) ||
        (declared == NULL && quantity_hint_is_amount(reader->units, symbol)))
        return fail_unknown_unit(reader, slice);
    if (declared == NULL)
        reader->declared = *unit;
    return fits(reader, *unit) || fail_dimension(reader, slice, *unit);
}

/* --- quantities --- */

/* Doubles keep 15 decimal digits; what a conversion leaves behind them is noise. `number` is what
 * was converted: where an offset has cancelled digits out, those that are left are as good as its
 * own. */
static double drop_noise(double converted, double number)
{
    enum { DIGITS_KEPT = 15, DECIMALS_MAX = 20 };
    char format[8], text[64];
    const double magnitude = MAX(fabs(converted), fabs(number));
    if (!isfinite(converted) || converted == 0)
        return converted;
    const int decimals = DIGITS_KEPT - 1 - (int)floor(log10(magnitude));
    const bool is_plain = decimals > 0 && decimals <= DECIMALS_MAX;
    g_snprintf(format, sizeof format, "%%.%d%c", is_plain ? decimals : DIGITS_KEPT,
               is_plain ? 'f' : 'g');
    return g_ascii_strtod(g_ascii_formatd(text, sizeof text, format, converted), NULL);
}

/* Returns mantissa x 10^exponent in another unit, or as it stands if there is no unit on one side.
 * Between prefixes only the exponent changes, so that 1.1 GB is 1100 MB and no digit more. */
static double convert(const Unit *from, const Unit *to, int64_t mantissa, int exponent)
{
    int power;
    if (from == NULL || to == NULL || from == to)
        return to_double(mantissa, exponent);
    if (unit_is_power_of_ten(from, to, &power))
        return to_double(mantissa, exponent + power);
    const double number = to_double(mantissa, exponent);
    return drop_noise(unit_convert(from, to, number), number);
}

/* The number as such. */
static double exact(const WrittenNumber *number, const Unit *from, const Unit *to)
{
    return convert(from, to, number->mantissa, number->exponent);
}

/* The same with half of its last digit added, or taken away. */
static double widened(const WrittenNumber *number, const Unit *from, const Unit *to,
                      QuantitySide side)
{
    const int half_digit = side == QUANTITY_MIN ? -5 : 5; /* of the next digit */
    return convert(from, to, number->mantissa * 10 + half_digit, number->exponent - 1);
}

static QuantityPart part_of(TextSlice slice)
{
    return (QuantityPart){(uint8_t)slice.start, (uint8_t)(slice.end - slice.start)};
}

static bool set_end(QuantityReader *reader, QuantitySide side, const WrittenNumber *number,
                    TextSlice unit, Quantity *quantity)
{
    double *value = side == QUANTITY_MIN ? &quantity->min : &quantity->max;
    double *wide = side == QUANTITY_MIN ? &quantity->low : &quantity->high;
    *value = exact(number, quantity->unit, reader->declared);
    *wide = widened(number, quantity->unit, reader->declared, side);
    quantity->ends[side] = (QuantityEnd){part_of(number->written), part_of(unit)};
    return (isfinite(*value) && isfinite(*wide)) ||
           problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text),
                       "the number is too large");
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
static bool parse_bound(QuantityReader *reader, const Sign *sign, Quantity *quantity)
{
    WrittenNumber number;
    if (!read_number(reader, &number))
        return false;
    TextSlice unit = read_unit(reader);
    if (peek(reader) != '\0')
        return problem_set(reader->problem, PROBLEM_QUANTITY, reader->at, strlen(reader->text),
                           "'%s' is followed by one number, not a range", sign->text);
    quantity->exclusive_min = sign->is_min && sign->exclusive;
    quantity->exclusive_max = sign->is_max && sign->exclusive;
    return find_unit(reader, unit, &quantity->unit) &&
           set_end(reader, sign->is_min ? QUANTITY_MIN : QUANTITY_MAX, &number, unit, quantity);
}

/* "..64 GB/s". */
static bool parse_at_most(QuantityReader *reader, Quantity *quantity)
{
    return parse_bound(reader, &(Sign){.text = "..", .is_max = true}, quantity);
}

/* The rest of "4..8 GB/s" and "64 GB/s .. 128 GB/s" after the dots. */
static bool parse_upper(QuantityReader *reader, const WrittenNumber *first, TextSlice first_unit,
                        Quantity *quantity)
{
    WrittenNumber last;
    const Unit *lower_unit;
    if (!read_number(reader, &last))
        return false;
    TextSlice last_unit = read_unit(reader);
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
    if (!set_end(reader, QUANTITY_MIN, first, first_unit, quantity) ||
        !find_unit(reader, last_unit, &quantity->unit) ||
        !set_end(reader, QUANTITY_MAX, &last, last_unit, quantity))
        return false;
    if (quantity->min <= quantity->max)
        return true;
    problem_set(reader->problem, PROBLEM_QUANTITY, 0, strlen(reader->text),
                "the range ends below its start");
    return problem_hint(reader->problem, "write the smaller number first");
}

/* "64 GB/s", "10000..", "4..8 GB/s". */
static bool parse_number_or_range(QuantityReader *reader, Quantity *quantity)
{
    WrittenNumber number;
    if (!read_number(reader, &number))
        return false;
    TextSlice unit = read_unit(reader);
    bool range = skip(reader, "..");
    skip_spaces(reader);
    if (range && peek(reader) != '\0')
        return parse_upper(reader, &number, unit, quantity);
    return find_unit(reader, unit, &quantity->unit) &&
           set_end(reader, QUANTITY_MIN, &number, unit, quantity) &&
           (range || set_end(reader, QUANTITY_MAX, &number, unit, quantity));
}

static bool parse(QuantityReader *reader, Quantity *quantity)
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
    if (quantity_read(units, text, declared, quantity, problem))
        return true;
    if (strlen(text) <= QUANTITY_LENGTH_MAX)
        quantity_hint(units, text, declared, problem);
    return false;
}

bool quantity_read(Units *units, const char *text, const Unit *declared, Quantity *quantity,
                   Problem *problem)
{
    QuantityReader reader = {
        .text = text, .units = units, .declared = declared, .problem = problem};
    *quantity = (Quantity){
        .text = text, .min = -INFINITY, .max = INFINITY, .low = -INFINITY, .high = INFINITY};
    if (strlen(text) > QUANTITY_LENGTH_MAX)
        return problem_set(problem, PROBLEM_QUANTITY, 0, strlen(text),
                           "a quantity has %d bytes at most", QUANTITY_LENGTH_MAX);
    if (!parse(&reader, quantity))
        return false;
    quantity->scale = reader.declared;
    return true;
}

/* --- parts --- */

bool quantity_is_range(const Quantity *quantity)
{
    const QuantityEnd *ends = quantity->ends;
    return ends[QUANTITY_MIN].number.length > 0 && ends[QUANTITY_MAX].number.length > 0 &&
           ends[QUANTITY_MIN].number.start != ends[QUANTITY_MAX].number.start;
}

bool quantity_find_unit(const Quantity *quantity, QuantityPart *unit)
{
    const QuantityEnd *ends = quantity->ends;
    const bool is_at_most = ends[QUANTITY_MAX].number.length > 0;
    *unit = ends[is_at_most ? QUANTITY_MAX : QUANTITY_MIN].unit;
    return !quantity_is_range(quantity) || ends[QUANTITY_MIN].unit.length == 0;
}

/* Returns the unit that one end was written in: the other end's if it has none of its own. */
static const Unit *find_end_unit(Units *units, const Quantity *quantity, QuantitySide side)
{
    const QuantityPart part = quantity->ends[side].unit;
    if (side == QUANTITY_MAX || part.length == 0 || !quantity_is_range(quantity))
        return quantity->unit;
    char symbol[UNIT_SIZE];
    memcpy(symbol, quantity->text + part.start, part.length);
    symbol[part.length] = '\0';
    return units_find(units, symbol);
}

/* Doubles have rounded what the digits say, so these are asked again. */
static WrittenNumber read_end(const Quantity *quantity, QuantitySide side)
{
    Problem problem;
    WrittenNumber number;
    QuantityReader reader = {
        .text = quantity->text, .at = quantity->ends[side].number.start, .problem = &problem};
    const bool is_number = read_number(&reader, &number);
    g_assert(is_number);
    return number;
}

/* Converts one end. What it may be is what its digits say, but for a derived quantity, which knows
 * better. */
static bool convert_end(Units *units, Quantity *quantity, QuantitySide side, const Unit *scale)
{
    double *value = side == QUANTITY_MIN ? &quantity->min : &quantity->max;
    double *wide = side == QUANTITY_MIN ? &quantity->low : &quantity->high;
    if (isinf(*value))
        return true;
    const Unit *unit = find_end_unit(units, quantity, side);
    const WrittenNumber number = read_end(quantity, side);
    *wide = *wide == widened(&number, unit, quantity->scale, side)
                ? widened(&number, unit, scale, side)
                : quantity_rescale(quantity, scale, *wide);
    *value = exact(&number, unit, scale);
    return isfinite(*value) && isfinite(*wide);
}

bool quantity_convert(Units *units, const Quantity *quantity, const Unit *scale,
                      Quantity *converted)
{
    *converted = *quantity;
    if (!convert_end(units, converted, QUANTITY_MIN, scale) ||
        !convert_end(units, converted, QUANTITY_MAX, scale))
        return false;
    converted->scale = scale;
    return true;
}

/* --- comparing --- */

double quantity_rescale(const Quantity *quantity, const Unit *scale, double value)
{
    if (quantity->scale == scale || quantity->scale == NULL || scale == NULL)
        return value;
    return unit_convert(quantity->scale, scale, value);
}

double quantity_reach(const Quantity *quantity, QuantitySide side)
{
    static const double approximate = 0.25;
    const double value = side == QUANTITY_MIN ? quantity->min : quantity->max;
    const double wide = side == QUANTITY_MIN ? quantity->low : quantity->high;
    if (!quantity->approximate || isinf(value))
        return wide;
    const double step = approximate * fabs(value);
    return side == QUANTITY_MIN ? MIN(wide, value - step) : MAX(wide, value + step);
}

static double reach_in(const Quantity *quantity, const Unit *scale, QuantitySide side)
{
    return quantity_rescale(quantity, scale, quantity_reach(quantity, side));
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
    double low = MAX(quantity_reach(a, QUANTITY_MIN), reach_in(b, a->scale, QUANTITY_MIN));
    double high = MIN(quantity_reach(a, QUANTITY_MAX), reach_in(b, a->scale, QUANTITY_MAX));
    if (isinf(low) || isinf(high))
        return low < high;
    /* Conversion between units may be wrong in the last places. */
    return high - low > 1e-14 * MAX(fabs(low), fabs(high));
}
