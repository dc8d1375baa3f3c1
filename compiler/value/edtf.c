#include "value/edtf.h"

#include "value/edtf_hint.h"

#include <string.h>

/* Beyond this a Day would overflow (2^31 days are 5.88 million years). */
enum { YEAR_MAX = 5000000, YEAR_MAX_DIGITS = 7 };

enum { SEASON_LAST = 32 };

/* ISO 8601-2, 4.8: codes that stand in the month's place. */
typedef struct Grouping {
    int code;
    EdtfPrecision precision;
    int first_month;
    int months;
} Grouping;

static const Grouping groupings[] = {
    {21, EDTF_SEASON_ANYWHERE, 3, 9},
    {22, EDTF_SEASON_ANYWHERE, 6, 9},
    {23, EDTF_SEASON_ANYWHERE, 3, 9},
    {24, EDTF_SEASON_ANYWHERE, 6, 9},
    {25, EDTF_SEASON, 3, 3},
    {26, EDTF_SEASON, 6, 3},
    {27, EDTF_SEASON, 9, 3},
    {28, EDTF_SEASON, 12, 3},
    {29, EDTF_SEASON, 9, 3},
    {30, EDTF_SEASON, 12, 3},
    {31, EDTF_SEASON, 3, 3},
    {32, EDTF_SEASON, 6, 3},
    {33, EDTF_QUARTER, 1, 3},
    {34, EDTF_QUARTER, 4, 3},
    {35, EDTF_QUARTER, 7, 3},
    {36, EDTF_QUARTER, 10, 3},
    {40, EDTF_HALF, 1, 6},
    {41, EDTF_HALF, 7, 6},
};

/* --- calendar --- */

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Months may lie outside 1 to 12: they carry into the years. The year is taken to begin in March,
 * so that the leap day is its last; 400 years are 146097 days. */
Day edtf_day(int year, int month, int day)
{
    int64_t months = (int64_t)year * 12 + month - 3;
    int64_t march_year = floor_divide(months, 12);
    int64_t month_of_year = months - march_year * 12;
    int64_t leap_days =
        floor_divide(march_year, 4) - floor_divide(march_year, 100) + floor_divide(march_year, 400);
    int64_t days = march_year * 365 + leap_days + (153 * month_of_year + 2) / 5 + day - 1;
    return (Day)(days - 719468); /* from 0000-03-01 to 1970-01-01 */
}

void edtf_split_day(Day day, int *year, int *month, int *month_day)
{
    int64_t days = (int64_t)day + 719468;
    int64_t era = floor_divide(days, 146097);
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
    *month_day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
}

static int days_in_month(int year, int month)
{
    return edtf_day(year, month + 1, 1) - edtf_day(year, month, 1);
}

/* --- parsing --- */

/* A date within a text: where it starts, and what is left to read of it. */
typedef struct Cursor {
    const char *text;
    size_t start;
    size_t at;
    size_t end;
    bool malformed; /* failed because it has not the form of a date */
    const FiscalYear *fiscal;
    Problem *problem;
} Cursor;

static bool fail_form(Cursor *cursor)
{
    cursor->malformed = true;
    return problem_set(cursor->problem, PROBLEM_DATE, cursor->start, cursor->end, "not a date");
}

static char peek(const Cursor *cursor)
{
    if (cursor->at == cursor->end)
        return '\0';
    return cursor->text[cursor->at];
}

/* Reads exactly `count` places, digits first, then X for digits that are not known. */
static bool read_places(Cursor *cursor, size_t count, int *value, int *unknown)
{
    *value = 0;
    *unknown = 0;
    if (cursor->end - cursor->at < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = cursor->text[cursor->at + i];
        if (c == 'X')
            ++*unknown;
        else if (!g_ascii_isdigit(c) || *unknown > 0)
            return false;
        *value = *value * 10 + (c == 'X' ? 0 : c - '0');
    }
    cursor->at += count;
    return !g_ascii_isdigit(peek(cursor));
}

static void set_months(Edtf *date, EdtfPrecision precision, int year, int month, int months)
{
    date->precision = precision;
    date->earliest = edtf_day(year, month, 1);
    date->latest = edtf_day(year, month + months, 1) - 1;
}

static void set_years(Edtf *date, EdtfPrecision precision, int first, int last)
{
    date->precision = precision;
    date->earliest = edtf_day(first, 1, 1);
    date->latest = edtf_day(last, 12, 31);
}

