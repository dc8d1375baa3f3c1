/*
 * quantity_forms.h - several numbers that are written as one.
 *
 * Only quantity_hint.c includes this.
 */
#pragma once

#include "value/quantity_operand.h"

/* Returns `text`, which is one of the forms (a range, a product, a sum, ...) or a single number,
 * written anew; NULL: it is none. Sets `keeps` if the text says more. Caller frees. */
char *quantity_write_form(QuantityRewriter *rewriter, const char *text);

/* The same for "0.9 V min, 1.1 V max": pieces that each name one of the bounds. */
char *quantity_write_bounds(QuantityRewriter *rewriter, const char *text);
