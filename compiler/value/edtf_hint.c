#include "value/edtf_hint.h"

#include <glib.h>
#include <string.h>

typedef enum HintWordKind {
    WORD_FILLER,
    WORD_MONTH,   /* number: 1 to 12 */
    WORD_QUARTER, /* number: 1 to 4; 0 if the next number says */
    WORD_HALF,    /* number: 1 or 2; 0 if the next number says */
    WORD_DECADE,  /* the "s" of "2020s" */
    WORD_ABOUT,
    WORD_PERHAPS,
    WORD_SINCE,
    WORD_UNTIL,
} HintWordKind;

typedef struct HintWord {
    const char *text;
    HintWordKind kind;
    int number;
} HintWord;

/* Month names are matched by their first three letters, below. */
static const HintWord words[] = {
    {"年", WORD_FILLER, 0},
    {"月", WORD_FILLER, 0},
    {"日", WORD_FILLER, 0},
    {"号", WORD_FILLER, 0},
    {"–", WORD_FILLER, 0},
    {"—", WORD_FILLER, 0},
    {"to", WORD_FILLER, 0},
    {"of", WORD_FILLER, 0},
    {"st", WORD_FILLER, 0},
    {"nd", WORD_FILLER, 0},
    {"rd", WORD_FILLER, 0},
    {"th", WORD_FILLER, 0},
    {"q", WORD_QUARTER, 0},
    {"年第一季度", WORD_QUARTER, 1},
    {"年第二季度", WORD_QUARTER, 2},
    {"年第三季度", WORD_QUARTER, 3},
    {"年第四季度", WORD_QUARTER, 4},
    {"h", WORD_HALF, 0},
    {"年上半年", WORD_HALF, 1},
    {"年下半年", WORD_HALF, 2},
    {"s", WORD_DECADE, 0},
    {"~", WORD_ABOUT, 0},
    {"about", WORD_ABOUT, 0},
    {"around", WORD_ABOUT, 0},
    {"approx", WORD_ABOUT, 0},
    {"approximately", WORD_ABOUT, 0},
    {"circa", WORD_ABOUT, 0},
    {"ca", WORD_ABOUT, 0},
    {"c", WORD_ABOUT, 0},
    {"约", WORD_ABOUT, 0},
    {"大约", WORD_ABOUT, 0},
    {"?", WORD_PERHAPS, 0},
    {"maybe", WORD_PERHAPS, 0},
    {"perhaps", WORD_PERHAPS, 0},
    {"probably", WORD_PERHAPS, 0},
    {"likely", WORD_PERHAPS, 0},
    {"since", WORD_SINCE, 0},
    {"from", WORD_SINCE, 0},
    {"present", WORD_SINCE, 0},
    {"now", WORD_SINCE, 0},
    {"until", WORD_UNTIL, 0},
    {"till", WORD_UNTIL, 0},
    {"by", WORD_UNTIL, 0},
};

static const char *const month_names[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december",
};

typedef struct HintNumber {
    int value;
    int digits;
} HintNumber;

/* What a text says, regardless of how it is punctuated. */
typedef struct Reading {
    HintNumber numbers[3];
    size_t count;
    HintWord word; /* the one month, quarter, half or decade, if any */
    bool about, perhaps, since, until;
} Reading;

static bool find_word(const char *text, size_t length, HintWord *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strlen(words[i].text) == length &&
            g_ascii_strncasecmp(words[i].text, text, length) == 0) {
            *word = words[i];
            return true;
        }
    for (int i = 0; i < (int)G_N_ELEMENTS(month_names); i++)
        if ((length == 3 || length == strlen(month_names[i])) &&
            g_ascii_strncasecmp(month_names[i], text, length) == 0) {
            *word = (HintWord){month_names[i], WORD_MONTH, i + 1};
            return true;
        }
    return false;
}

static bool take_word(Reading *reading, const HintWord *word)
{
    switch (word->kind) {
    case WORD_FILLER:
        return true;
    case WORD_MONTH:
    case WORD_QUARTER:
    case WORD_HALF:
    case WORD_DECADE:
        if (reading->word.text != NULL)
            return false;
        reading->word = *word;
        return true;
    case WORD_ABOUT:
        reading->about = true;
        return true;
    case WORD_PERHAPS:
        reading->perhaps = true;
        return true;
    case WORD_SINCE:
        reading->since = true;
        return true;
    case WORD_UNTIL:
        reading->until = true;
        return true;
    }
    return false;
}

static bool is_word_byte(char c)
{
    return g_ascii_isalpha(c) || (c & 0x80) != 0;
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    bool ascii = g_ascii_isalpha(*text);
    while (is_word_byte(text[length]) && g_ascii_isalpha(text[length]) == ascii)
        length++;
    return length > 0 ? length : 1; /* "~" and "?" are words of their own */
}

static const char *take_number(Reading *reading, const char *at)
{
    HintNumber *number = &reading->numbers[reading->count++];
    for (; g_ascii_isdigit(*at) && number->digits < 9; at++, number->digits++)
        number->value = number->value * 10 + (*at - '0');
    return at;
}

/* A quarter's or half's number follows its letter at once: "Q3". */
static bool take_letter_number(Reading *reading, const char **at)
{
    HintWord *word = &reading->word;
    if ((word->kind != WORD_QUARTER && word->kind != WORD_HALF) || word->number != 0)
        return true;
    if (!g_ascii_isdigit(**at))
        return false;
    word->number = *(*at)++ - '0';
    return true;
}

