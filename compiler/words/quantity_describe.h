/*
 * quantity_describe.h - a quantity as print has it, in the words of a language.
 */
#pragma once

#include "base/arena.h"
#include "value/quantity.h"
#include "words/number_words.h"

/* Returns the quantity as print has it: "64 GB/s", "4–8", "−40 – 125 °C" (a minus is U+2212),
 * "64 GB/s – 128 GB/s", "≤ 64 GB/s", "> 1,600", "≈ 300 W", "77 billion"; 770亿, 约3年. It says what
 * was written, to the same digit. */
const char *quantity_describe(Arena *arena, const Words *words, const Quantity *quantity);

/* Returns its number alone, with the word of the power of ten `scale` and the unit standing
 * elsewhere; number_style_fits() must hold for both ends. */
const char *quantity_describe_number(Arena *arena, const Words *words, const Quantity *quantity,
                                     int scale);

/* Returns what stands elsewhere: "million CNY", 亿元. `unit` is without a number word. */
const char *quantity_describe_unit(Arena *arena, const Words *words, const char *unit, int scale);

/* A quantity in a unit that it was not written in. Zeros that only fill it up were not stated: 2
 * TB/s are 2,000 GB/s, of which ",000" is filled. */
typedef struct QuantityPrint {
    const char *text;
    size_t filled_start;
    size_t filled_length; /* 0: no zero is filled in */
} QuantityPrint;

/* Returns a quantity in its slot's own unit, for columns of them; as it is where that is no matter
 * of moving the decimal point, and where it has several numbers. */
QuantityPrint quantity_describe_in_scale(Arena *arena, const Words *words,
                                         const Quantity *quantity);

/* May the number of a quantity have a word for a power of ten that it was not written with? Counts
 * may; 5e9 W are no billion watts, and 1e3 % no thousand per cent. */
bool quantity_takes_words(const Quantity *quantity);
