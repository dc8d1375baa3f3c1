/*
 * Interval arithmetic. A product or quotient of intervals ends at products or quotients of their
 * ends; 0 times what is open is 0, since every number in the open interval is finite.
 */
#include "value/amount.h"

#include <limits.h>
#include <math.h>
#include <string.h>

enum { DIGITS_MAX = 15 }; /* that every double keeps */

static const Interval everything = {.from = -INFINITY, .to = INFINITY};

/* --- intervals --- */

/* One end of an interval, or what becomes of two. */
typedef struct AmountEnd {
    double value;
    bool excluded;
} AmountEnd;

static AmountEnd lower(const Interval *interval)
{
    return (AmountEnd){interval->from, interval->excludes_from};
}

static AmountEnd upper(const Interval *interval)
{
    return (AmountEnd){interval->to, interval->excludes_to};
}

static AmountEnd add_ends(AmountEnd a, AmountEnd b)
{
    return (AmountEnd){a.value + b.value, a.excluded || b.excluded};
}

static AmountEnd negate_end(AmountEnd a)
{
    return (AmountEnd){-a.value, a.excluded};
}

/* Zero times anything is zero: the other end may be excluded or not. */
static AmountEnd multiply_ends(AmountEnd a, AmountEnd b)
{
    if (a.value == 0 || b.value == 0)
        return (AmountEnd){0, (a.value != 0 || a.excluded) && (b.value != 0 || b.excluded)};
    return (AmountEnd){a.value * b.value, a.excluded || b.excluded};
}

/* An end that is open is never reached, nor what divides by it. */
static AmountEnd reciprocal_end(AmountEnd a)
{
    return (AmountEnd){1 / a.value, a.excluded || isinf(a.value)};
}

static AmountEnd divide_ends(AmountEnd a, AmountEnd b)
{
    if (a.value == 0 || isinf(b.value))
        return multiply_ends(a, reciprocal_end(b));
    return (AmountEnd){a.value / b.value, a.excluded || b.excluded};
}

/* Of two ends of the same value, the one that is included counts. */
static bool is_below(AmountEnd a, AmountEnd b)
{
    return a.value < b.value || (a.value == b.value && !a.excluded && b.excluded);
}

static bool is_above(AmountEnd a, AmountEnd b)
{
    return a.value > b.value || (a.value == b.value && !a.excluded && b.excluded);
}

static Interval interval_of(AmountEnd from, AmountEnd to)
{
    return (Interval){from.value, to.value, from.excluded && isfinite(from.value),
                      to.excluded && isfinite(to.value)};
}

static Interval span_corners(const Interval *a, const Interval *b,
                             AmountEnd (*combine)(AmountEnd a, AmountEnd b))
{
    const AmountEnd corners[] = {combine(lower(a), lower(b)), combine(lower(a), upper(b)),
                                 combine(upper(a), lower(b)), combine(upper(a), upper(b))};
    AmountEnd from = corners[0];
    AmountEnd to = corners[0];
    for (size_t i = 1; i < G_N_ELEMENTS(corners); i++) {
        if (is_below(corners[i], from))
            from = corners[i];
        if (is_above(corners[i], to))
            to = corners[i];
    }
    return interval_of(from, to);
}

static Interval combine_intervals(AmountOperator operator, const Interval * a, const Interval *b)
{
    switch (operator) {
    case AMOUNT_ADD:
        return interval_of(add_ends(lower(a), lower(b)), add_ends(upper(a), upper(b)));
    case AMOUNT_SUBTRACT:
        return interval_of(add_ends(lower(a), negate_end(upper(b))),
                           add_ends(upper(a), negate_end(lower(b))));
    case AMOUNT_MULTIPLY:
        return span_corners(a, b, multiply_ends);
    case AMOUNT_DIVIDE:
        return span_corners(a, b, divide_ends);
    }
    return everything;
}

static bool holds_zero(const Interval *interval)
{
    return interval->from <= 0 && interval->to >= 0;
}

/* Has arithmetic made an end infinite (or no number at all) that is not open? */
static bool overflows(const Interval *result, const Interval *a, const Interval *b)
{
    const bool open = isinf(a->from) || isinf(a->to) || isinf(b->from) || isinf(b->to);
    return isnan(result->from) || isnan(result->to) ||
           (!open && (isinf(result->from) || isinf(result->to)));
}