/* "Y17000", "Y-17000": a year of more than four digits, with nothing after it. */
static bool parse_long_year(Cursor *cursor, Edtf *date)
{
    size_t start = cursor->at++;
    bool negative = peek(cursor) == '-';
    cursor->at += negative;
    size_t digits = cursor->at;
    int year = 0;
    for (; g_ascii_isdigit(peek(cursor)); cursor->at++)
        if (year <= YEAR_MAX)
            year = year * 10 + (peek(cursor) - '0');
    size_t count = cursor->at - digits;
    if (count == 0 || cursor->at < cursor->end)
        return fail_form(cursor);
    if (year > YEAR_MAX)
        return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->end,
                           "the year is too far away (at most %d)", YEAR_MAX);
    if (year <= 9999) {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->end,
                    "'Y' is for years of more than four digits");
        return problem_hint(cursor->problem, "write %s%04d", negative && year > 0 ? "-" : "", year);
    }
    if (cursor->text[digits] == '0') {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->end,
                    "a year after 'Y' begins with no zero");
        return problem_hint(cursor->problem, "write Y%s%d", negative ? "-" : "", year);
    }
    year = negative ? -year : year;
    set_years(date, EDTF_YEAR, year, year);
    return true;
}

static bool parse_day(Cursor *cursor, int year, int month, Edtf *date)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    size_t start = cursor->at;
    int day, unknown;
    if (!read_places(cursor, 2, &day, &unknown))
        return fail_form(cursor);
    if (unknown == 2) {
        set_months(date, EDTF_MONTH, year, month, 1);
        return true;
    }
    if (unknown == 1) {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "half a day is not known");
        return problem_hint(cursor->problem, "write XX for a day that is not known");
    }
    int days = days_in_month(year, month);
    if (day < 1)
        return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "no day %02d", day);
    if (day > days)
        return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "%s %d has %d days",
                           names[month - 1], year, days);
    date->precision = EDTF_DAY;
    date->earliest = date->latest = edtf_day(year, month, day);
    return true;
}

static const Grouping *find_grouping(int code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(groupings); i++)
        if (groupings[i].code == code)
            return &groupings[i];
    return NULL;
}

/* What follows "2026-": month, season, quarter or half, and the month's day. */
static bool parse_month(Cursor *cursor, int year, Edtf *date)
{
    size_t start = cursor->at;
    int month, unknown = 0;
    char letter = peek(cursor);
    if (letter == 'Q' || letter == 'H') {
        int number;
        cursor->at++;
        if (!read_places(cursor, 1, &number, &unknown) || unknown > 0)
            return fail_form(cursor);
        if (number < 1 || number > (letter == 'Q' ? 4 : 2))
            return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "no %s %d",
                               letter == 'Q' ? "quarter" : "half", number);
        month = (letter == 'Q' ? 32 : 39) + number;
    } else if (!read_places(cursor, 2, &month, &unknown)) {
        return fail_form(cursor);
    }
    if (unknown == 1) {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "half a month is not known");
        return problem_hint(cursor->problem, "write XX for a month that is not known");
    }

    const Grouping *grouping = find_grouping(month);
    if (grouping != NULL) {
        set_months(date, grouping->precision, year, grouping->first_month, grouping->months);
        date->season = month <= SEASON_LAST ? (uint8_t)month : 0;
    } else if (unknown == 2)
        set_years(date, EDTF_YEAR, year, year);
    else if (month >= 1 && month <= 12)
        set_months(date, EDTF_MONTH, year, month, 1);
    else {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "no month %02d", month);
        return problem_hint(cursor->problem,
                            "months are 01 to 12, seasons 21 to 32, quarters 33 to 36 (or "
                            "Q1 to Q4), halves 40 and 41 (or H1 and H2)");
    }

    if (peek(cursor) != '-')
        return true;
    cursor->at++;
    if (unknown == 2 && cursor->end - cursor->at == 2 &&
        memcmp(cursor->text + cursor->at, "XX", 2) == 0) {
        cursor->at += 2; /* 2026-XX-XX says no more than 2026-XX */
        return true;
    }
    if (unknown == 2 || grouping != NULL)
        return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->end,
                           "a day needs a month");
    return parse_day(cursor, year, month, date);
}

