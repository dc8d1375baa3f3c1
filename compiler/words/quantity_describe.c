/* Quantities as print has them: only what the parser has found is laid out here. */
#include "words/quantity_describe.h"

#include "words/unit_words.h"

#include <string.h>

#define MINUS "−"

typedef struct QuantityLayout {
    Arena *arena;
    const NumberStyle *style;
    const Quantity *quantity;
} QuantityLayout;

static QuantitySide stated_side(const Quantity *quantity)
{
    return quantity->ends[QUANTITY_MAX].number.length > 0 ? QUANTITY_MAX : QUANTITY_MIN;
}

bool quantity_takes_words(const Quantity *quantity)
{
    const QuantityPart unit = quantity_digits(quantity, stated_side(quantity)).unit;
    return unit.length == 0 ||
           (unit.length > 1 && quantity->unit != NULL && unit_is_dimensionless(quantity->unit));
}

/* --- units --- */

static bool is_power(const char *text, const char *at)
{
    return at > text && at[-1] == 'm' && (*at == '2' || *at == '3') && !g_ascii_isalnum(at[1]);
}

/* "mm2" as print has it. */
static const char *raise_powers(Arena *arena, const char *text)
{
    if (strpbrk(text, "23") == NULL)
        return text;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++)
        if (is_power(text, at))
            g_string_append(out, *at == '2' ? "²" : "³");
        else
            g_string_append_c(out, *at);
    return arena_strdup(arena, out->str);
}

static const char *print_unit(Arena *arena, const Words *words, const char *unit)
{
    return unit_words(words, raise_powers(arena, unit), arena);
}

/* A space parts a number from its unit, but not from a word in Han or kana. */
static const char *join_unit(Arena *arena, const char *number, const char *unit)
{
    const bool is_wide = g_unichar_iswide(g_utf8_get_char(unit));
    return *unit != '\0' && *number != '\0' ? arena_concat(arena, number, is_wide ? "" : " ", unit)
           : *unit != '\0'                  ? unit
                                            : number;
}

/* How a number stands before signs that touch it: "53.2%", "2×"; NULL: the unit is none. */
static const char *find_sign_pattern(const char *unit)
{
    return strcmp(unit, "%") == 0   ? "number.percent"
           : strcmp(unit, "x") == 0 ? "number.times"
                                    : NULL;
}

static const char *unit_text(const QuantityLayout *layout, QuantityPart part)
{
    return arena_strndup(layout->arena, layout->quantity->text + part.start, part.length);
}

static const char *add_unit(const QuantityLayout *layout, const char *number, const char *unit)
{
    const char *pattern = find_sign_pattern(unit);
    if (pattern != NULL)
        return words_fill(layout->style->words, pattern, number, layout->arena);
    return join_unit(layout->arena, number, print_unit(layout->arena, layout->style->words, unit));
}

