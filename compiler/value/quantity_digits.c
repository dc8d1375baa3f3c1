#include "value/quantity_digits.h"

#include <stdlib.h>
#include <string.h>

/* The number words of units.xml. */
static const struct {
    const char *name;
    int power;
} number_words[] = {{"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}};

/* How many bytes of the unit are the word, in the singular or plural, and what follows it; 0: it
 * begins with another one. */
static size_t count_word(const char *unit, size_t length, const char *word)
{
    size_t count = strlen(word);
    if (length < count || g_ascii_strncasecmp(unit, word, count) != 0)
        return 0;
    count += length > count && unit[count] == 's';
    if (length == count)
        return count;
    if (unit[count] != ' ')
        return 0;
    while (count < length && unit[count] == ' ')
        count++;
    return count;
}

static void read_unit(const char *text, QuantityPart unit, QuantityDigits *digits)
{
    digits->unit = unit;
    for (size_t i = 0; i < G_N_ELEMENTS(number_words); i++) {
        const size_t length = count_word(text + unit.start, unit.length, number_words[i].name);
        if (length == 0)
            continue;
        digits->word = number_words[i].power;
        digits->unit.start = (uint8_t)(unit.start + length);
        digits->unit.length = (uint8_t)(unit.length - length);
    }
}

static void append_digit(QuantityDigits *digits, char digit)
{
    if (digits->count == 1 && digits->digits[0] == '0')
        digits->count = 0;
    if (digits->count < QUANTITY_DIGITS_MAX)
        digits->digits[digits->count++] = digit;
}

/* The parser has checked the number: "1,600.5", "-4e1", "−40". */
static void read_number(const char *at, const char *end, QuantityDigits *digits)
{
    digits->is_negative = *at == '-' || g_str_has_prefix(at, "−");
    digits->has_plus = *at == '+';
    bool is_fraction = false;
    for (; at < end && *at != 'e' && *at != 'E'; at++) {
        is_fraction |= *at == '.';
        if (!g_ascii_isdigit(*at))
            continue;
        append_digit(digits, *at);
        digits->place -= is_fraction;
    }
    digits->exponent = at < end ? (int)g_ascii_strtoll(at + 1, NULL, 10) : 0;
}

QuantityDigits quantity_digits(const Quantity *quantity, QuantitySide side)
{
    const QuantityEnd *end = &quantity->ends[side];
    const char *start = quantity->text + end->number.start;
    QuantityDigits digits = {0};
    read_number(start, start + end->number.length, &digits);
    const bool is_shared =
        side == QUANTITY_MIN && end->unit.length == 0 && quantity_is_range(quantity);
    read_unit(quantity->text, is_shared ? quantity->ends[QUANTITY_MAX].unit : end->unit, &digits);
    digits.place += digits.exponent + digits.word;
    return digits;
}