static bool read_text(const char *text, Reading *reading)
{
    *reading = (Reading){0};
    for (const char *at = text; *at != '\0';) {
        if (g_ascii_isdigit(*at)) {
            if (reading->count == G_N_ELEMENTS(reading->numbers))
                return false;
            at = take_number(reading, at);
        } else if (is_word_byte(*at) || *at == '~' || *at == '?') {
            HintWord word;
            size_t length = word_length(at);
            if (!find_word(at, length, &word) || !take_word(reading, &word))
                return false;
            at += length;
            if (!take_letter_number(reading, &at))
                return false;
        } else if (strchr(" ./-,()'", *at) != NULL) {
            at++;
        } else {
            return false;
        }
    }
    return true;
}

/* Which of two numbers beside a year is the month? Written year first, the first; else it shows
 * only if the other is too large for a month. Returns false if it does not show. */
static bool split_month_and_day(const Reading *reading, int *year, int *month, int *day)
{
    const HintNumber *numbers = reading->numbers;
    bool year_first = numbers[0].digits == 4;
    *year = numbers[year_first ? 0 : 2].value;
    *month = numbers[year_first ? 1 : 0].value;
    *day = numbers[year_first ? 2 : 1].value;
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

/* "2023-01", "20230115", "1.15.2023": numbers alone. */
static bool write_numbers(const Reading *reading, char *out, gulong size)
{
    const HintNumber *numbers = reading->numbers;
    int first = numbers[0].value;
    if (reading->count == 1) {
        if (numbers[0].digits == 8)
            g_snprintf(out, size, "%04d-%02d-%02d", first / 10000, first / 100 % 100, first % 100);
        else if (numbers[0].digits == 6)
            g_snprintf(out, size, "%04d-%02d", first / 100, first % 100);
        else
            g_snprintf(out, size, "%s%04d", numbers[0].digits > 4 ? "Y" : "", first);
        return numbers[0].digits >= 4;
    }
    if (reading->count == 2) {
        bool year_first = numbers[0].digits == 4;
        const HintNumber *year = &numbers[!year_first], *other = &numbers[year_first];
        if (year->digits != 4)
            return false;
        if (other->digits == 4) {
            g_snprintf(out, size, "%04d/%04d", first, numbers[1].value);
            return !reading->about && !reading->perhaps && !reading->since && !reading->until;
        }
        g_snprintf(out, size, "%04d-%02d", year->value, other->value);
        return other->digits <= 2;
    }
    int year, month, day;
    if (reading->count != 3 || !split_month_and_day(reading, &year, &month, &day))
        return false;
    g_snprintf(out, size, "%04d-%02d-%02d", year, month, day);
    return true;
}

/* "Jan 2023", "15 January 2023", "Jan 15, 2023", "Q3 2026", "2020s": numbers and one word. */
static bool write_word(const Reading *reading, char *out, gulong size)
{
    const HintNumber *numbers = reading->numbers;
    const HintWord *word = &reading->word;
    if (reading->count == 0 || reading->count > (word->kind == WORD_MONTH ? 2 : 1))
        return false;
    const HintNumber *year = &numbers[reading->count == 2 && numbers[0].digits != 4];
    if (year->digits != 4)
        return false;
    if (word->kind == WORD_QUARTER || word->kind == WORD_HALF)
        g_snprintf(out, size, "%04d-%c%d", year->value, word->kind == WORD_QUARTER ? 'Q' : 'H',
                   word->number);
    else if (word->kind == WORD_DECADE)
        g_snprintf(out, size, "%03dX", year->value / 10);
    else if (reading->count == 1)
        g_snprintf(out, size, "%04d-%02d", year->value, word->number);
    else
        g_snprintf(out, size, "%04d-%02d-%02d", year->value, word->number,
                   numbers[year == numbers].value);
    return true;
}

/* "202x", "2026-q3": right but for the letters' case. */
static bool write_upper_case(const char *text, char edtf[EDTF_HINT_SIZE])
{
    size_t length = strspn(text, "0123456789xqhy-/.?~%");
    if (text[length] != '\0' || length >= EDTF_HINT_SIZE || strpbrk(text, "xqhy") == NULL ||
        (strchr(text, '-') == NULL && strchr(text, 'x') == NULL))
        return false;
    for (size_t i = 0; i <= length; i++)
        edtf[i] = g_ascii_toupper(text[i]);
    return true;
}

bool edtf_guess(const char *text, char edtf[EDTF_HINT_SIZE])
{
    Reading reading;
    char date[16];
    if (write_upper_case(text, edtf))
        return true;
    if (!read_text(text, &reading))
        return false;
    bool written = reading.word.text == NULL ? write_numbers(&reading, date, sizeof date)
                                             : write_word(&reading, date, sizeof date);
    if (!written || (reading.since && reading.until))
        return false;
    const char *qualifier = reading.about && reading.perhaps ? "%"
                            : reading.about                  ? "~"
                            : reading.perhaps                ? "?"
                                                             : "";
    g_snprintf(edtf, EDTF_HINT_SIZE, "%s%s%s%s", reading.until ? "../" : "", date, qualifier,
               reading.since ? "/.." : "");
    return true;
}
