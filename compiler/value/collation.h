/*
 * collation.h - the order in which people look for names.
 *
 * Numbers in names count by value (B2 before B10), letters without regard to case and accents, Han
 * as the language reads it: by pinyin in Chinese, by JIS X 0208's order of readings in Japanese, as
 * CLDR has it (through ICU, which is loaded when first needed). The locale of the machine has no
 * part in it, so the order is the same everywhere. Depends on nothing but the text, the language
 * and the versions of GLib and ICU.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Returns bytes without NUL whose strcmp() order is that of the names; no two texts have the same.
 * Caller frees. */
char *collation_key(const char *text, const char *language);

/* Returns each text's place among all of them, from 0; of equal ones the first comes first. Caller
 * frees. */
uint32_t *collation_places(const char *const *texts, size_t count, const char *language);