/* --- amounts --- */

Amount amount_exact(double value)
{
    const Interval interval = {.from = value, .to = value};
    return (Amount){.written = interval, .widened = interval, .has_value = true};
}

Amount amount_from_quantity(const Quantity *quantity)
{
    return (Amount){
        .written = {quantity->min, quantity->max, quantity->exclusive_min, quantity->exclusive_max},
        .widened = {.from = quantity->low, .to = quantity->high},
        .approximate = quantity->approximate,
        .has_value = true,
        .unit = quantity->scale,
    };
}

Amount amount_at_most(const Amount *amount)
{
    Amount most = *amount;
    most.written.from = most.widened.from = -INFINITY;
    most.written.excludes_from = false;
    return most;
}

Amount amount_of_unit(const Unit *unit)
{
    return (Amount){.unit = unit};
}

static void interval_convert(Interval *interval, const Unit *from, const Unit *to)
{
    interval->from = unit_convert(from, to, interval->from);
    interval->to = unit_convert(from, to, interval->to);
}

/* Returns false if the amount does not convert to `unit`. */
static bool amount_convert(Units *units, Amount *amount, const Unit *unit)
{
    const Unit *from = amount->unit != NULL ? amount->unit : units_one(units);
    const Unit *to = unit != NULL ? unit : units_one(units);
    if (!unit_same_dimension(from, to))
        return false;
    interval_convert(&amount->written, from, to);
    interval_convert(&amount->widened, from, to);
    amount->unit = unit;
    return true;
}

bool amount_combine(Units *units, AmountOperator operator, const Amount * a, const Amount *b,
                    Amount *result)
{
    Amount other = *b;
    const Unit *unit = a->unit;
    if (operator== AMOUNT_MULTIPLY || operator== AMOUNT_DIVIDE) {
        unit = (operator== AMOUNT_MULTIPLY ? units_multiply : units_divide)(units, unit, b->unit);
        if (unit == NULL)
            return false;
    } else if (!amount_convert(units, &other, unit)) {
        return false;
    }
    *result = (Amount){
        .written = combine_intervals(operator, & a->written, &other.written),
        .widened = combine_intervals(operator, & a->widened, &other.widened),
        .approximate = a->approximate || b->approximate,
        .has_value = a->has_value && b->has_value &&
                     (operator!= AMOUNT_DIVIDE || !holds_zero(&other.widened)),
        .unit = unit,
    };
    if (overflows(&result->widened, &a->widened, &other.widened))
        result->has_value = false;
    return true;
}

static bool amount_is_bounded(const Amount *amount)
{
    return amount->has_value && (isfinite(amount->written.from) || isfinite(amount->written.to));
}

bool amount_may_be_at_most(Units *units, const Amount *a, const Amount *b)
{
    Amount other = *b;
    return amount_is_bounded(a) && amount_is_bounded(b) && amount_convert(units, &other, a->unit) &&
           a->widened.from <= other.widened.to;
}

static void interval_root(Interval *interval, double degree)
{
    interval->from = pow(interval->from, 1 / degree);
    interval->to = pow(interval->to, 1 / degree);
}

bool amount_growth(Units *units, const Amount *first, const Amount *last, double steps,
                   Amount *result)
{
    Amount ratio;
    const Amount one = amount_exact(1);
    if (!amount_combine(units, AMOUNT_DIVIDE, last, first, &ratio) ||
        !amount_convert(units, &ratio, NULL))
        return false;
    if (!ratio.has_value || first->widened.from <= 0 || last->widened.from <= 0) {
        *result = amount_of_unit(NULL);
        return true;
    }
    interval_root(&ratio.written, steps);
    interval_root(&ratio.widened, steps);
    return amount_combine(units, AMOUNT_SUBTRACT, &ratio, &one, result);
}

/* --- writing --- */

/* Appends a number whose last digit is the largest of which half is no more than `uncertain`: then
 * the digits say how sure it is, as they do in what people write. Zeros that say nothing are
 * written below a million; above, they become an exponent. */
