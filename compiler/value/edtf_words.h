/*
 * edtf_words.h - the words in which roadmaps, reports and people say dates.
 *
 * Only edtf_hint.c includes this. A text is read for what it says, whatever its punctuation, order
 * and language (English, Chinese, German, Japanese): "3Q26", "late 2026", "2025年底", "vor 2027".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum DateUnit {
    UNIT_NONE,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_SEASON, /* number: 1 spring to 4 winter */
    UNIT_WEEK,
    UNIT_DECADE,
} DateUnit;

/* Which part of a year, month or quarter. */
typedef enum DatePart {
    PART_NONE,
    PART_EARLY,
    PART_MID,
    PART_LATE,
    PART_BEGIN,
    PART_END,
    PART_MID_TO_LATE,
    PART_FIRST_TEN, /* days: 上旬 */
    PART_SECOND_TEN,
    PART_LAST_TEN,
} DatePart;

typedef enum DateBound {
    BOUND_NONE,
    BOUND_SINCE, /* that or later */
    BOUND_AFTER,
    BOUND_UNTIL, /* that or earlier */
    BOUND_BEFORE,
} DateBound;

typedef struct DateNumber {
    int value;
    int digits;
    bool is_year; /* marked as one: '26, FY26, 26年, 3Q26 */
} DateNumber;

/* What a text says. */
typedef struct DateReading {
    DateNumber numbers[3];
    size_t count;
    DateUnit unit;
    int number; /* of the unit; 0: none */
    DatePart part;
    DateBound bound;
    bool is_negated; /* "not", which turns the bound that follows round */
    bool about;
    bool perhaps;
    bool fiscal;
    bool is_business_year; /* 年度: fiscal in Japanese, the calendar's in Chinese */
    bool says_year;        /* a number of two digits is one, then */
    bool says_more;        /* than a date can: "expected", "E" */
    bool is_vague;         /* nothing but "unknown", "tbd" */
} DateReading;

/* Reads `text`. Returns false if there is something in it that no date has. */
bool date_words_read(const char *text, DateReading *reading);
