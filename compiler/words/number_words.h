/*
 * number_words.h - numbers as a language writes them.
 *
 * The words of a language say what stands at the decimal point, what between groups of three
 * digits, from how many digits on, and which powers of ten have a word: million and billion, or 万
 * and 亿. A number keeps the digits that were stated, no more and no fewer, so that it stays as
 * precise as it was.
 *
 * One zero may be more than what was stated: 77 billion is 770亿. Where the next power has a word,
 * too (十亿), a whole number of more than one digit that ends in 0 counts in that one; numbers that
 * would be misread by this get another word (77.0 billion is 7.70百亿).
 */
#pragma once

#include "base/arena.h"
#include "value/quantity_digits.h"
#include "words/words.h"

enum {
    NUMBER_SCALE_MAX = 12,
    NUMBER_SCALE_POWER = -1, /* no word: "5 × 10⁻³" */
};

typedef struct NumberStyle {
    const Words *words;
    const char *point;
    const char *group;
    long grouped_from;                        /* whole digits */
    long step;                                /* words of its multiples come first */
    const char *scales[NUMBER_SCALE_MAX + 1]; /* keys of words by power of ten; NULL: none */
} NumberStyle;

/* Returns how a language writes numbers; it borrows the words, of which it becomes a part, and is
 * the arena's. */
const NumberStyle *number_style_new(Arena *arena, const Words *words);

/* The same, of words that are complete. */
static inline const NumberStyle *number_style(const Words *words)
{
    return words->numbers;
}

/* Does a power of ten have a word, and is it one of those that come first, if that is asked for? */
bool number_style_has(const NumberStyle *style, int scale, bool comes_first);

/* Returns the power of ten whose word suits a number best: 0 for none. `has_words`: may it have one
 * that it was not written with? */
int number_style_choose(const NumberStyle *style, const QuantityDigits *digits, bool has_words);

/* Can the number be written with the word of that power, and be as precise as it was? */
bool number_style_fits(const NumberStyle *style, const QuantityDigits *digits, int scale);

/* Returns the number without the word of its power: "1,474.3". */
const char *number_digits(Arena *arena, const NumberStyle *style, const QuantityDigits *digits,
                          int scale);

/* Returns a text with the word of that power: "{} million" of "1,474.3". */
const char *number_scaled(Arena *arena, const NumberStyle *style, const char *text, int scale);

/* Returns a whole number: "10,000". */
const char *number_of(Arena *arena, const Words *words, size_t number);
