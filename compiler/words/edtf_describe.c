#include "words/edtf_describe.h"

#include <string.h>

/* The calendar date of an Edtf's earliest day, and what else the patterns need. */
typedef struct Start {
    int year;
    int month; /* from here on counted from 0 */
    int quarter;
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

/* ISO 8601-2, 4.8: four for both hemispheres, four for each. */
enum {
    SEASON_FIRST = 21,
    SEASON_NORTHERN = 25,
    SEASON_SOUTHERN = 29,
    NORTHERN_WINTER = 28,
    SOUTHERN_SUMMER = 30
};

static Start find_start(const Edtf *date)
{
    Start start = {0};
    edtf_split_day(date->earliest, &start.year, &start.month, &start.day);
    start.month--;
    start.quarter = start.month / 3;
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

/* A season is a part of its year, but for those around the turn of it. */
static const char *describe_months(const Words *words, const Start *start, int season, Arena *arena)
{
    const char *key = season_keys[(unsigned)(season - SEASON_FIRST) % 4];
    if (season != NORTHERN_WINTER && season != SOUTHERN_SUMMER)
        return describe_part(words, "date.season", "season", key, start->year, arena);
    const WordPart parts[] = {{"season", words_get(words, key)},
                              {"first", number(arena, start->year)},
                              {"last", number(arena, start->year + 1)},
                              {"last_short", arena_printf(arena, "%02d", (start->year + 1) % 100)}};
    return words_fill_parts(words, "date.season_winter", parts, G_N_ELEMENTS(parts), arena);
}

static const char *describe_season(const Words *words, const Edtf *date, const Start *start,
                                   Arena *arena)
{
    const char *text = describe_months(words, start, date->season, arena);
    if (date->season >= SEASON_SOUTHERN)
        return words_fill(words, "date.southern", text, arena);
    return date->season >= SEASON_NORTHERN ? words_fill(words, "date.northern", text, arena) : text;
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
    case EDTF_SEASON_ANYWHERE:
        return describe_season(words, date, start, arena);
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
    bool spans_years =
        date->precision == EDTF_DECADE || date->precision == EDTF_CENTURY || date->season != 0;
    return year > 0 || !spans_years;
}

static const char *describe_month(const Words *words, Day day, Arena *arena)
{
    Start start;
    edtf_split_day(day, &start.year, &start.month, &start.day);
    return describe_part(words, "date.month", "month", month_keys[start.month - 1], start.year,
                         arena);
}

/* As written, with the months that it is. */
static const char *describe_fiscal(const Words *words, const Edtf *date, Arena *arena)
{
    const char *months =
        words_fill_two(words, "date.range", describe_month(words, date->earliest, arena),
                       describe_month(words, date->latest, arena), arena);
    return words_fill_two(words, "date.fiscal", arena_strndup(arena, date->text, date->length),
                          months, arena);
}

static const char *describe_one(const Words *words, const Edtf *date, Arena *arena)
{
    const Start start = find_start(date);
    if (date->is_fiscal && !g_ascii_isdigit(date->text[0]))
        return describe_fiscal(words, date, arena);
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

/* What has only one end: of an event, on which side it lies; of a time that lasts, where it ends.
 */
static const char *describe_open(const Words *words, const Edtf *date, EdtfSide side, bool lasts,
                                 Arena *arena)
{
    Edtf end;
    edtf_end(date, side, &end);
    const char *text = describe_one(words, &end, arena);
    if (side == EDTF_FIRST)
        return words_fill(words, lasts ? "date.since" : "date.or_later", text, arena);
    if (lasts)
        return words_fill(words, "date.until", text, arena);
    const bool is_long =
        end.precision == EDTF_YEAR || end.precision == EDTF_DECADE || end.precision == EDTF_CENTURY;
    return words_fill(words, is_long ? "date.or_earlier" : "date.by", text, arena);
}

static const char *describe_interval(const Words *words, const Edtf *date, bool lasts, Arena *arena)
{
    const char *first = describe_end(words, date, EDTF_FIRST, arena);
    const char *last = describe_end(words, date, EDTF_LAST, arena);
    if (first == NULL || last == NULL)
        return describe_open(words, date, first == NULL ? EDTF_LAST : EDTF_FIRST, lasts, arena);
    const bool is_tight = strchr(first, ' ') == NULL && strchr(last, ' ') == NULL;
    return words_fill_two(words, is_tight ? "date.range_tight" : "date.range", first, last, arena);
}

const char *edtf_describe(const Words *words, const Edtf *date, Arena *arena)
{
    return date->precision == EDTF_INTERVAL ? describe_interval(words, date, false, arena)
                                            : describe_one(words, date, arena);
}

const char *edtf_describe_period(const Words *words, const Edtf *period, Arena *arena)
{
    return period->precision == EDTF_INTERVAL ? describe_interval(words, period, true, arena)
                                              : describe_one(words, period, arena);
}

const char *edtf_describe_year_end(const Words *words, const FiscalYear *year, Arena *arena)
{
    if (year->day == 0)
        return words_get(words, month_keys[year->month - 1]);
    const WordPart parts[] = {{"day", number(arena, year->day)},
                              {"month", words_get(words, day_month_keys[year->month - 1])}};
    return words_fill_parts(words, "date.day_each_year", parts, G_N_ELEMENTS(parts), arena);
}
