/*
 * edtf.h - dates as vague as their source (EDTF, ISO 8601-2:2019).
 *
 * Levels 0 and 1 without times of day, and of level 2 the sub-year groupings 33-36 (quarters) and
 * 40-41 (halves), which may also be written 2026-Q3 and 2025-H1. A date keeps its text, the
 * interval [earliest day, latest day] that it may stand for and, if it was written as an interval,
 * its ends: nobody reads the text again.
 *
 * Seasons 21-24 are of no hemisphere (ISO 8601-2, 4.8): they are the nine months in which they are
 * in one or the other. 25-28 are northern, 29-32 southern. Seasons are meteorological, of whole
 * months; one that reaches into the next year has the number of the year in which it begins.
 *
 * "FY2026", "FY26-Q3" and "FY2026-H1" are of an organization's fiscal year, which is not EDTF.
 */
#pragma once

#include "value/problem.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t Day;
#define DAY_OPEN_PAST INT32_MIN   /* no earliest day: "../2026" */
#define DAY_OPEN_FUTURE INT32_MAX /* no latest day: "2026/.." */

typedef enum EdtfPrecision {
    EDTF_DAY,
    EDTF_MONTH,
    EDTF_QUARTER,
    EDTF_SEASON,          /* 25-32: of a hemisphere */
    EDTF_SEASON_ANYWHERE, /* 21-24 */
    EDTF_HALF,
    EDTF_YEAR,
    EDTF_DECADE,  /* 202X */
    EDTF_CENTURY, /* 20XX */
    EDTF_INTERVAL,
} EdtfPrecision;

enum { EDTF_UNCERTAIN = 1, EDTF_APPROXIMATE = 2 }; /* "?", "~"; "%" is both */

/* One end of an interval as written; not for others to read (edtf_end()). */
typedef struct EdtfEnd {
    uint8_t precision;
    uint8_t qualifiers;
    uint8_t season;
} EdtfEnd;

typedef enum EdtfSide { EDTF_FIRST, EDTF_LAST } EdtfSide;

typedef struct Edtf {
    const char *text; /* as written; borrowed from whoever called edtf_parse() */
    Day earliest;
    Day latest;
    EdtfPrecision precision : 8;
    uint8_t qualifiers; /* of EDTF_UNCERTAIN and EDTF_APPROXIMATE; an interval's: of either end */
    uint8_t length;     /* of the text, in bytes: that of an interval's end is not terminated */
    uint8_t slash;      /* an interval's: where in its text */
    uint8_t season;     /* 21 to 32, as in ISO 8601-2; 0: none */
    bool is_fiscal;     /* of an organization's year, or an interval of such */
    EdtfEnd ends[2];    /* an interval's, by EdtfSide */
} Edtf;

/* When an organization's fiscal years are. */
typedef struct FiscalYear {
    int last_month;         /* 1 to 12 */
    int month, day;         /* its last day, as it was written; day 0: the month's last */
    bool is_named_by_start; /* FY2025 begins in 2025; else it ends in it */
} FiscalYear;

/* Parses `text`, which must outlive `date`. Returns false and fills `problem` otherwise. */
bool edtf_parse(const char *text, Edtf *date, Problem *problem);

/* The same where a date may be fiscal: its days are those that it has in such years. */
bool edtf_parse_fiscal(const char *text, const FiscalYear *fiscal, Edtf *date, Problem *problem);

/* Reads an organization's fiscal_year_end ("01", "01-31", "--09-30"): a year that ends within the
 * first half of a month ends with the month before. Returns false if it is none. */
bool fiscal_year_read_end(const char *text, FiscalYear *year);

/* Sets `end` to one end of an interval, a date in its own right: its precision, qualifiers, days
 * and the `length` bytes of the interval's text. Returns false if the interval is open there. Any
 * other date is both its ends. */
bool edtf_end(const Edtf *date, EdtfSide side, Edtf *end);

typedef enum EdtfOrder { EDTF_BEFORE, EDTF_AFTER, EDTF_CANNOT_TELL } EdtfOrder;

/* Three answers: before (a's latest day < b's earliest), after, cannot tell. A date with a
 * qualifier never gives a certain answer. */
EdtfOrder edtf_compare(const Edtf *a, const Edtf *b);

/* Is it a day, a month or a year of four digits, and certain? Then its text is a date of ISO 8601-1
 * as well: what HTML's <time> and schema.org's Date can be. */
bool edtf_is_iso(const Edtf *date);

/* A total order for lists and output: earliest, then latest day, then text. Never a judgement. */
int edtf_sort(const Edtf *a, const Edtf *b);

/* Do both stand for the same days, however they are written? */
bool edtf_same_days(const Edtf *a, const Edtf *b);

/* Returns the day as YYYY-MM-DD (years beyond 9999 or before 0 as in EDTF level 1, "Y12345"); NULL
 * for an open end. Caller frees. */
char *edtf_format_day(Day day);

enum { EDTF_DAY_MAX = 16 }; /* bytes of a day's text, with its NUL */

/* Writes the same into `text`, of EDTF_DAY_MAX bytes; returns it, or NULL. */
const char *edtf_write_day(Day day, char *text);

/* Day from and to a calendar date; month and day are 1-based. */
Day edtf_day(int year, int month, int day);
void edtf_split_day(Day day, int *year, int *month, int *month_day);
