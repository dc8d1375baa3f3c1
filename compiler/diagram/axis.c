#include "diagram/axis.h"
#include "words/edtf_describe.h"

enum {
    MONTHS_A_YEAR = 12,
    LABEL_GAP = 14, /* between two labels */
    LABEL_INSET = 5,
    YEAR_MAX = 5800000, /* what a Day can hold */
};

static double axis_scale(const Axis *axis)
{
    return axis->width / ((double)axis->to - axis->from + 1);
}

static double axis_at(const Axis *axis, double day)
{
    const double x = axis->left + (day - axis->from) * axis_scale(axis);
    return CLAMP(x, axis->left, axis->left + axis->width);
}

double axis_x(const Axis *axis, Day day)
{
    return axis_at(axis, day);
}

double axis_x_after(const Axis *axis, Day day)
{
    return axis_at(axis, (double)day + 1);
}

void axis_round(Axis *axis)
{
    int year, month, day;
    edtf_split_day(axis->from, &year, &month, &day);
    axis->from = edtf_day(year, 1, 1);
    edtf_split_day(axis->to, &year, &month, &day);
    axis->to = edtf_day(year, 12, 31);
}

/* Floor division: years before 0 have ticks, too. */
static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Months since the year 0. */
static int64_t month_of(Day day)
{
    int year, month, month_day;
    edtf_split_day(day, &year, &month, &month_day);
    return (int64_t)year * MONTHS_A_YEAR + month - 1;
}

static Day month_begin(int64_t month)
{
    const int64_t year = floor_div(month, MONTHS_A_YEAR);
    const int64_t near = CLAMP(year, -YEAR_MAX, YEAR_MAX);
    return edtf_day((int)near, (int)(month - year * MONTHS_A_YEAR) + 1, 1);
}

/* The tick's label: the year alone, or the part of the year in the language's words. */
static const char *tick_label(int64_t month, int64_t step, const Words *words, Arena *arena)
{
    const int64_t year = floor_div(month, MONTHS_A_YEAR);
    const int part = (int)((month - year * MONTHS_A_YEAR) / MIN(step, MONTHS_A_YEAR)) + 1;
    if (step >= MONTHS_A_YEAR || year < 0 || year > 9999)
        return arena_printf(arena, "%" G_GINT64_FORMAT, year);
    char text[32];
    if (step == 6)
        g_snprintf(text, sizeof text, "%04d-H%d", (int)year, part);
    else if (step == 3)
        g_snprintf(text, sizeof text, "%04d-Q%d", (int)year, part);
    else
        g_snprintf(text, sizeof text, "%04d-%02d", (int)year, part);
    Edtf date;
    Problem problem;
    if (!edtf_parse(text, &date, &problem))
        return arena_strdup(arena, text);
    return edtf_describe(words, &date, arena);
}

/* The next wider step: month, quarter, half, year, 2, 5, 10, 20, 50, ... years. */
static int64_t next_step(int64_t step)
{
    if (step < 3)
        return 3;
    if (step < MONTHS_A_YEAR)
        return step * 2;
    int64_t years = step / MONTHS_A_YEAR;
    while (years % 10 == 0)
        years /= 10;
    return years == 2 ? step / 2 * 5 : step * 2;
}

/* Is there room for the widest label? All labels of a step are about as wide as one. */
static bool step_fits(const Axis *axis, int64_t step, const Words *words, Arena *arena)
{
    const double days_a_month = 30.436875;
    const double room = (double)step * days_a_month * axis_scale(axis);
    const int64_t month = floor_div(month_of(axis->to), step) * step;
    const char *label = tick_label(month, step, words, arena);
    return scene_text_width(ROLE_TICK, label) + LABEL_GAP <= room;
}

/* Where a label stands: in the middle of a year or less, since it names all of it; right of the
 * line of a longer step, since it names where that begins. */
static void tick_place_label(Tick *tick, double end, int64_t step)
{
    const double width = scene_text_width(ROLE_TICK, tick->label);
    const double room = end - tick->x;
    tick->label_x = step <= MONTHS_A_YEAR ? tick->x + room / 2 : tick->x + LABEL_INSET + width / 2;
    if (width + LABEL_INSET > room)
        tick->label = NULL;
}

GArray *axis_ticks(const Axis *axis, const Words *words, Arena *arena)
{
    GArray *ticks = g_array_new(FALSE, TRUE, sizeof(Tick));
    int64_t step = 1;
    while (!step_fits(axis, step, words, arena) && step < INT32_MAX)
        step = next_step(step);
    /* From the step that the axis begins in: its label still tells where it is. */
    for (int64_t month = floor_div(month_of(axis->from), step) * step;; month += step) {
        const Day begin = month_begin(month);
        if (begin > axis->to)
            return ticks;
        Tick tick = {.x = axis_x(axis, begin), .label = tick_label(month, step, words, arena)};
        tick_place_label(&tick, axis_x(axis, month_begin(month + step)), step);
        if (begin < axis->from && step > MONTHS_A_YEAR)
            tick.label = NULL;
        g_array_append_val(ticks, tick);
    }
}
