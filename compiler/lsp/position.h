/*
 * position.h - places as editors count them: lines from 0, and in a line units of the encoding that
 * client and server have agreed on. The only place that knows both ways. Only lsp/ and tests
 * include this.
 *
 * In UTF-16 what lies beyond the BMP counts two; in UTF-8 bytes are counted. A line ends with LF,
 * CR LF or CR (LSP 3.17, "Text Documents"). A byte order mark, which no editor shows, is nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum PositionUnit { POSITION_UTF16, POSITION_UTF8 } PositionUnit;

typedef struct TextPlace {
    uint32_t line;
    uint32_t unit;
} TextPlace;

/* A text with marks in it, so that a place is found without reading all that stands before it. */
typedef struct PlacedText PlacedText;

/* Borrows `bytes`, which need not be UTF-8: a byte that belongs to no character counts as one. The
 * caller frees the result. */
PlacedText *placed_text_new(const char *bytes, size_t length, PositionUnit unit);
void placed_text_free(PlacedText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlacedText, placed_text_free)

/* Where byte `offset` stands; one within a character: at its beginning. */
TextPlace placed_text_place(const PlacedText *text, size_t offset);

/* The same where something ends: one within a character: behind it. */
TextPlace placed_text_end(const PlacedText *text, size_t offset);

/* Which byte stands there. Behind a line's end is that end, behind the last line the text's end;
 * within a character is its beginning. */
size_t placed_text_offset(const PlacedText *text, TextPlace place);
