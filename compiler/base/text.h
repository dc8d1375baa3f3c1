/*
 * text.h - what GLib lacks for text: positions, widths, escapes, the nearest word.
 *
 * All text is UTF-8 that has been checked; columns count code points, widths count terminal cells.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Append without a call for each piece, since outputs are written in pieces of a few bytes: the
 * room is looked at here, and only what does not fit goes through GLib. */
static inline void text_append_bytes(GString *out, const char *bytes, size_t length)
{
    if (length >= out->allocated_len - out->len) {
        g_string_append_len(out, bytes, (gssize)length);
        return;
    }
    memcpy(out->str + out->len, bytes, length);
    out->len += length;
    out->str[out->len] = '\0';
}

static inline void text_append(GString *out, const char *text)
{
    text_append_bytes(out, text, strlen(text));
}

enum { TEXT_INTEGER_MAX = 20 }; /* bytes of a number in decimal digits */

/* Writes decimal digits before `end`; returns where they begin. */
char *text_write_integer(char *end, int64_t value);
void text_append_integer(GString *out, int64_t value);

/* Cells that a terminal gives to `c`: 2 for East Asian wide, 0 for combining marks, else 1. */
int text_cell_width(gunichar c);

/* Cells that a terminal gives to the text. */
unsigned text_cells(const char *text);

/* Appends `length` bytes with control characters, bidirectional controls and line separators
 * written as \xNN or \u{NNNN}, and bytes that are not UTF-8 as \xNN: safe to print on a terminal.
 * Tabs become one space. */
void text_append_printable(GString *out, const char *text, size_t length);

/* Is `c` a bidirectional formatting character (UAX #9: embeddings, overrides, isolates)? */
bool text_is_bidi_control(gunichar c);

/* Appends valid UTF-8 so that HTML and XML take it for that text and nothing else, in elements and
 * in quoted attributes: & < > " ' as references; control characters but newline and tab, which they
 * forbid, as U+FFFD. */
void text_append_markup(GString *out, const char *text);

/* How far `a` is from `b`: insertions, deletions, substitutions and swaps of neighbours (optimal
 * string alignment), in bytes, without regard to ASCII case; `limit` + 1 for anything further. */
unsigned text_distance(const char *a, const char *b, unsigned limit);

/* Keeps the candidate nearest to a word: init, offer each one, read `best`. Near means at most a
 * third of the word's length away, and of each of its parts' between underscores and the like, with
 * the same digits: fp6 is no slip for fp16, nor end_of_sale one for end_of_life. Nor is a word near
 * its opposite (unplanned, planned), or a short code one of other letters (tf16, bf16). Ties go to
 * the candidate first in strcmp() order. */
typedef struct Nearest {
    const char *word;
    const char *best; /* NULL: none is near */
    unsigned distance;
    size_t length;        /* of the word */
    size_t *budget;       /* NULL: without end */
    bool given_up;        /* there was no budget left for it */
    uint64_t places[256]; /* where each byte stands in it, a bit a place */
} Nearest;

void nearest_init(Nearest *nearest, const char *word);

/* The same where words and candidates are the user's, and may be as many as a file holds: every
 * candidate takes one from `*budget`, and once nothing is left of it no word has a near one. */
void nearest_init_within(Nearest *nearest, const char *word, size_t *budget);

/* A budget for one file, or one table of names: enough for every mistake that anybody reads. */
enum { NEAREST_BUDGET = 500000 };

void nearest_offer(Nearest *nearest, const char *candidate);

/* Returns the Han digit that stands at `at`, 零 or 〇 to 九; -1: none does. */
int text_han_digit(const char *at);
