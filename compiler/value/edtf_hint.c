/*
 * A text is read for its words (edtf_words.h); they make a stretch of whole days, months or years,
 * which bounds open or close; that is written as EDTF.
 */
#include "value/edtf_hint.h"

#include "value/edtf.h"
#include "value/edtf_pair.h"
#include "value/edtf_words.h"
#include "value/narrow.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { SEASON_CODE = 20, CENTURY = 2000, DATE_SIZE = 32 };

/* What a date without its bound comes to. */
typedef struct DateStretch {
    char text[DATE_SIZE];
    char before[DATE_SIZE]; /* the same unit just before it, and after it; "": cannot be said */
    char after[DATE_SIZE];
    bool says_more;
} DateStretch;

/* --- years and what is in them --- */

static bool is_year(const DateReading *reading, const DateNumber *number)
{
    const bool may_be_short = number->is_year || reading->fiscal || reading->says_year ||
                              reading->unit == UNIT_QUARTER || reading->unit == UNIT_HALF;
    return number->digits == 4 || (number->digits == 2 && may_be_short);
}

/* Finds the year among the numbers; they must not leave it open which it is. */
static bool find_year(const DateReading *reading, size_t *place, int *year)
{
    size_t found = reading->count;
    for (size_t i = 0; i < reading->count; i++) {
        const DateNumber *number = &reading->numbers[i];
        const bool is_better = found == reading->count ||
                               number->digits > reading->numbers[found].digits ||
                               (number->is_year && !reading->numbers[found].is_year);
        if (is_year(reading, number) && is_better)
            found = i;
    }
    if (found == reading->count)
        return false;
    const DateNumber *number = &reading->numbers[found];
    *place = found;
    *year = number->digits == 2 ? CENTURY + number->value : number->value;
    return true;
}

/* A year's quarters and halves, by their number from 1: steps beyond its end are next year's. */
static void write_step(char *text, int year, char letter, int of, int number)
{
    const int index = year * of + number - 1;
    g_snprintf(text, DATE_SIZE, "%04d-%c%d", index / of, letter, index % of + 1);
}

static bool write_steps(DateStretch *stretch, int year, char letter, int of, int number)
{
    if (number == -1)
        number = of;
    if (number < 1 || number > of)
        return false;
    write_step(stretch->text, year, letter, of, number);
    write_step(stretch->before, year, letter, of, number - 1);
    write_step(stretch->after, year, letter, of, number + 1);
    return true;
}

static void write_month_text(char *text, int year, int month)
{
    const int index = year * 12 + month - 1;
    g_snprintf(text, DATE_SIZE, "%04d-%02d", index / 12, index % 12 + 1);
}

static bool write_month(DateStretch *stretch, int year, int month)
{
    if (month < 1 || month > 12)
        return false;
    write_month_text(stretch->text, year, month);
    write_month_text(stretch->before, year, month - 1);
    write_month_text(stretch->after, year, month + 1);
    return true;
}

static bool write_months(DateStretch *stretch, int year, int first, int last)
{
    g_snprintf(stretch->text, DATE_SIZE, "%04d-%02d/%04d-%02d", year, first, year, last);
    write_month_text(stretch->before, year, first - 1);
    write_month_text(stretch->after, year, last + 1);
    return true;
}

static void write_year(DateStretch *stretch, int year)
{
    g_snprintf(stretch->text, DATE_SIZE, "%04d", year);
    g_snprintf(stretch->before, DATE_SIZE, "%04d", year - 1);
    g_snprintf(stretch->after, DATE_SIZE, "%04d", year + 1);
}

static void write_days(DateStretch *stretch, Day first, Day last)
{
    char from[EDTF_DAY_MAX], to[EDTF_DAY_MAX];
    edtf_write_day(first, from);
    edtf_write_day(last, to);
    if (first == last)
        g_strlcpy(stretch->text, from, DATE_SIZE);
    else
        g_snprintf(stretch->text, DATE_SIZE, "%s/%s", from, to);
    edtf_write_day(first - 1, stretch->before);
    edtf_write_day(last + 1, stretch->after);
}

/* A day that may not exist ("2023-02-31") is written for the parser to say so. */
static void write_day(DateStretch *stretch, int year, int month, int day)
{
    g_snprintf(stretch->text, DATE_SIZE, "%04d-%02d-%02d", year, month, day);
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return;
    edtf_write_day(edtf_day(year, month, day) - 1, stretch->before);
    edtf_write_day(edtf_day(year, month, day) + 1, stretch->after);
}

