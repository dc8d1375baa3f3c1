#include "words/number_words.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_IN_GROUP = 3, SCALE_MIN = 3 };

/* --- the style --- */

const NumberStyle *number_style_new(Arena *arena, const Words *words)
{
    static const char *const scale_keys[] = {
        "number.scale_3", "number.scale_4", "number.scale_5",  "number.scale_6",  "number.scale_7",
        "number.scale_8", "number.scale_9", "number.scale_10", "number.scale_11", "number.scale_12",
    };
    NumberStyle *style = arena_new0(arena, NumberStyle, 1);
    *style = (NumberStyle){
        .words = words,
        .point = words_get(words, "number.point"),
        .group = words_get(words, "number.group"),
        .grouped_from = strtol(words_get(words, "number.grouped_from"), NULL, 10),
        .step = strtol(words_get(words, "number.step"), NULL, 10),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(scale_keys); i++) {
        const bool has_word = strstr(words_get(words, scale_keys[i]), "{}") != NULL;
        style->scales[SCALE_MIN + i] = has_word ? scale_keys[i] : NULL;
    }
    return style;
}

static bool has_word(const NumberStyle *style, int scale)
{
    return scale > 0 && scale <= NUMBER_SCALE_MAX && style->scales[scale] != NULL;
}

static bool is_main(const NumberStyle *style, int scale)
{
    return has_word(style, scale) && style->step > 0 && scale % style->step == 0;
}

bool number_style_has(const NumberStyle *style, int scale, bool comes_first)
{
    return comes_first ? is_main(style, scale) : has_word(style, scale);
}

/* --- choosing --- */

bool number_style_fits(const NumberStyle *style, const QuantityDigits *digits, int scale)
{
    const int decimals = scale - digits->place;
    const bool ends_in_zero = digits->digits[digits->count - 1] == '0';
    const bool counts_tens = has_word(style, scale) && has_word(style, scale + 1);
    if (decimals < 0)
        return decimals == -1 && counts_tens && digits->digits[0] != '0';
    return decimals > 0 || !counts_tens || digits->count == 1 || !ends_in_zero;
}

/* The largest main word that leaves digits before the point; 0: none. */
static int find_main(const NumberStyle *style, int top)
{
    int scale = MIN(top, NUMBER_SCALE_MAX);
    while (scale > 0 && !is_main(style, scale))
        scale--;
    return MAX(scale, 0);
}

/* The least main word that is not too fine for the number; NUMBER_SCALE_POWER: none. */
static int find_coarse(const NumberStyle *style, int place)
{
    for (int scale = MAX(place, 1); scale <= NUMBER_SCALE_MAX; scale++)
        if (is_main(style, scale))
            return scale;
    return NUMBER_SCALE_POWER;
}

/* 62 million is 0.62亿, 300 billion 0.3万亿, but 5 million 5百万. */
static int choose_other(const NumberStyle *style, const QuantityDigits *digits)
{
    const int top = digits->place + digits->count - 1;
    const int coarse = find_coarse(style, digits->place);
    if (coarse == top + 1 || (has_word(style, top) && number_style_fits(style, digits, top)))
        return coarse == top + 1 ? coarse : top;
    return digits->exponent == 0 ? coarse : NUMBER_SCALE_POWER;
}

int number_style_choose(const NumberStyle *style, const QuantityDigits *digits, bool has_words)
{
    if (digits->exponent == 0 && (digits->word == 0 || is_main(style, digits->word)))
        return digits->word;
    if (!has_words && digits->word == 0)
        return NUMBER_SCALE_POWER;
    const int scale = find_main(style, digits->place + digits->count - 1);
    return scale > 0 && number_style_fits(style, digits, scale) ? scale
                                                                : choose_other(style, digits);
}

/* --- writing --- */

static void append_whole(GString *out, const NumberStyle *style, const char *digits, size_t count)
{
    const bool is_grouped = style->grouped_from > 0 && count >= (size_t)style->grouped_from;
    for (size_t i = 0; i < count; i++) {
        if (is_grouped && i > 0 && (count - i) % DIGITS_IN_GROUP == 0)
            g_string_append(out, style->group);
        g_string_append_c(out, digits[i]);
    }
}

/* Writes digits of which `decimals` stand behind the point; below zero: so many zeros follow. */
static void append_digits(GString *out, const NumberStyle *style, const QuantityDigits *number,
                          int decimals)
{
    g_autoptr(GString) digits = g_string_new_len(number->digits, number->count);
    for (; decimals < 0; decimals++)
        g_string_append_c(digits, '0');
    const size_t fraction = (size_t)decimals;
    if (digits->len <= fraction) {
        g_autofree char *zeros = g_strnfill(fraction + 1 - digits->len, '0');
        g_string_prepend(digits, zeros);
    }
    append_whole(out, style, digits->str, digits->len - fraction);
    if (fraction > 0)
        g_string_append_printf(out, "%s%s", style->point, digits->str + digits->len - fraction);
}

/* "⁻³" */
static void append_superscript(GString *out, int number)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char text[16];
    g_snprintf(text, sizeof text, "%d", number);
    for (const char *at = text; *at != '\0'; at++)
        g_string_append(out, *at == '-' ? "⁻" : digits[*at - '0']);
}

const char *number_digits(Arena *arena, const NumberStyle *style, const QuantityDigits *digits,
                          int scale)
{
    g_autoptr(GString) out = g_string_new(digits->is_negative ? "−" : digits->has_plus ? "+" : "");
    if (scale != NUMBER_SCALE_POWER) {
        append_digits(out, style, digits, scale - digits->place);
        return arena_strdup(arena, out->str);
    }
    const int power = digits->exponent + digits->word;
    append_digits(out, style, digits, power - digits->place);
    g_string_append(out, " × 10");
    append_superscript(out, power);
    return arena_strdup(arena, out->str);
}

const char *number_scaled(Arena *arena, const NumberStyle *style, const char *text, int scale)
{
    return has_word(style, scale) ? words_fill(style->words, style->scales[scale], text, arena)
                                  : text;
}

const char *number_of(Arena *arena, const Words *words, size_t number)
{
    const NumberStyle *style = number_style(words);
    char text[24];
    const int length = g_snprintf(text, sizeof text, "%zu", number);
    g_autoptr(GString) out = g_string_new(NULL);
    append_whole(out, style, text, (size_t)length);
    return arena_strdup(arena, out->str);
}
