#include "value/quantity_factor.h"

#include <glib.h>
#include <math.h>

static const struct {
    double factor;
    const char *words;
} slips[] = {
    {8, "just 8 times: bits for bytes?"},
    {10, "just 10 times: a digit too many, or too few?"},
    {1000, "just 1000 times: another prefix of the unit?"},
    {1024, "just 1024 times: a binary prefix for a decimal one?"},
    {1e6, "just a million times: another prefix of the unit?"},
};

/* The middle, or the one end that there is; 0: there is nothing to compare. */
static double middle(const Quantity *quantity, const Unit *scale)
{
    double value = (quantity->min + quantity->max) / 2;
    if (isinf(quantity->min))
        value = quantity->max;
    else if (isinf(quantity->max))
        value = quantity->min;
    return isfinite(value) ? quantity_rescale(quantity, scale, value) : 0;
}

const char *quantity_factor_words(const Quantity *a, const Quantity *b)
{
    static const double TOLERANCE = 0.005; /* digits written: 3.35 TB/s for 26.8 Tbit/s */
    if ((a->scale == NULL) != (b->scale == NULL) ||
        (a->scale != NULL && !unit_same_dimension(a->scale, b->scale)))
        return NULL;
    const double one = middle(a, a->scale);
    const double other = middle(b, a->scale);
    if (!(one > 0) || !(other > 0))
        return NULL;
    const double ratio = fmax(one, other) / fmin(one, other);
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++)
        if (fabs(ratio / slips[i].factor - 1) < TOLERANCE)
            return slips[i].words;
    return NULL;
}