/* Week 1 is the one with 4 January in it, and begins on its Monday (ISO 8601-1, 3.1.1.23). */
static bool write_week(DateStretch *stretch, int year, int week)
{
    const Day fourth = edtf_day(year, 1, 4);
    const int weekday = ((fourth + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
    const Day monday = fourth - weekday + 7 * (week - 1);
    if (week < 1 || week > 53)
        return false;
    write_days(stretch, monday, monday + 6);
    return true;
}

/* --- parts --- */

static bool write_part_of_year(DateStretch *stretch, int year, DatePart part)
{
    stretch->says_more = true;
    switch (part) {
    case PART_EARLY:
        return write_steps(stretch, year, 'H', 2, 1);
    case PART_LATE:
        return write_steps(stretch, year, 'H', 2, 2);
    case PART_BEGIN:
        return write_steps(stretch, year, 'Q', 4, 1);
    case PART_END:
        return write_steps(stretch, year, 'Q', 4, 4);
    case PART_MID:
        return write_months(stretch, year, 4, 9);
    case PART_MID_TO_LATE:
        return write_months(stretch, year, 4, 12);
    default:
        return false;
    }
}

static bool write_tenth(DateStretch *stretch, int year, int month, DatePart part)
{
    const Day first = edtf_day(year, month, 1);
    const Day last = edtf_day(year, month + 1, 1) - 1;
    if (part == PART_FIRST_TEN)
        write_days(stretch, first, first + 9);
    else if (part == PART_SECOND_TEN)
        write_days(stretch, first + 10, first + 19);
    else
        write_days(stretch, first + 20, last);
    return true;
}

static bool is_tenth(DatePart part)
{
    return part == PART_FIRST_TEN || part == PART_SECOND_TEN || part == PART_LAST_TEN;
}

/* By the end of 2027 is by 2027: a bound at an end is the bound of the whole. */
static bool is_whole_bound(const DateReading *reading)
{
    return reading->part == PART_END &&
           (reading->bound == BOUND_UNTIL || reading->bound == BOUND_BEFORE ||
            reading->bound == BOUND_AFTER);
}

static bool write_month_part(const DateReading *reading, DateStretch *stretch, int year, int month)
{
    if (!write_month(stretch, year, month))
        return false;
    if (is_tenth(reading->part))
        return write_tenth(stretch, year, month, reading->part);
    stretch->says_more = reading->part != PART_NONE && !is_whole_bound(reading);
    return true;
}

/* --- numbers alone --- */

/* Which of two numbers beside a year is the month? Written year first, the first; else it shows
 * only if the other is too large for a month. Returns false if it does not show. */
static bool split_month_and_day(const DateReading *reading, int *year, int *month, int *day)
{
    const DateNumber *numbers = reading->numbers;
    bool year_first = is_year(reading, &numbers[0]);
    *year = numbers[year_first ? 0 : 2].value;
    *month = numbers[year_first ? 1 : 0].value;
    *day = numbers[year_first ? 2 : 1].value;
    if (*year < 100)
        *year += CENTURY;
    if (year_first)
        return true;
    if (numbers[2].digits != 4 || (*month <= 12 && *day <= 12 && *month != *day))
        return false;
    if (*month > 12) {
        int swap = *month;
        *month = *day;
        *day = swap;
    }
    return true;
}

/* "20230115", "202301", "17000". */
static bool write_run(const DateNumber *number, DateStretch *stretch)
{
    const int value = number->value;
    if (number->digits == 8)
        write_day(stretch, value / 10000, value / 100 % 100, value % 100);
    else if (number->digits == 6)
        return write_month(stretch, value / 100, value % 100);
    else
        g_snprintf(stretch->text, DATE_SIZE, "Y%d", value);
    return true;
}

/* "2023-01", "1.15.2023": numbers, one of which is a year. */
static bool write_numbers(const DateReading *reading, DateStretch *stretch)
{
    const DateNumber *numbers = reading->numbers;
    size_t place = 0;
    int year = 0, month, day;
    if (reading->count == 1 && numbers[0].digits > 4)
        return write_run(&numbers[0], stretch);
    if (reading->number != 0 || !find_year(reading, &place, &year))
        return false; /* the third of what? */
    if (reading->count == 1) {
        if (reading->part != PART_NONE && !is_whole_bound(reading))
            return write_part_of_year(stretch, year, reading->part);
        write_year(stretch, year);
        return true;
    }
    if (reading->count == 2 && numbers[1 - place].digits <= 2)
        return write_month_part(reading, stretch, year, numbers[1 - place].value);
    if (reading->count != 3 || reading->part != PART_NONE ||
        !split_month_and_day(reading, &year, &month, &day))
        return false;
    write_day(stretch, year, month, day);
    return true;
}

/* --- numbers and one unit --- */

/* A number of one digit that the year is not ("third quarter", "3. Quartal"); the unit's own. */
static int number_of_unit(const DateReading *reading, size_t year_place)
{
    if (reading->number != 0 || reading->count != 2)
        return reading->number;
    return reading->numbers[1 - year_place].value;
}

/* "15 January 2023", "Jan 2023". */
static bool write_named_month(const DateReading *reading, DateStretch *stretch, int year,
                              size_t place)
{
    if (reading->count == 1)
        return write_month_part(reading, stretch, year, reading->number);
    if (reading->count != 2 || reading->part != PART_NONE)
        return false;
    write_day(stretch, year, reading->number, reading->numbers[1 - place].value);
    return true;
}

static bool write_unit(const DateReading *reading, DateStretch *stretch)
{
    size_t place;
    int year;
    if (!find_year(reading, &place, &year))
        return false;
    const int number = number_of_unit(reading, place);
    stretch->says_more = reading->part != PART_NONE && !is_whole_bound(reading);
    switch (reading->unit) {
    case UNIT_MONTH:
        return write_named_month(reading, stretch, year, place);
    case UNIT_QUARTER:
        return write_steps(stretch, year, 'Q', 4, number);
    case UNIT_HALF:
        return write_steps(stretch, year, 'H', 2, number);
    case UNIT_SEASON:
        g_snprintf(stretch->text, DATE_SIZE, "%04d-%d", year, SEASON_CODE + reading->number);
        return reading->count == 1;
    case UNIT_WEEK:
        return write_week(stretch, year, number);
    case UNIT_DECADE:
        g_snprintf(stretch->text, DATE_SIZE, "%03dX", year / 10);
        return reading->count == 1;
    case UNIT_NONE:
        break;
    }
    return false;
}

/* "Q3 FY26", "fiscal 2026": the same with FY before it. */
static bool write_fiscal(const DateReading *reading, DateStretch *stretch)
{
    size_t place;
    int year;
    if (!find_year(reading, &place, &year) || reading->bound != BOUND_NONE)
        return false;
    const int number = number_of_unit(reading, place);
    const bool is_quarter = reading->unit == UNIT_QUARTER && number >= 1 && number <= 4;
    const bool is_half = reading->unit == UNIT_HALF && number >= 1 && number <= 2;
    if (reading->count > 1 && (reading->number != 0 || reading->unit == UNIT_NONE))
        return false; /* FY25/26: which year is it called by? */
    stretch->says_more = reading->part != PART_NONE;
    if (is_quarter || is_half)
        g_snprintf(stretch->text, DATE_SIZE, "FY%04d-%c%d", year, is_quarter ? 'Q' : 'H', number);
    else
        g_snprintf(stretch->text, DATE_SIZE, "FY%04d", year);
    return is_quarter || is_half || reading->unit == UNIT_NONE;
}

/* --- together --- */

static bool write_stretch(const DateReading *reading, DateStretch *stretch)
{
    *stretch = (DateStretch){0};
    if (reading->fiscal)
        return write_fiscal(reading, stretch);
    return reading->unit == UNIT_NONE ? write_numbers(reading, stretch)
                                      : write_unit(reading, stretch);
}

/* Where the bound leaves the stretch open. Whatever it says before, a stretch of several days
 * begins or ends there. */
static bool write_bound(const DateReading *reading, const DateStretch *stretch, const char *sign,
                        char *out)
{
    const char *slash = strchr(stretch->text, '/');
    const int first = slash != NULL ? (int)(slash - stretch->text) : (int)strlen(stretch->text);
    const char *last = slash != NULL ? slash + 1 : stretch->text;
    /* Before the end of 2027 is in it; before 2027 is not. */
    const bool is_within = reading->part == PART_END && reading->bound == BOUND_BEFORE;
    switch (reading->bound) {
    case BOUND_NONE:
        g_snprintf(out, EDTF_HINT_SIZE, "%s%s", stretch->text, sign);
        return slash == NULL || *sign == '\0';
    case BOUND_SINCE:
        g_snprintf(out, EDTF_HINT_SIZE, "%.*s%s/..", first, stretch->text, sign);
        return true;
    case BOUND_UNTIL:
        g_snprintf(out, EDTF_HINT_SIZE, "../%s%s", last, sign);
        return true;
    case BOUND_BEFORE:
        g_snprintf(out, EDTF_HINT_SIZE, "../%s%s", is_within ? last : stretch->before, sign);
        return is_within || stretch->before[0] != '\0';
    case BOUND_AFTER:
        g_snprintf(out, EDTF_HINT_SIZE, "%s%s/..", stretch->after, sign);
        return stretch->after[0] != '\0';
    }
    return false;
}

/* 期 stands in Japanese only: 下期, 第3四半期. */
static bool is_japanese(const char *text)
{
    return strstr(text, "期") != NULL;
}

static bool guess_one(const char *text, EdtfGuess *guess)
{
    DateReading reading;
    DateStretch stretch;
    if (!date_words_read(text, &reading) || reading.is_vague ||
        (reading.is_business_year && !is_japanese(text)))
        return false;
    reading.fiscal |= reading.is_business_year;
    if (!write_stretch(&reading, &stretch))
        return false;
    const char *sign = reading.about && reading.perhaps ? "%"
                       : reading.about                  ? "~"
                       : reading.perhaps                ? "?"
                                                        : "";
    guess->says_more = stretch.says_more || reading.says_more;
    return write_bound(&reading, &stretch, sign, guess->edtf);
}

/* --- intervals --- */

/* Gives `side` the year of `other`, where that has it: in "2026/3/2 - 3/5" months and days are in
 * the order that a year before them tells. */
static char *add_year(const char *side, const DateReading *other, size_t place, int year)
{
    if (place > 0 || other->count == 1)
        return g_strdup_printf("%s %04d", side, year);
    return g_strdup_printf(strstr(side, "月") != NULL ? "%04d年%s" : "%04d %s", year, side);
}

/* Guesses what stands on one side of a joint; where it has no year, that of `other`. */
static bool guess_side(const char *side, const char *other, EdtfGuess *guess)
{
    DateReading reading;
    size_t place;
    int year;
    if (!guess_one(side, guess)) {
        if (!date_words_read(other, &reading) || !find_year(&reading, &place, &year))
            return false;
        g_autofree char *with_year = add_year(side, &reading, place, year);
        if (!guess_one(with_year, guess))
            return false;
    }
    return strstr(guess->edtf, "..") == NULL;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

/* From the beginning of one to the end of the other. */
static void write_interval(const EdtfGuess *from, const EdtfGuess *to, EdtfGuess *guess)
{
    const char *end = strchr(to->edtf, '/');
    g_snprintf(guess->edtf, EDTF_HINT_SIZE, "%.*s/%s", (int)strcspn(from->edtf, "/"), from->edtf,
               end != NULL ? end + 1 : to->edtf);
    guess->says_more = from->says_more || to->says_more;
}

/* "2026..2027", "March – May 2026", "2026..": `first` and `last` are the texts on both sides. */
static bool guess_interval(const char *first, const char *last, EdtfGuess *guess)
{
    EdtfGuess from = {.edtf = ".."}, to = {.edtf = ".."};
    if (is_blank(first) && is_blank(last))
        return false;
    if ((!is_blank(first) && !guess_side(first, last, &from)) ||
        (!is_blank(last) && !guess_side(last, first, &to)))
        return false;
    write_interval(&from, &to, guess);
    return true;
}

/* Between two dates. Those that may also stand in one are tried when the whole is none. */
static const struct DateJoint {
    const char *text;
    bool is_choice; /* one of the two, which the stretch from one to the other does not say */
} joints[] = {
    {"..", false},  {" to ", false},  {" bis ", false}, {"至", false},  {"到", false},
    {"～", false},  {"~", false},     {"…", false},     {" – ", false}, {" — ", false},
    {" - ", false}, {"–", false},     {"—", false},     {"-", false},   {"/", false},
    {" or ", true}, {" oder ", true}, {"或", true},
};

static bool guess_joined(const char *text, EdtfGuess *guess)
{
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *joint = strstr(text, joints[i].text);
        /* 1/2/2023 is no interval of two dates. */
        const bool is_date_joint =
            strcmp(joints[i].text, "-") == 0 || strcmp(joints[i].text, "/") == 0;
        if (joint == NULL || (is_date_joint && strchr(joint + 1, *joint) != NULL))
            continue;
        const char *last = joint + strlen(joints[i].text);
        const bool may_be_open = strcmp(joints[i].text, "..") == 0;
        g_autofree char *first = g_strndup(text, (gsize)(joint - text));
        if ((may_be_open || (!is_blank(first) && !is_blank(last))) &&
            guess_interval(first, last, guess)) {
            guess->says_more |= joints[i].is_choice;
            return true;
        }
    }
    return false;
}

/* "2026年7-9月", "March 2-5, 2026": whatever is not in order is none of the other forms, either,
 * and no guess. False: it is no pair. */
static bool guess_pair(const char *text, EdtfGuess *guess)
{
    DatePair pair;
    EdtfGuess from = {0}, to = {0};
    if (!date_pair_find(text, &pair))
        return false;
    DatePair more;
    const bool are_three = date_pair_find(pair.first, &more);
    if (are_three)
        date_pair_clear(&more);
    const bool is_pair = guess_one(pair.first, &from) && guess_one(pair.last, &to) &&
                         g_ascii_isdigit(from.edtf[0]) && g_ascii_isdigit(to.edtf[0]) &&
                         strstr(from.edtf, "..") == NULL;
    if (is_pair && !are_three && !pair.is_reversed) {
        write_interval(&from, &to, guess);
        guess->says_more |= pair.is_choice;
    }
    date_pair_clear(&pair);
    return is_pair;
}

/* "202x", "2026-q3": right but for the letters' case. */
static bool write_upper_case(const char *text, EdtfGuess *guess)
{
    size_t length = strspn(text, "0123456789xqhy-/.?~%");
    if (text[length] != '\0' || length >= EDTF_HINT_SIZE || strpbrk(text, "xqhy") == NULL ||
        (strchr(text, '-') == NULL && strchr(text, 'x') == NULL))
        return false;
    for (size_t i = 0; i <= length; i++)
        guess->edtf[i] = g_ascii_toupper(text[i]);
    return true;
}

bool edtf_guess(const char *text, EdtfGuess *guess)
{
    *guess = (EdtfGuess){0};
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    g_autofree char *narrow = narrow_text(text);
    if (write_upper_case(narrow, guess))
        return true;
    if (guess_pair(narrow, guess))
        return guess->edtf[0] != '\0';
    return (strstr(narrow, "..") == NULL && guess_one(narrow, guess)) ||
           guess_joined(narrow, guess);
}

/* Returns what is behind "FY", "GJ", "fiscal year", where one of them begins the text. */
static const char *skip_fiscal(const char *text)
{
    DateReading reading;
    const size_t length = strcspn(text, "0123456789");
    g_autofree char *word = g_strndup(text, length);
    const bool is_fiscal = date_words_read(word, &reading) && reading.fiscal &&
                           reading.unit == UNIT_NONE && reading.number == 0;
    return text + (is_fiscal ? length : 0);
}

bool edtf_spans_years(const char *text, int *first)
{
    const char *at = g_utf8_validate(text, -1, NULL) ? skip_fiscal(text) : text;
    const size_t digits = strspn(at, "0123456789");
    const char *last = at + digits + 1;
    if ((digits != 4 && (digits != 2 || at == text)) || (at[digits] != '/' && at[digits] != '-') ||
        strspn(last, "0123456789") != 2 || last[2] != '\0')
        return false;
    *first = (int)strtol(at, NULL, 10) + (digits == 2 ? CENTURY : 0);
    return (*first + 1) % 100 == strtol(last, NULL, 10);
}

bool edtf_says_business_year(const char *text, int *year)
{
    DateReading reading;
    size_t place;
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    g_autofree char *narrow = narrow_text(text);
    return date_words_read(narrow, &reading) && reading.is_business_year &&
           find_year(&reading, &place, year);
}

bool edtf_says_unknown(const char *text)
{
    DateReading reading;
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    g_autofree char *narrow = narrow_text(text);
    if (g_ascii_strcasecmp(narrow, "n/a") == 0)
        return true;
    return date_words_read(narrow, &reading) && reading.is_vague && reading.count == 0;
}