/* Reads "2026", "-0044", "202X" or "20XX" and whatever follows. */
static bool parse_year(Cursor *cursor, Edtf *date)
{
    size_t start = cursor->at;
    bool negative = peek(cursor) == '-';
    int year, unknown;
    cursor->at += negative;
    if (!read_places(cursor, 4, &year, &unknown))
        return fail_form(cursor);
    if (unknown > 2) {
        problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at,
                    "only the last two digits of a year may be X");
        return problem_hint(cursor->problem, "write {unknown: true} for a date that is not known");
    }
    if (negative && year == 0 && unknown == 0)
        return problem_set(cursor->problem, PROBLEM_DATE, start, cursor->at, "no year -0000");
    int span = unknown == 2 ? 99 : unknown == 1 ? 9 : 0;
    EdtfPrecision precision = unknown == 2 ? EDTF_CENTURY : unknown == 1 ? EDTF_DECADE : EDTF_YEAR;
    if (negative)
        set_years(date, precision, -year - span, -year);
    else
        set_years(date, precision, year, year + span);
    if (peek(cursor) != '-')
        return true;
    if (unknown > 0)
        return problem_set(cursor->problem, PROBLEM_DATE, cursor->at, cursor->end,
                           "a month needs a year");
    cursor->at++;
    return parse_month(cursor, negative ? -year : year, date);
}

static uint8_t qualifiers_of(char c)
{
    switch (c) {
    case '?':
        return EDTF_UNCERTAIN;
    case '~':
        return EDTF_APPROXIMATE;
    case '%':
        return EDTF_UNCERTAIN | EDTF_APPROXIMATE;
    default:
        return 0;
    }
}

/* --- fiscal years --- */

static bool skip_text(Cursor *cursor, const char *text)
{
    const size_t length = strlen(text);
    if (cursor->end - cursor->at < length || memcmp(cursor->text + cursor->at, text, length) != 0)
        return false;
    cursor->at += length;
    return true;
}

static void skip_joint(Cursor *cursor)
{
    if (peek(cursor) == '-' || peek(cursor) == ' ')
        cursor->at++;
}

/* Reads "Q3" or "H1" into its first month, counted from 0, and how many there are. */
static bool read_fiscal_part(Cursor *cursor, int *first, int *months)
{
    const char letter = peek(cursor);
    const int of = letter == 'Q' ? 4 : letter == 'H' ? 2 : 0;
    if (of == 0 || cursor->end - cursor->at < 2)
        return false;
    const int number = cursor->text[cursor->at + 1] - '0';
    if (number < 1 || number > of)
        return false;
    *months = 12 / of;
    *first = (number - 1) * *months;
    cursor->at += 2;
    return true;
}

/* Reads "FY2026", "FY26". */
static bool read_fiscal_year(Cursor *cursor, int *year)
{
    size_t digits = 0;
    *year = 0;
    if (!skip_text(cursor, "FY"))
        return false;
    for (; g_ascii_isdigit(peek(cursor)); cursor->at++, digits++)
        *year = digits < 4 ? *year * 10 + (peek(cursor) - '0') : *year;
    if (digits == 2)
        *year += 2000;
    return digits == 2 || digits == 4;
}

/* "FY2026", "FY26-Q3", "FY26Q3", "FY26 Q3", "Q3 FY26", "Q3FY26". */
static bool read_fiscal(Cursor *cursor, int *year, int *first, int *months)
{
    *first = 0;
    *months = 12;
    const bool begins = read_fiscal_part(cursor, first, months);
    if (begins)
        skip_joint(cursor);
    if (!read_fiscal_year(cursor, year))
        return false;
    if (begins || cursor->at == cursor->end)
        return cursor->at == cursor->end;
    skip_joint(cursor);
    return read_fiscal_part(cursor, first, months) && cursor->at == cursor->end;
}

static bool fail_fiscal(Cursor *cursor)
{
    problem_set(cursor->problem, PROBLEM_DATE, cursor->start, cursor->end,
                "a fiscal year is an organization's, and this is no date of one");
    return problem_hint(cursor->problem, "write its months, as in 2025-08/2025-10");
}

