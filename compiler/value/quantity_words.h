/*
 * quantity_words.h - words, signs and units as people write them in quantities.
 *
 * Only quantity_hint.c and what it asks (quantity_operand.c, quantity_forms.c, quantity_several.c)
 * include this.
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

const QuantityWord *quantity_words_part(const char *text); /* "核" -> "core" */

/* Which of the bounds of a value a word names. */
typedef enum QuantityBound {
    QUANTITY_NO_BOUND,
    QUANTITY_LEAST,
    QUANTITY_USUAL,
    QUANTITY_MOST,
    QUANTITY_BOUNDS
} QuantityBound;

/* Returns what the word at the beginning or end of `text` names, and cuts it off. */
QuantityBound quantity_words_take_bound(char *text);

/* A number word of an amount: "bn" is billion, "亿" a tenth of one. */
typedef struct QuantityMultiplier {
    const char *written;
    const char *means; /* "billion"; NULL: what has no such word here */
    int shift;         /* by how many places the number's decimal point moves to the left */
    bool only_money;   /* a letter that is something else elsewhere */
} QuantityMultiplier;

/* Returns the multiplier that `text` begins with, or NULL. */
const QuantityMultiplier *quantity_words_multiplier(const char *text, bool is_money);
