/*
 * edtf_describe.h - a date in words.
 *
 * What a language makes of a date stands in its words, group "date": names of months, seasons,
 * quarters and halves, and patterns ("{day} {month} {year}") of what is put together from them.
 */
#pragma once

#include "value/edtf.h"
#include "words/words.h"

/* Returns the date in words, never more precise than written ("22 Dec 2025", "Jan 2023", "Q3 2026",
 * "first half of 2025", "about 2026", "2026 (uncertain)", "Sep 2019 – Mar 2021", "until 2026",
 * "2020s"; "2025年12月22日", "2023年1月", "约2026年", ...). In `arena`. */
const char *edtf_describe(const Words *words, const Edtf *date, Arena *arena);
