/*
 * quantity_words.h - words, signs and units as people write them in quantities.
 *
 * Only quantity_hint.c includes this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A spelling and what stands for it here. */
typedef struct QuantityWord {
    const char *written; /* in lower case */
    const char *means;
} QuantityWord;

/* Return what `text` begins with (of several, the longest) or ends with; NULL: nothing that is
 * known. Words of letters count whole: "M" is not the beginning of "Mbit". */
const QuantityWord *quantity_words_sign(const char *text);  /* "about" -> "~ " */
const QuantityWord *quantity_words_end(const char *text);   /* "or more" -> ">= " */
const QuantityWord *quantity_words_money(const char *text); /* "US$" -> "USD"; "¥" -> "" */
const QuantityWord *quantity_words_unit(const char *text);  /* "瓦" -> "W"; "颗" -> "" */

/* A number word of an amount: "bn" is billion, "亿" a tenth of one. */
typedef struct QuantityMultiplier {
    const char *written;
    const char *means; /* "billion" */
    int shift;         /* by how many places the number's decimal point moves to the left */
    bool only_money;   /* a letter that is something else elsewhere */
} QuantityMultiplier;

/* Returns the multiplier that `text` begins with, or NULL. */
const QuantityMultiplier *quantity_words_multiplier(const char *text, bool is_money);