static bool parse_fiscal(Cursor *cursor, Edtf *date)
{
    int year, first, months;
    if (!read_fiscal(cursor, &year, &first, &months))
        return fail_form(cursor);
    if (cursor->fiscal == NULL)
        return fail_fiscal(cursor);
    const FiscalYear *fiscal = cursor->fiscal;
    const bool is_late = fiscal->is_named_by_start || fiscal->last_month == 12;
    const EdtfPrecision precision = months == 12  ? EDTF_YEAR
                                    : months == 6 ? EDTF_HALF
                                                  : EDTF_QUARTER;
    const int start = fiscal->last_month % 12 + 1;
    set_months(date, precision, is_late ? year : year - 1, start + first, months);
    date->is_fiscal = true;
    return true;
}

bool fiscal_year_read_end(const char *text, FiscalYear *year)
{
    if (g_str_has_prefix(text, "--"))
        text += 2;
    char *rest;
    const guint64 month = g_ascii_strtoull(text, &rest, 10);
    const bool has_day = *rest == '-';
    const guint64 day = has_day ? g_ascii_strtoull(rest + 1, &rest, 10) : 31;
    if (*rest != '\0' || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    year->month = (int)month;
    year->day = has_day ? (int)day : 0;
    year->last_month = day <= 15 ? ((int)month + 10) % 12 + 1 : (int)month;
    return true;
}

/* Parses all bytes from `start` to `end` as one date, not an interval. */
static bool parse_date(Cursor *cursor, size_t start, size_t end, Edtf *date)
{
    *date = (Edtf){.text = cursor->text + start, .length = (uint8_t)(end - start)};
    if (start < end)
        date->qualifiers = qualifiers_of(cursor->text[end - 1]);
    cursor->start = cursor->at = start;
    cursor->end = date->qualifiers != 0 ? end - 1 : end;
    if (peek(cursor) == 'Y')
        return parse_long_year(cursor, date);
    if (peek(cursor) == 'F' || peek(cursor) == 'Q' || peek(cursor) == 'H')
        return parse_fiscal(cursor, date);
    if (!parse_year(cursor, date))
        return false;
    if (cursor->at == cursor->end)
        return true;

    char next = peek(cursor);
    if (date->precision == EDTF_DAY && (next == 'T' || next == ' ') &&
        g_ascii_isdigit(cursor->text[cursor->at + 1])) {
        problem_set(cursor->problem, PROBLEM_DATE, cursor->at, end,
                    "a date has no time of day here");
        if (start > 0 || cursor->text[end] != '\0')
            return problem_hint(cursor->problem, "the day is %.*s", (int)(cursor->at - start),
                                cursor->text + start);
        return problem_fix(cursor->problem, "quote", "%.*s", (int)(cursor->at - start),
                           cursor->text + start);
    }
    if (qualifiers_of(next) != 0) {
        problem_set(cursor->problem, PROBLEM_DATE, cursor->at, cursor->at + 1,
                    "'%c' may only stand at the end of a date", next);
        return problem_hint(cursor->problem, "at the end it qualifies the whole date");
    }
    return fail_form(cursor);
}

static bool is_open_end(const char *text, size_t start, size_t end)
{
    return start == end || (end - start == 2 && memcmp(text + start, "..", 2) == 0);
}

/* "a/b", "../b", "a/..", "/b" and "a/" (an end that is not known is as open as one that is not
 * there). */
static bool parse_interval(Cursor *cursor, size_t slash, size_t end, Edtf *date)
{
    bool open_past = is_open_end(cursor->text, 0, slash);
    bool open_future = is_open_end(cursor->text, slash + 1, end);
    Edtf first = {.earliest = DAY_OPEN_PAST}, last = {.latest = DAY_OPEN_FUTURE};
    if (open_past && open_future) {
        problem_set(cursor->problem, PROBLEM_DATE, 0, end,
                    "an interval needs a date at one end at least");
        return problem_hint(cursor->problem, "write {unknown: true} for a date that is not known");
    }
    if (!open_past && !parse_date(cursor, 0, slash, &first))
        return false;
    if (!open_future && !parse_date(cursor, slash + 1, end, &last))
        return false;
    if (last.latest < first.earliest) {
        problem_set(cursor->problem, PROBLEM_DATE, 0, end, "the interval ends before it starts");
        return problem_hint(cursor->problem, "write the earlier date first");
    }
    *date = (Edtf){.text = cursor->text,
                   .earliest = first.earliest,
                   .latest = last.latest,
                   .precision = EDTF_INTERVAL,
                   .qualifiers = first.qualifiers | last.qualifiers,
                   .length = (uint8_t)end,
                   .slash = (uint8_t)slash,
                   .is_fiscal = first.is_fiscal || last.is_fiscal,
                   .ends = {{first.precision, first.qualifiers, first.season},
                            {last.precision, last.qualifiers, last.season}}};
    return true;
}

static bool parse(Cursor *cursor, Edtf *date)
{
    size_t length = strlen(cursor->text);
    const char *slash = strchr(cursor->text, '/');
    if (slash == NULL)
        return parse_date(cursor, 0, length, date);
    return parse_interval(cursor, (size_t)(slash - cursor->text), length, date);
}

/* Is there an end of an interval that is none, and one that is? Then only that is corrected. */
static bool guess_end(const Cursor *cursor, EdtfGuess *guess)
{
    const size_t length = strlen(cursor->text);
    const size_t part_length = cursor->end - cursor->start;
    if (strchr(cursor->text, '/') == NULL || part_length >= length || length >= EDTF_HINT_SIZE)
        return false;
    g_autofree char *part = g_strndup(cursor->text + cursor->start, part_length);
    if (!edtf_guess(part, guess))
        return false;
    g_autofree char *whole = g_strdup_printf("%.*s%s%s", (int)cursor->start, cursor->text,
                                             guess->edtf, cursor->text + cursor->end);
    return g_strlcpy(guess->edtf, whole, sizeof guess->edtf) < sizeof guess->edtf;
}

static bool is_date(const char *text)
{
    static const FiscalYear any = {.last_month = 12};
    Problem ignored;
    Edtf date;
    return parse(&(Cursor){.text = text, .fiscal = &any, .problem = &ignored}, &date);
}

static bool add_guess(Cursor *cursor)
{
    EdtfGuess guess;
    const bool is_end = guess_end(cursor, &guess) && is_date(guess.edtf);
    if (!is_end && (!edtf_guess(cursor->text, &guess) || !is_date(guess.edtf)))
        return false;
    if (!is_end) {
        cursor->problem->start = 0;
        cursor->problem->end = strlen(cursor->text);
    }
    problem_fix(cursor->problem, guess.says_more ? "quote" : NULL, "%s", guess.edtf);
    return true;
}

/* Hints at what was probably meant by the end of the interval that is no date, or by the whole
 * text. */
static void add_hint(Cursor *cursor)
{
    int first;
    if (edtf_spans_years(cursor->text, &first)) {
        problem_hint(cursor->problem,
                     "write %04d/%04d for both years; or FY%04d or FY%04d for a fiscal year, as "
                     "the organization calls it",
                     first, first + 1, first, first + 1);
        return;
    }
    if (add_guess(cursor))
        return;
    if (edtf_says_business_year(cursor->text, &first))
        problem_hint(cursor->problem,
                     "年度 is a fiscal year in Japanese, FY%04d, and the calendar's in Chinese, "
                     "%04d: write the one that is meant",
                     first, first);
    else if (edtf_says_unknown(cursor->text))
        problem_hint(cursor->problem, "write {unknown: true} for a date that is not known");
    else if (strpbrk(cursor->text, "0123456789") == NULL)
        problem_hint(cursor->problem, "a date has a year: 2026, 2026-Q3, or 2026-21 for a spring; "
                                      "words go into `quote`");
    else
        problem_hint(cursor->problem,
                     "write a date as 2021, 2023-01, 2025-12-22, 2026-Q3, 2026? or "
                     "2019-09/2021-03 (EDTF, ISO 8601-2)");
}

bool edtf_parse(const char *text, Edtf *date, Problem *problem)
{
    return edtf_parse_fiscal(text, NULL, date, problem);
}

bool edtf_parse_fiscal(const char *text, const FiscalYear *fiscal, Edtf *date, Problem *problem)
{
    Cursor cursor = {.text = text, .fiscal = fiscal, .problem = problem};
    if (parse(&cursor, date))
        return true;
    if (cursor.malformed)
        add_hint(&cursor);
    return false;
}

/* --- ends --- */

/* How many months a date of this precision lasts; 0 for a day. */
static int months_of(EdtfPrecision precision)
{
    switch (precision) {
    case EDTF_DAY:
    case EDTF_INTERVAL:
        break;
    case EDTF_MONTH:
        return 1;
    case EDTF_QUARTER:
    case EDTF_SEASON:
        return 3;
    case EDTF_SEASON_ANYWHERE:
        return 9;
    case EDTF_HALF:
        return 6;
    case EDTF_YEAR:
        return 12;
    case EDTF_DECADE:
        return 120;
    case EDTF_CENTURY:
        return 1200;
    }
    return 0;
}

/* Precision and one end say where the other is, since every date but a day lasts whole months. */
static Day last_day(EdtfPrecision precision, Day first)
{
    const int months = months_of(precision);
    int year, month, day;
    edtf_split_day(first, &year, &month, &day);
    return months > 0 ? edtf_day(year, month + months, 1) - 1 : first;
}

static Day first_day(EdtfPrecision precision, Day last)
{
    const int months = months_of(precision);
    int year, month, day;
    edtf_split_day(last, &year, &month, &day);
    return months > 0 ? edtf_day(year, month - months + 1, 1) : last;
}

bool edtf_end(const Edtf *date, EdtfSide side, Edtf *end)
{
    *end = *date;
    if (date->precision != EDTF_INTERVAL)
        return true;
    if ((side == EDTF_FIRST ? date->earliest : date->latest) ==
        (side == EDTF_FIRST ? DAY_OPEN_PAST : DAY_OPEN_FUTURE))
        return false;
    const EdtfPrecision precision = (EdtfPrecision)date->ends[side].precision;
    *end = (Edtf){.precision = precision,
                  .qualifiers = date->ends[side].qualifiers,
                  .season = date->ends[side].season,
                  .is_fiscal = date->is_fiscal};
    if (side == EDTF_FIRST) {
        end->text = date->text;
        end->length = date->slash;
        end->earliest = date->earliest;
        end->latest = last_day(precision, date->earliest);
    } else {
        end->text = date->text + date->slash + 1;
        end->length = (uint8_t)(date->length - date->slash - 1);
        end->earliest = first_day(precision, date->latest);
        end->latest = date->latest;
    }
    return true;
}

/* --- order --- */

EdtfOrder edtf_compare(const Edtf *a, const Edtf *b)
{
    if (a->qualifiers != 0 || b->qualifiers != 0)
        return EDTF_CANNOT_TELL;
    if (a->latest < b->earliest)
        return EDTF_BEFORE;
    if (b->latest < a->earliest)
        return EDTF_AFTER;
    return EDTF_CANNOT_TELL;
}

bool edtf_is_iso(const Edtf *date)
{
    return date->qualifiers == 0 && !date->is_fiscal && g_ascii_isdigit(date->text[0]) &&
           memchr(date->text, 'X', date->length) == NULL &&
           (date->precision == EDTF_DAY || date->precision == EDTF_MONTH ||
            date->precision == EDTF_YEAR);
}

int edtf_sort(const Edtf *a, const Edtf *b)
{
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    if (a->latest != b->latest)
        return a->latest < b->latest ? -1 : 1;
    return strcmp(a->text, b->text);
}

bool edtf_same_days(const Edtf *a, const Edtf *b)
{
    return a->earliest == b->earliest && a->latest == b->latest;
}

char *edtf_format_day(Day day)
{
    char text[EDTF_DAY_MAX];
    return g_strdup(edtf_write_day(day, text));
}

/* Two digits of `number` at `text`. */
static void write_two(char *text, int number)
{
    text[0] = (char)('0' + number / 10);
    text[1] = (char)('0' + number % 10);
}

/* By hand, since there are millions of days: most have four digits of year. */
const char *edtf_write_day(Day day, char *text)
{
    if (day == DAY_OPEN_PAST || day == DAY_OPEN_FUTURE)
        return NULL;
    int year, month, month_day;
    edtf_split_day(day, &year, &month, &month_day);
    if (year < -9999 || year > 9999) {
        g_snprintf(text, EDTF_DAY_MAX, "Y%d", year);
        return text;
    }
    char *at = text;
    if (year < 0)
        *at++ = '-';
    memcpy(at, "YYYY-MM-DD", sizeof "YYYY-MM-DD");
    write_two(at, ABS(year) / 100);
    write_two(at + 2, ABS(year) % 100);
    write_two(at + 5, month);
    write_two(at + 8, month_day);
    return text;
}