static void append_number(GString *out, double value, double uncertain)
{
    char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];
    if (isinf(uncertain))
        uncertain = fabs(value);
    int last = uncertain > 0 ? (int)floor(log10(2 * uncertain) + 1e-9) : INT_MIN;
    if (value != 0 && uncertain > 0) {
        const int first = (int)floor(log10(fabs(value)));
        last = CLAMP(last, first - DIGITS_MAX + 1, first);
    }
    if (last < -DIGITS_MAX) {
        g_ascii_formatd(text, sizeof text, "%.15g", value);
        quantity_append_number(out, g_ascii_strtod(text, NULL));
        return;
    }
    const int exponent = last >= 3 && fabs(value) >= 1e6 ? last - last % 3 : 0;
    g_snprintf(format, sizeof format, "%%.%df", MAX(-last, 0));
    g_ascii_formatd(text, sizeof text, format, value / pow(10, exponent));
    const bool is_zero = g_ascii_strtod(text, NULL) == 0;
    g_string_append(out, is_zero && text[0] == '-' ? text + 1 : text);
    if (exponent > 0)
        g_string_append_printf(out, "e%d", exponent);
}

/* Ends that are nearer than they are sure get the same digits, so that they do not change places,
 * and are one number if these do not tell them apart. */
static void append_range(GString *out, const Amount *amount, double below, double above)
{
    const Interval *written = &amount->written;
    if (written->to - written->from < below + above)
        below = above = MIN(below, above);
    const size_t start = out->len;
    append_number(out, written->from, below);
    g_autoptr(GString) to = g_string_new(NULL);
    append_number(to, written->to, above);
    if (strcmp(out->str + start, to->str) != 0)
        g_string_append_printf(out, "..%s", to->str);
}

/* "256..512", "<= 512", "> 3200", "~ 4.2". Only an open interval can exclude its other end. */
static void append_interval(GString *out, const Amount *amount)
{
    const Interval *written = &amount->written;
    const double below = written->from - amount->widened.from;
    const double above = amount->widened.to - written->to;
    if (isinf(written->from)) {
        g_string_append(out, written->excludes_to ? "< " : "<= ");
        append_number(out, written->to, above);
        return;
    }
    if (isinf(written->to)) {
        g_string_append(out, written->excludes_from ? "> " : ">= ");
        append_number(out, written->from, below);
        return;
    }
    if (amount->approximate)
        g_string_append(out, "~ ");
    if (written->from == written->to) {
        append_number(out, written->from, MAX(below, above));
        return;
    }
    append_range(out, amount, below, above);
}

/* Is it a unit that people leave out: "12", not "12 count"? */
static bool is_silent(Units *units, const Unit *unit)
{
    return unit == NULL ||
           (unit_is_dimensionless(unit) && unit_convert(unit, units_one(units), 1) == 1);
}

bool amount_to_quantity(Arena *arena, Units *units, const Amount *amount, const Unit *unit,
                        Quantity *quantity)
{
    Amount converted = *amount;
    if (!amount_is_bounded(amount) || !amount_convert(units, &converted, unit))
        return false;
    g_autoptr(GString) text = g_string_new(NULL);
    append_interval(text, &converted);
    if (!is_silent(units, unit))
        g_string_append_printf(text, " %s", unit_symbol(unit));

    /* Read back, so that the numbers are those that the text says. What the digits do not know is
     * known better here. */
    Problem problem;
    if (!quantity_parse(units, arena_strdup(arena, text->str), unit, quantity, &problem))
        return false;
    quantity->approximate = converted.approximate;
    const bool is_exact = converted.widened.from == converted.widened.to;
    quantity->low = is_exact ? quantity->min : MIN(converted.widened.from, quantity->min);
    quantity->high = is_exact ? quantity->max : MAX(converted.widened.to, quantity->max);
    return true;
}

bool amount_agrees(const Quantity *stated, const Quantity *derived)
{
    if (derived->low < derived->high || quantity_agrees(stated, derived))
        return quantity_agrees(stated, derived);
    const double value = quantity_rescale(derived, stated->scale, derived->low);
    return quantity_reach(stated, QUANTITY_MIN) <= value &&
           value <= quantity_reach(stated, QUANTITY_MAX);
}
