#include "words/edtf_describe.h"

#include <string.h>

/* The calendar date of an Edtf's earliest day, and what else the patterns need. */
typedef struct Start {
    int year;
    int month; /* from here on counted from 0 */
    int quarter;
    int season; /* spring first: from the month it begins in */
    int half;
    int day; /* from 1 */
} Start;

static const char *const month_keys[] = {
    "date.month_1", "date.month_2",  "date.month_3",  "date.month_4",
    "date.month_5", "date.month_6",  "date.month_7",  "date.month_8",
    "date.month_9", "date.month_10", "date.month_11", "date.month_12",
};

/* Many languages bend a month's name behind a day's number. */
static const char *const day_month_keys[] = {
    "date.day_month_1", "date.day_month_2",  "date.day_month_3",  "date.day_month_4",
    "date.day_month_5", "date.day_month_6",  "date.day_month_7",  "date.day_month_8",
    "date.day_month_9", "date.day_month_10", "date.day_month_11", "date.day_month_12",
};
static const char *const quarter_keys[] = {
    "date.quarter_1",
    "date.quarter_2",
    "date.quarter_3",
    "date.quarter_4",
};
static const char *const season_keys[] = {
    "date.spring",
    "date.summer",
    "date.autumn",
    "date.winter",
};
static const char *const half_keys[] = {"date.half_1", "date.half_2"};

enum { WINTER = 3 };

static Start find_start(const Edtf *date)
{
    Start start;
    edtf_split_day(date->earliest, &start.year, &start.month, &start.day);
    start.month--;
    start.quarter = start.month / 3;
    start.season = (start.month + 1) / 3 - 1;
    start.half = start.month / 6;
    return start;
}

static const char *number(Arena *arena, int number)
{
    return arena_integer(arena, number);
}

/* The year 0 of ISO 8601 is 1 BC. */
static const char *describe_year(const Words *words, int year, Arena *arena)
{
    return year > 0 ? words_fill(words, "date.year", number(arena, year), arena)
                    : words_fill(words, "date.year_bc", number(arena, 1 - year), arena);
}

/* What is part of a year: a pattern with {year} and another part. */
static const char *describe_part(const Words *words, const char *pattern, const char *name,
                                 const char *key, int year, Arena *arena)
{
    const WordPart parts[] = {{name, words_get(words, key)},
                              {"year", describe_year(words, year, arena)}};
    return words_fill_parts(words, pattern, parts, G_N_ELEMENTS(parts), arena);
}

static const char *describe_day(const Words *words, const Start *start, Arena *arena)
{
    const WordPart parts[] = {{"day", number(arena, start->day)},
                              {"month", words_get(words, day_month_keys[start->month])},
                              {"year", describe_year(words, start->year, arena)}};
    return words_fill_parts(words, "date.day", parts, G_N_ELEMENTS(parts), arena);
}

/* A season is a part of its year, but for the winter. */
static const char *describe_season(const Words *words, const Start *start, Arena *arena)
{
    if (start->season != WINTER)
        return describe_part(words, "date.season", "season", season_keys[start->season],
                             start->year, arena);
    const WordPart parts[] = {{"season", words_get(words, season_keys[WINTER])},
                              {"first", number(arena, start->year)},
                              {"last", number(arena, start->year + 1)},
                              {"last_short", arena_printf(arena, "%02d", (start->year + 1) % 100)}};
    return words_fill_parts(words, "date.season_winter", parts, G_N_ELEMENTS(parts), arena);
}

static const char *describe_years(const Words *words, const char *pattern, int first, int last,
                                  Arena *arena)
{
    const WordPart parts[] = {{"first", number(arena, first)}, {"last", number(arena, last)}};
    return words_fill_parts(words, pattern, parts, G_N_ELEMENTS(parts), arena);
}

static const char *describe_plain(const Words *words, const Edtf *date, const Start *start,
                                  Arena *arena)
{
    switch (date->precision) {
    case EDTF_DAY:
        return describe_day(words, start, arena);
    case EDTF_MONTH:
        return describe_part(words, "date.month", "month", month_keys[start->month], start->year,
                             arena);
    case EDTF_QUARTER:
        return describe_part(words, "date.quarter", "quarter", quarter_keys[start->quarter],
                             start->year, arena);
    case EDTF_HALF:
        return describe_part(words, "date.half", "half", half_keys[start->half], start->year,
                             arena);
    case EDTF_SEASON:
        return describe_season(words, start, arena);
    case EDTF_DECADE:
        return describe_years(words, "date.decade", start->year, start->year + 9, arena);
    case EDTF_CENTURY:
        return describe_years(words, "date.century", start->year, start->year + 99, arena);
    case EDTF_YEAR:
    case EDTF_INTERVAL:
        break;
    }
    return describe_year(words, start->year, arena);
}

/* Spans of years that touch the years before 1 have no short wording: they stay as written. */
static bool has_wording(const Edtf *date, int year)
{
    bool spans_years = date->precision == EDTF_DECADE || date->precision == EDTF_CENTURY ||
                       date->precision == EDTF_SEASON;
    return year > 0 || !spans_years;
}

static const char *describe_one(const Words *words, const Edtf *date, Arena *arena)
{
    const Start start = find_start(date);
    if (!has_wording(date, start.year))
        return arena_strndup(arena, date->text, date->length);
    const char *text = describe_plain(words, date, &start, arena);
    if (date->qualifiers & EDTF_APPROXIMATE)
        text = words_fill(words, "date.about", text, arena);
    if (date->qualifiers & EDTF_UNCERTAIN)
        text = words_fill(words, "date.uncertain", text, arena);
    return text;
}

/* One end of an interval in words, or NULL if it is open. */
static const char *describe_end(const Words *words, const Edtf *date, EdtfSide side, Arena *arena)
{
    Edtf end;
    return edtf_end(date, side, &end) ? describe_one(words, &end, arena) : NULL;
}

static const char *describe_interval(const Words *words, const Edtf *date, Arena *arena)
{
    const char *first = describe_end(words, date, EDTF_FIRST, arena);
    const char *last = describe_end(words, date, EDTF_LAST, arena);
    if (first == NULL)
        return words_fill(words, "date.until", last, arena);
    if (last == NULL)
        return words_fill(words, "date.since", first, arena);
    const bool is_tight = strchr(first, ' ') == NULL && strchr(last, ' ') == NULL;
    return words_fill_two(words, is_tight ? "date.range_tight" : "date.range", first, last, arena);
}

const char *edtf_describe(const Words *words, const Edtf *date, Arena *arena)
{
    return date->precision == EDTF_INTERVAL ? describe_interval(words, date, arena)
                                            : describe_one(words, date, arena);
}
