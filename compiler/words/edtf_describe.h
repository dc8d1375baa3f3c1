/*
 * edtf_describe.h - a date in words.
 *
 * What a language makes of a date stands in its words, group "date": names of months, seasons,
 * quarters and halves, and patterns ("{day} {month} {year}") of what is put together from them.
 */
#pragma once

#include "value/edtf.h"
#include "words/words.h"

/* Returns a point in time in words, never more precise than written ("22 Dec 2025", "Jan 2023", "Q3
 * 2026", "first half of 2025", "about 2026", "2026 (uncertain)", "Sep 2019 – Mar 2021", "2026 or
 * earlier", "by Dec 2025", "2027 or later", "2020s", "FY2026-Q3 (Aug 2025 – Oct 2025)";
 * "2025年12月22日", "2023年1月", "约2026年", ...). In `arena`. */
const char *edtf_describe(const Words *words, const Edtf *date, Arena *arena);

/* Returns the month or day with which a fiscal year ends, each year: "Jan", "31 Jan". Arena. */
const char *edtf_describe_year_end(const Words *words, const FiscalYear *year, Arena *arena);

/* As edtf_describe(), of a time that lasts: "since 2024", "until 2026". */
const char *edtf_describe_period(const Words *words, const Edtf *period, Arena *arena);
