/*
 * number.h - coordinates as text: at most two decimals, the same in any locale.
 */
#pragma once

#include <glib.h>

/* Appends `value`, rounded to hundredths, without needless zeros: "12", "0.5", "-3.25". Beyond any
 * picture's size (1e12) it is held there; what is no number is 0. */
void number_append(GString *out, double value);

/* Appends several, with a space before each. */
#define number_append_all(out, ...)                          \
    number_append_list((out), (const double[]){__VA_ARGS__}, \
                       sizeof((const double[]){__VA_ARGS__}) / sizeof(double))
void number_append_list(GString *out, const double *values, gsize count);