/* What is left of a pattern without a number. */
static const char *trim(Arena *arena, const char *text)
{
    while (g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return g_strchomp(arena_strdup(arena, text));
}

const char *quantity_describe_unit(Arena *arena, const Words *words, const char *unit, int scale)
{
    const NumberStyle *style = number_style(words);
    const char *pattern = find_sign_pattern(unit);
    if (pattern != NULL)
        return trim(arena, words_fill(words, pattern, "", arena));
    const char *word = trim(arena, number_scaled(arena, style, "", scale));
    return join_unit(arena, word, print_unit(arena, words, unit));
}

/* --- signs --- */

/* "≤ ", "> ", "≈ ", or what the language has for them. */
static const char *add_sign(const QuantityLayout *layout, const char *text)
{
    const Quantity *quantity = layout->quantity;
    const Words *words = layout->style->words;
    if (quantity->approximate)
        text = words_fill(words, "number.about", text, layout->arena);
    if (quantity->ends[QUANTITY_MIN].number.length == 0)
        return words_fill(words, quantity->exclusive_max ? "number.below" : "number.at_most", text,
                          layout->arena);
    if (quantity->ends[QUANTITY_MAX].number.length == 0)
        return words_fill(words, quantity->exclusive_min ? "number.above" : "number.at_least", text,
                          layout->arena);
    return text;
}

/* --- ranges --- */

/* A plus says nothing beside another number. */
static QuantityDigits read_end(const Quantity *quantity, QuantitySide side)
{
    QuantityDigits digits = quantity_digits(quantity, side);
    digits.has_plus &= !quantity_is_range(quantity);
    return digits;
}

/* Bounds with units or signs of their own need air around the dash. The low one shows it: no number
 * below zero follows one above. */
static const char *join_range(const QuantityLayout *layout, const char *low, const char *high)
{
    const bool needs_air = layout->quantity->ends[QUANTITY_MIN].unit.length > 0 ||
                           strstr(low, MINUS) != NULL || strchr(low, ' ') != NULL;
    return words_fill_two(layout->style->words, needs_air ? "number.range_wide" : "number.range",
                          low, high, layout->arena);
}

static const char *print_numbers(const QuantityLayout *layout, int scale)
{
    const QuantitySide side = stated_side(layout->quantity);
    const QuantityDigits last = read_end(layout->quantity, side);
    const char *number = number_digits(layout->arena, layout->style, &last, scale);
    if (!quantity_is_range(layout->quantity))
        return number;
    const QuantityDigits first = read_end(layout->quantity, QUANTITY_MIN);
    return join_range(layout, number_digits(layout->arena, layout->style, &first, scale), number);
}

static int choose_scale(const QuantityLayout *layout, const QuantityDigits *digits)
{
    return number_style_choose(layout->style, digits, quantity_takes_words(layout->quantity));
}

static const char *print_end(const QuantityLayout *layout, QuantitySide side)
{
    const QuantityDigits digits = read_end(layout->quantity, side);
    const int scale = choose_scale(layout, &digits);
    const char *number = number_digits(layout->arena, layout->style, &digits, scale);
    return add_unit(layout, number_scaled(layout->arena, layout->style, number, scale),
                    unit_text(layout, digits.unit));
}

/* Can both numbers of a range stand before one word? Powers of ten cannot. */
static bool shares_scale(const QuantityLayout *layout, int scale)
{
    const QuantityDigits first = read_end(layout->quantity, QUANTITY_MIN);
    return layout->quantity->ends[QUANTITY_MIN].unit.length == 0 && scale != NUMBER_SCALE_POWER &&
           number_style_fits(layout->style, &first, scale);
}

static const char *print_range(const QuantityLayout *layout)
{
    const QuantityDigits last = read_end(layout->quantity, QUANTITY_MAX);
    const int scale = choose_scale(layout, &last);
    if (!shares_scale(layout, scale))
        return join_range(layout, print_end(layout, QUANTITY_MIN), print_end(layout, QUANTITY_MAX));
    const char *numbers = print_numbers(layout, scale);
    return add_unit(layout, number_scaled(layout->arena, layout->style, numbers, scale),
                    unit_text(layout, last.unit));
}

const char *quantity_describe(Arena *arena, const Words *words, const Quantity *quantity)
{
    const QuantityLayout layout = {arena, number_style(words), quantity};
    return add_sign(&layout, quantity_is_range(quantity)
                                 ? print_range(&layout)
                                 : print_end(&layout, stated_side(quantity)));
}

const char *quantity_describe_number(Arena *arena, const Words *words, const Quantity *quantity,
                                     int scale)
{
    const QuantityLayout layout = {arena, number_style(words), quantity};
    return add_sign(&layout, print_numbers(&layout, scale));
}

/* --- in another unit --- */

/* Moves the point to where it is in the quantity's scale. Returns false if that is not all: zeros
 * that fill up a 0 would not show. */
static bool move_point(const Quantity *quantity, QuantityDigits *digits)
{
    int places;
    if (quantity_is_range(quantity) || quantity->scale == NULL || quantity->unit == NULL ||
        quantity->scale == quantity->unit || digits->word != 0 || digits->exponent != 0 ||
        !unit_is_power_of_ten(quantity->unit, quantity->scale, &places))
        return false;
    digits->place += places;
    return digits->place <= 0 || digits->digits[0] != '0';
}

/* How many bytes the last `count` digits take, with what groups them. */
static size_t measure_digits(const char *number, int count)
{
    const char *at = number + strlen(number);
    for (int left = count; left > 0 && at > number; left -= g_ascii_isdigit(*at))
        at--;
    return strlen(at);
}

QuantityPrint quantity_describe_in_scale(Arena *arena, const Words *words, const Quantity *quantity)
{
    const QuantityLayout layout = {arena, number_style(words), quantity};
    QuantityDigits digits = quantity_digits(quantity, stated_side(quantity));
    if (!move_point(quantity, &digits))
        return (QuantityPrint){.text = quantity_describe(arena, words, quantity)};
    const char *number = number_digits(arena, layout.style, &digits, 0);
    const char *unit = unit_symbol(quantity->scale);
    QuantityPrint print = {.text = add_sign(&layout, add_unit(&layout, number, unit))};
    const char *start = strstr(print.text, number);
    if (digits.place > 0 && start != NULL) {
        print.filled_length = measure_digits(number, digits.place);
        print.filled_start = (size_t)(start - print.text) + strlen(number) - print.filled_length;
    }
    return print;
}
