#include "words/slip_words.h"

/* From one day to another that is not before it. */
typedef struct SlipSpan {
    Day from;
    Day to;
} SlipSpan;

typedef struct SlipUnit {
    const char *one; /* words for one and for other numbers of it */
    const char *many;
    int64_t in_cycle; /* how many there are in 400 years */
    Day least;        /* used from so many days on: of two vague years or months, the shortest */
    int64_t (*count)(SlipSpan gap, bool *is_exact); /* how many whole ones */
} SlipUnit;

enum { CYCLE_DAYS = 146097 }; /* 400 years of the Gregorian calendar */

static int64_t gap_days(SlipSpan gap)
{
    return (int64_t)gap.to - gap.from;
}

static int64_t count_days(SlipSpan gap, bool *is_exact)
{
    *is_exact = true;
    return gap_days(gap);
}

static int64_t count_weeks(SlipSpan gap, bool *is_exact)
{
    *is_exact = gap_days(gap) % 7 == 0;
    return gap_days(gap) / 7;
}

static int64_t count_months(SlipSpan gap, bool *is_exact)
{
    int from_year, from_month, from_day, to_year, to_month, to_day;
    edtf_split_day(gap.from, &from_year, &from_month, &from_day);
    edtf_split_day(gap.to, &to_year, &to_month, &to_day);
    *is_exact = from_day == to_day;
    return ((int64_t)to_year - from_year) * 12 + (to_month - from_month) - (to_day < from_day);
}

static int64_t count_years(SlipSpan gap, bool *is_exact)
{
    const int64_t months = count_months(gap, is_exact);
    *is_exact = *is_exact && months % 12 == 0;
    return months / 12;
}

static const SlipUnit UNITS[] = {
    {"slip.year", "slip.years", 400, 729, count_years},
    {"slip.month", "slip.months", 4800, 58, count_months},
    {"slip.week", "slip.weeks", CYCLE_DAYS / 7, 14, count_weeks},
    {"slip.day", "slip.days", CYCLE_DAYS, 0, count_days},
};

/* Returns the unit that people would give the gap in; the last one fits all. */
static const SlipUnit *choose_unit(SlipSpan gap)
{
    const SlipUnit *unit = UNITS;
    while (gap_days(gap) < unit->least)
        unit++;
    return unit;
}

static int64_t round_down(const SlipUnit *unit, SlipSpan gap)
{
    bool is_exact;
    return unit->count(gap, &is_exact);
}

static int64_t round_up(const SlipUnit *unit, SlipSpan gap)
{
    bool is_exact;
    const int64_t count = unit->count(gap, &is_exact);
    return is_exact ? count : count + 1;
}

static int64_t round_nearest(const SlipUnit *unit, SlipSpan gap)
{
    return (2 * gap_days(gap) * unit->in_cycle + CYCLE_DAYS) / (2 * (int64_t)CYCLE_DAYS);
}

static const char *number(Arena *arena, int64_t count)
{
    return arena_printf(arena, "%" G_GINT64_FORMAT, (gint64)count);
}

static const char *amount(const Words *words, const SlipUnit *unit, int64_t count, Arena *arena)
{
    return words_fill(words, count == 1 ? unit->one : unit->many, number(arena, count), arena);
}

/* "at least 3 years" */
static const char *at_least(const Words *words, SlipSpan gap, Arena *arena)
{
    const SlipUnit *unit = choose_unit(gap);
    return words_fill(words, "slip.at_least", amount(words, unit, round_down(unit, gap), arena),
                      arena);
}

/* What is at most as long as the gap: "14 months". */
static const char *at_most(const Words *words, SlipSpan gap, Arena *arena)
{
    const SlipUnit *unit = choose_unit(gap);
    return amount(words, unit, round_up(unit, gap), arena);
}

/* The same for what is at least as long as `near` and at most as long as `far`: nobody calls 9 to
 * 24 months 0 to 2 years. */
