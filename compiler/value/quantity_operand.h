/*
 * quantity_operand.h - a number and its unit, as people write them, spelt anew.
 *
 * Only quantity_hint.c and quantity_forms.c include this.
 */
#pragma once

#include "value/quantity.h"

#include <glib.h>

/* How a text is written anew, and what that came upon. */
typedef struct QuantityRewriter {
    Units *units;
    const Unit *declared;
    const char *sign;     /* "", "~ ", "<= " */
    const char *currency; /* written before the number; NULL: none */
    bool asks_currency;   /* by a sign that two currencies have */
    bool asks_kilo;       /* by KB, which is no unit of one size */
    bool asks_bits;       /* by Kb, which are bits, of what is in bytes */
    bool keeps;           /* the result says less than the text */
    char *remark;         /* what stands beside the number; NULL: nothing. Owned */
} QuantityRewriter;

/* A number and its unit, spelt anew; both owned. */
typedef struct QuantityOperand {
    char *number;
    char *unit;   /* "": none */
    int shift;    /* how far the number's point was moved, as its number word asks */
    bool is_bare; /* nothing stands behind the number; a currency may stand before it */
} QuantityOperand;

void quantity_operand_clear(QuantityOperand *operand);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(QuantityOperand, quantity_operand_clear)

/* Is a pure number wanted? */
bool quantity_is_count(const QuantityRewriter *rewriter);

/* Returns how long the number is that `text` begins with; 0: it begins with none. Groups of digits
 * may have spaces between. */
size_t quantity_count_number(const char *text);
bool quantity_begins_with_number(const char *text); /* perhaps behind spaces */

/* Returns what is left of `text` behind `length` bytes and spaces. */
const char *quantity_skip(const char *text, size_t length);

/* Does the unit end in a currency? Then a letter before that is a number word. */
bool quantity_ends_in_money(Units *units, const char *text);

/* Reads a number and its unit, all of `text`. False if it is none; `operand` is to be cleared
 * either way. */
bool quantity_operand_read(QuantityRewriter *rewriter, const char *text, QuantityOperand *operand);

/* In "47-49亿" the unit of the second number, and its number word, is that of the first, too. False
 * if that cannot be written. */
bool quantity_operand_share_unit(QuantityOperand *operand, const QuantityOperand *other);

/* Returns the number, without its unit. */
double quantity_operand_value(const QuantityOperand *operand);

/* Returns the pieces of `text` between commas, semicolons and slashes, where what follows
 * `is_next`: the comma of "1,600 W" and the slash of "GB/s" are none. Caller frees. */
char **quantity_split(const char *text, bool (*is_next)(const char *rest));
bool quantity_is_any_piece(const char *rest); /* behind a slash, not a unit's */

/* Return a number, and one with its unit ("": none). Caller frees. */
char *quantity_format_number(double value);
char *quantity_join(const char *number, const char *unit);
