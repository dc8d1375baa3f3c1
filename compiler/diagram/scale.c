#include "diagram/scale.h"

#include <math.h>

enum {
    DECADE = 10,
    DECADES_NAMED_MAX = 10, /* more have names for some only */
    DECADES_FINE_MAX = 3,   /* fewer have 2 and 5 named, too */
    TICKS_MAX = 200,
};

static const double VALUE_MAX = 1e300; /* leaves room to round */
static const double VALUE_MIN = 1e-300;
static const double SAME = 1e-9; /* a span that is less of its ends is none */
static const double nice_steps[] = {1, 2, 5};

/* The least nice number that is not less. */
static double nice_above(double value)
{
    const double power = pow(DECADE, floor(log10(value)));
    for (size_t i = 0; i < G_N_ELEMENTS(nice_steps); i++)
        if (nice_steps[i] * power >= value * (1 - SAME))
            return nice_steps[i] * power;
    return DECADE * power;
}

static double nice_below(double value)
{
    const double power = pow(DECADE, floor(log10(value)));
    for (size_t i = G_N_ELEMENTS(nice_steps); i > 0; i--)
        if (nice_steps[i - 1] * power <= value * (1 + SAME))
            return nice_steps[i - 1] * power;
    return power;
}

static void fit_logarithmic(Scale *scale, double from, double to)
{
    static const double AIR = 1.12; /* marks at the ends are seen whole */
    scale->from = nice_below(CLAMP(from, VALUE_MIN, VALUE_MAX) / AIR);
    scale->to = nice_above(CLAMP(to, VALUE_MIN, VALUE_MAX) * AIR);
}

void scale_fit(Scale *scale, double from, double to, unsigned steps, bool from_zero)
{
    static const double NEAR_ZERO = 0.5; /* of the upper end: then zero costs little */
    static const double AIR = 0.03;
    if (scale->is_logarithmic) {
        fit_logarithmic(scale, from, to);
        return;
    }
    from = CLAMP(from, -VALUE_MAX, VALUE_MAX);
    to = CLAMP(to, -VALUE_MAX, VALUE_MAX);
    const bool is_point = to - from <= SAME * MAX(fabs(from), fabs(to));
    if (from_zero || is_point || (from > 0 && from < NEAR_ZERO * to))
        from = MIN(from, 0);
    if (from_zero || is_point || (to < 0 && to > NEAR_ZERO * from))
        to = MAX(to, 0);
    if (to - from <= VALUE_MIN)
        to = from + 1;
    const double span = to - from;
    to += to > 0 ? AIR * span : 0;
    from -= from < 0 ? AIR * span : 0;
    scale->step = nice_above((to - from) / steps);
    scale->from = floor(from / scale->step * (1 + SAME)) * scale->step;
    scale->to = ceil(to / scale->step * (1 - SAME)) * scale->step;
}

double scale_at(const Scale *scale, double value)
{
    const double inside = CLAMP(value, scale->from, scale->to);
    const double share = scale->is_logarithmic ? (log(inside) - log(scale->from)) /
                                                     (log(scale->to) - log(scale->from))
                                               : (inside - scale->from) / (scale->to - scale->from);
    return scale->start + share * (scale->end - scale->start);
}

static void add_tick(GArray *ticks, double value, bool is_named)
{
    const ScaleTick tick = {value, is_named};
    g_array_append_val(ticks, tick);
}

static void add_decades(const Scale *scale, GArray *ticks)
{
    const int first = (int)floor(log10(scale->from) + SAME);
    const int last = (int)ceil(log10(scale->to) - SAME);
    const int decades = MAX(last - first, 1);
    const int every = (decades + DECADES_NAMED_MAX - 1) / DECADES_NAMED_MAX;
    for (int decade = first; decade <= last; decade += every)
        for (size_t i = 0; i < (every > 1 ? 1 : G_N_ELEMENTS(nice_steps)); i++) {
            const double value = nice_steps[i] * pow(DECADE, decade);
            if (value >= scale->from * (1 - SAME) && value <= scale->to * (1 + SAME))
                add_tick(ticks, value, i == 0 || decades <= DECADES_FINE_MAX);
        }
}

GArray *scale_ticks(const Scale *scale)
{
    GArray *ticks = g_array_new(FALSE, FALSE, sizeof(ScaleTick));
    if (scale->is_logarithmic) {
        add_decades(scale, ticks);
        return ticks;
    }
    const double first = round(scale->from / scale->step);
    const int count = (int)MIN(round(scale->to / scale->step) - first + 1, TICKS_MAX);
    for (int i = 0; i < count; i++)
        add_tick(ticks, (first + i) * scale->step, true);
    return ticks;
}