static const SlipUnit *choose_unit_between(SlipSpan near, SlipSpan far)
{
    enum { MONTHS_MAX_DAYS = 4 * 365 + 1 };
    const SlipUnit *const year = UNITS;
    const SlipUnit *const month = UNITS + 1;
    const SlipUnit *unit = choose_unit(far);
    const bool is_lost = unit == year && round_down(year, near) == 0 && round_down(month, near) > 0;
    return is_lost && gap_days(far) <= MONTHS_MAX_DAYS ? month : unit;
}

/* What is at least as long as `near` and at most as long as `far`: "3 days", "about 11 months",
 * "0 to 2 years". */
static const char *between(const Words *words, SlipSpan near, SlipSpan far, Arena *arena)
{
    const SlipUnit *unit = choose_unit_between(near, far);
    const int64_t low = round_down(unit, near);
    const int64_t high = round_up(unit, far);
    if (low == high)
        return amount(words, unit, low, arena);
    const int64_t middle = round_nearest(unit, near);
    if (middle > 0 && middle == round_nearest(unit, far))
        return words_fill(words, "slip.about", amount(words, unit, middle, arena), arena);
    return words_fill(
        words, unit->many,
        words_fill_two(words, "slip.range", number(arena, low), number(arena, high), arena), arena);
}

/* `a` is certainly not after `b`: how far apart they are. */
static const char *apart(const Words *words, const Edtf *a, const Edtf *b, Arena *arena)
{
    const SlipSpan near = {a->latest, b->earliest};
    if (a->earliest == DAY_OPEN_PAST || b->latest == DAY_OPEN_FUTURE)
        return at_least(words, near, arena);
    return between(words, near, (SlipSpan){a->earliest, b->latest}, arena);
}

/* The dates overlap: nobody knows which comes first. */
static const char *either(const Words *words, const Edtf *from, const Edtf *to, Arena *arena)
{
    const bool any_earlier = to->earliest == DAY_OPEN_PAST || from->latest == DAY_OPEN_FUTURE;
    const bool any_later = from->earliest == DAY_OPEN_PAST || to->latest == DAY_OPEN_FUTURE;
    if (any_earlier && any_later)
        return words_get(words, "slip.any");
    const char *earlier =
        any_earlier ? NULL : at_most(words, (SlipSpan){to->earliest, from->latest}, arena);
    const char *later =
        any_later ? NULL : at_most(words, (SlipSpan){from->earliest, to->latest}, arena);
    if (earlier == NULL)
        return words_fill(words, "slip.any_or_later", later, arena);
    if (later == NULL)
        return words_fill(words, "slip.earlier_or_any", earlier, arena);
    return words_fill_two(words, "slip.either", earlier, later, arena);
}

static bool is_one_day(const Edtf *date)
{
    return date->earliest == date->latest;
}

const char *slip_words(const Words *words, const Edtf *from, const Edtf *to, Arena *arena)
{
    const bool is_within = from->earliest <= to->earliest && to->latest <= from->latest;
    if (is_within)
        return words_get(words, is_one_day(from) ? "slip.same" : "slip.within");
    if (from->latest <= to->earliest)
        return words_fill(words, "slip.later", apart(words, from, to, arena), arena);
    if (to->latest <= from->earliest)
        return words_fill(words, "slip.earlier", apart(words, to, from, arena), arena);
    return either(words, from, to, arena);
}

/* Months and years are those from the first day of a common year on. */
static SlipSpan span_of_days(int32_t days)
{
    enum { MILLENNIUM = 365243 };
    const Day start = edtf_day(2001, 1, 1);
    return (SlipSpan){start, start + MIN(days, MILLENNIUM)};
}

const char *slip_words_of_days(const Words *words, int32_t days_min, int32_t days_max, Arena *arena)
{
    const SlipSpan near = span_of_days(days_min);
    return days_max == INT32_MAX ? at_least(words, near, arena)
                                 : between(words, near, span_of_days(days_max), arena);
}
