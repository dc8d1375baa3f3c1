/*
 * edtf_hint.h - from a date as people write it to the EDTF they probably meant.
 *
 * Only edtf.c includes this: when a text is no EDTF date, it asks here for one to suggest.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { EDTF_HINT_SIZE = 64 };

typedef struct EdtfGuess {
    char edtf[EDTF_HINT_SIZE];
    bool says_more; /* the text says more than the date: "late 2026", "2026E" */
} EdtfGuess;

/* Guesses what `text` ("Jan 2023", "2023/1/15", "3Q26", "late 2026", "2025年底", "before 2027",
 * "since 2024", "about 2026") is in EDTF. Returns false if there is no guess. The guess has EDTF's
 * form, but its month or day may not exist: parse it before showing it. */
bool edtf_guess(const char *text, EdtfGuess *guess);

/* Is `text` a year that goes over into the next, "2025/26", "FY25/26"? Sets the first. Whether it
 * is two years or a fiscal one, and by which of them that is called, it does not say. */
bool edtf_spans_years(const char *text, int *first);

/* Is it of a year that is fiscal in Japanese and the calendar's in Chinese, "2025年度"? Sets it. */
bool edtf_says_business_year(const char *text, int *year);

/* Does `text` say that the date is not known ("tbd")? */
bool edtf_says_unknown(const char *text);
