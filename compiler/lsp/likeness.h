/*
 * likeness.h - where a place of one text is in another one that was typed out of it. Only lsp/ and
 * tests include this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far two texts are the same, from both ends. */
typedef struct Likeness {
    size_t before;
    size_t after;
    size_t old_length;
    size_t new_length;
} Likeness;

Likeness likeness_find(const char *old, size_t old_length, const char *new, size_t new_length);

/* Moves a place of the old text into the new one; false: there the text is another one. */
bool likeness_move(const Likeness *same, uint32_t *start, uint32_t *end);

/* The same of an offset; where the text is another one, the place where that begins. */
size_t likeness_offset(const Likeness *same, size_t offset);
