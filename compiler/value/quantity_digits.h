/*
 * quantity_digits.h - the decimal digits of a quantity's number, and their place.
 *
 * Doubles have rounded what was written, and text is laid out otherwise in each language: what both
 * have in common are the digits, how many of them were stated, and where they stand. The number
 * word before a unit ("million CNY") is part of the number, not of the unit.
 */
#pragma once

#include "value/quantity.h"

enum { QUANTITY_DIGITS_MAX = 18 };

/* digits x 10^place, stated down to that place. */
typedef struct QuantityDigits {
    bool is_negative;
    bool has_plus;
    uint8_t count;
    char digits[QUANTITY_DIGITS_MAX]; /* not terminated; no zero leads but that of 0 */
    int place;                        /* of the last digit; exponent and word are in it */
    int exponent;                     /* as written, "77e9": 9 */
    int word;                         /* of the number word, "million CNY": 6; 0: none */
    QuantityPart unit;                /* without the number word; empty: none */
} QuantityDigits;

/* Reads one end of a quantity, which must not be open. In a range whose unit stands behind the last
 * number only, that is the unit of both. */
QuantityDigits quantity_digits(const Quantity *quantity, QuantitySide side);
