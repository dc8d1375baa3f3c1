/*
 * quantity_factor.h - what it means that one number is just so many times another.
 */
#pragma once

#include "value/quantity.h"

/* Returns words for a factor that slips have (8, 10, 1000, 1024, a million), whichever of the two
 * is larger: "8 times: bits for bytes?". NULL: it is none of them, or the two cannot be compared.
 */
const char *quantity_factor_words(const Quantity *a, const Quantity *b);
