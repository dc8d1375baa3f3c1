/*
 * edtf_hint.h - from a date as people write it to the EDTF they probably meant.
 *
 * Only edtf.c includes this: when a text is no EDTF date, it asks here for one to suggest.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { EDTF_HINT_SIZE = 40 };

/* Guesses what `text` ("Jan 2023", "2023/1/15", "Q3 2026", "since 2024", "about 2026") is in EDTF
 * and writes it to `edtf`. Returns false if there is no guess. The guess has EDTF's form, but its
 * month or day may not exist: parse it before showing it. */
bool edtf_guess(const char *text, char edtf[EDTF_HINT_SIZE]);
