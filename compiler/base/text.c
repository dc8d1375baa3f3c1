#include "base/text.h"

#include <stdint.h>
#include <string.h>

int text_cell_width(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

bool text_is_bidi_control(gunichar c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C ||
           c == 0x200E || c == 0x200F;
}

static bool is_printable(gunichar c)
{
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029 && c != 0xFEFF &&
           !text_is_bidi_control(c);
}

void text_append_printable(GString *out, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(out, "\\x%02X", (unsigned char)*text);
            text++;
            continue;
        }
        if (c == '\t')
            g_string_append_c(out, ' ');
        else if (is_printable(c))
            g_string_append_unichar(out, c);
        else if (c < 0x100)
            g_string_append_printf(out, "\\x%02X", c);
        else
            g_string_append_printf(out, "\\u{%04X}", c);
        text = g_utf8_next_char(text);
    }
}

enum { DISTANCE_LENGTH_MAX = 64 }; /* longer words are never near: keeps the cost bounded */

/* One bit for each letter that occurs (some share one). */
static uint64_t letters_of(const char *text)
{
    uint64_t letters = 0;
    for (; *text != '\0'; text++)
        letters |= UINT64_C(1) << (g_ascii_tolower(*text) & 63);
    return letters;
}

static unsigned count_bits(uint64_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* Each letter that only one of them has takes a step of its own: most words need no more looking.
 */
static bool differ_in_letters(const char *a, const char *b, unsigned limit)
{
    const uint64_t in_a = letters_of(a);
    const uint64_t in_b = letters_of(b);
    return count_bits(in_a & ~in_b) > limit || count_bits(in_b & ~in_a) > limit;
}

unsigned text_distance(const char *a, const char *b, unsigned limit)
{
    const size_t n = strlen(a);
    const size_t m = strlen(b);
    if (n > DISTANCE_LENGTH_MAX || m > DISTANCE_LENGTH_MAX || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    if (differ_in_letters(a, b, limit))
        return limit + 1;

    /* Three rows of the table of prefixes: the swap looks two rows back. */
    unsigned rows[3][DISTANCE_LENGTH_MAX + 1];
    unsigned *before = rows[0];
    unsigned *last = rows[1];
    unsigned *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        last[j] = (unsigned)j;
    unsigned least_before = 0;
    for (size_t i = 1; i <= n; i++) {
        unsigned least = (unsigned)i;
        const char x = g_ascii_tolower(a[i - 1]);
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            const char y = g_ascii_tolower(b[j - 1]);
            unsigned best = last[j - 1] + (x != y);
            best = MIN(best, last[j] + 1);
            best = MIN(best, row[j - 1] + 1);
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && g_ascii_tolower(a[i - 2]) == y)
                best = MIN(best, before[j - 2] + 1);
            row[j] = best;
            least = MIN(least, best);
        }
        if (least > limit && least_before > limit)
            return limit + 1; /* rows follow from the two before them, and grow */
        least_before = least;
        unsigned *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return MIN(last[m], limit + 1);
}

void nearest_init(Nearest *nearest, const char *word)
{
    nearest->word = word;
    nearest->best = NULL;
    nearest->distance = (unsigned)(strlen(word) / 3);
}

void nearest_offer(Nearest *nearest, const char *candidate)
{
    const unsigned distance = text_distance(nearest->word, candidate, nearest->distance);
    if (distance > nearest->distance)
        return;
    if (nearest->best != NULL && distance == nearest->distance &&
        strcmp(candidate, nearest->best) >= 0)
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}

static const char *markup_escape(unsigned char c)
{
    if (c > '>') /* letters and UTF-8: most of any text */
        return NULL;
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return NULL;
    default:
        return c < ' ' ? "\xEF\xBF\xBD" : NULL;
    }
}

void text_append_markup(GString *out, const char *text)
{
    const char *run = text;
    const char *at = text;
    for (; *at != '\0'; at++) {
        const char *escape = markup_escape((unsigned char)*at);
        if (escape == NULL)
            continue;
        g_string_append_len(out, run, at - run);
        g_string_append(out, escape);
        run = at + 1;
    }
    g_string_append_len(out, run, at - run);
}
