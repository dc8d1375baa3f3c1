/*
 * edtf_describe.h - a date in words.
 */
#pragma once

#include "value/edtf.h"

/* Returns the date in words for readers of `language` ("en": "22 Dec 2025", "Jan 2023", "Q3 2026",
 * "first half of 2025", "about 2026", "2026 (uncertain)", "Sep 2019 – Mar 2021", "until 2026",
 * "2020s"; "zh": "2025年12月22日", "2023年1月", "2026年第三季度", "2025年上半年", "约2026年",
 * "2026年（不确定）", ...; any other language: the text as written), never more precise than
 * written. Caller frees. */
char *edtf_describe(const Edtf *date, const char *language);
