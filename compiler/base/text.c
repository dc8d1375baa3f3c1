#include "base/text.h"

#include <stdint.h>
#include <string.h>

int text_cell_width(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

unsigned text_cells(const char *text)
{
    unsigned cells = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text))
        cells += (unsigned)text_cell_width(g_utf8_get_char(text));
    return cells;
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

/* Where each byte stands in a word of at most 64: a bit a place. */
typedef uint64_t Places[256];

enum { DISTANCE_LENGTH_MAX = 64 }; /* longer words are never near */

static void places_fill(Places places, const char *word)
{
    memset(places, 0, sizeof(Places));
    for (size_t i = 0; i < DISTANCE_LENGTH_MAX && word[i] != '\0'; i++)
        places[(unsigned char)g_ascii_tolower(word[i])] |= (uint64_t)1 << i;
}

/* One column of the table of distances between prefixes after another, each as bits: where it goes
 * up by one and where down (Hyyrö 2003, with swaps). A word then costs what its length is. */
static unsigned places_distance(const Places places, size_t length, const char *other)
{
    const uint64_t last = (uint64_t)1 << (length - 1);
    uint64_t up = ~(uint64_t)0;
    uint64_t down = 0;
    uint64_t diagonal = 0;
    uint64_t matches_before = 0;
    unsigned distance = (unsigned)length;
    for (const char *at = other; *at != '\0'; at++) {
        const uint64_t matches = places[(unsigned char)g_ascii_tolower(*at)];
        const uint64_t swaps = ((~diagonal & matches) << 1) & matches_before;
        diagonal = (((matches & up) + up) ^ up) | matches | down | swaps;
        uint64_t right_up = down | ~(diagonal | up);
        uint64_t right_down = diagonal & up;
        distance += (right_up & last) != 0;
        distance -= (right_down & last) != 0;
        right_up = right_up << 1 | 1;
        right_down <<= 1;
        up = right_down | ~(diagonal | right_up);
        down = right_up & diagonal;
        matches_before = matches;
    }
    return distance;
}

/* `limit` + 1 for anything further. */
static unsigned near_distance(const Places places, size_t length, const char *other, unsigned limit)
{
    const size_t n = strlen(other);
    const size_t difference = n > length ? n - length : length - n;
    if (length > DISTANCE_LENGTH_MAX || n > DISTANCE_LENGTH_MAX || difference > limit)
        return limit + 1;
    const unsigned distance = length > 0 ? places_distance(places, length, other) : (unsigned)n;
    return MIN(distance, limit + 1);
}

unsigned text_distance(const char *a, const char *b, unsigned limit)
{
    Places places;
    places_fill(places, a);
    return near_distance(places, strlen(a), b, limit);
}

/* Is the letter at `at` one that people type for a digit beside it: O, l or I? Returns the digit,
 * or what stands there. */
static char digit_meant(const char *word, size_t at)
{
    const char c = word[at];
    const bool beside = (at > 0 && g_ascii_isdigit(word[at - 1])) || g_ascii_isdigit(word[at + 1]);
    if (!beside || (c != 'o' && c != 'O' && c != 'l' && c != 'I'))
        return c;
    return c == 'o' || c == 'O' ? '0' : '1';
}

/* Moves `at` on to the next digit; '\0' at the end. */
static char next_digit(const char *word, size_t *at)
{
    while (word[*at] != '\0') {
        const char c = digit_meant(word, (*at)++);
        if (g_ascii_isdigit(c))
            return c;
    }
    return '\0';
}

static bool has_same_digits(const char *a, const char *b)
{
    size_t at_a = 0, at_b = 0;
    char c;
    while ((c = next_digit(a, &at_a)) == next_digit(b, &at_b))
        if (c == '\0')
            return true;
    return false;
}

/* Is each part of one near the same part of the other? Words of another number of parts have lost
 * or gained a joint, and nothing else is asked of them. */
static bool has_near_parts(const char *a, const char *b)
{
    static const char joints[] = "_-. ";
    g_auto(GStrv) parts = g_strsplit_set(a, joints, -1);
    g_auto(GStrv) others = g_strsplit_set(b, joints, -1);
    const guint count = g_strv_length(parts);
    if (count < 2 || g_strv_length(others) != count)
        return true;
    for (guint i = 0; i < count; i++) {
        const unsigned limit = MAX(1, (unsigned)strlen(parts[i]) / 3);
        if (text_distance(parts[i], others[i], limit) > limit)
            return false;
    }
    return true;
}

/* What is left of a word behind a prefix and a joint; NULL: it has another beginning, or hardly
 * anything is left. */
static const char *skip_prefix(const char *word, const char *prefix)
{
    const size_t length = strlen(prefix);
    if (g_ascii_strncasecmp(word, prefix, length) != 0)
        return NULL;
    const char *rest = word + length;
    rest += length > 0 && strchr("_-. ", *rest) != NULL && *rest != '\0';
    return strlen(rest) >= 3 ? rest : NULL;
}

/* Would it be the prefixes that differ, and not what follows them? */
static bool is_prefix_apart(const char *a, const char *rest_a, const char *b, const char *rest_b,
                            unsigned distance)
{
    g_autofree char *before_a = g_strndup(a, (gsize)(rest_a - a));
    g_autofree char *before_b = g_strndup(b, (gsize)(rest_b - b));
    const unsigned apart = text_distance(before_a, before_b, distance);
    return apart <= distance && text_distance(rest_a, rest_b, distance) <= distance - apart;
}

/* Does a prefix turn one into something else than the other: unlaunched, delisting, re_tape_out? */
static bool is_opposite(const char *a, const char *b, unsigned distance)
{
    static const char *const prefixes[] = {"",    "un",   "re", "de",   "dis", "mis",   "non",
                                           "not", "no",   "in", "ex",   "im",  "under", "over",
                                           "pre", "post", "up", "down", "sub", "super"};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *rest_a = skip_prefix(a, prefixes[i]);
        for (size_t k = 0; rest_a != NULL && k < G_N_ELEMENTS(prefixes); k++) {
            const char *rest_b = k != i ? skip_prefix(b, prefixes[k]) : NULL;
            if (rest_b != NULL && is_prefix_apart(a, rest_a, b, rest_b, distance))
                return true;
        }
    }
    return false;
}

/* Counts each letter of a word; what is meant for a digit is none. Returns how many there are. */
static size_t count_letters(const char *word, int letters[256], int by)
{
    size_t count = 0;
    for (size_t i = 0; word[i] != '\0'; i++)
        if (!g_ascii_isdigit(digit_meant(word, i))) {
            letters[(unsigned char)g_ascii_tolower(word[i])] += by;
            count++;
        }
    return count;
}

enum { CODE_LETTERS_MAX = 3 };

/* Are they short codes of other letters? In those each letter tells: tf16 is no slip for bf16, nor
 * tbp one for tdp. A code with digits has no letter too many either: uint8 and int8. */
static bool is_other_code(const char *a, const char *b)
{
    int letters[256] = {0};
    const size_t count_a = count_letters(a, letters, 1);
    const size_t count_b = count_letters(b, letters, -1);
    const bool has_digits = count_a < strlen(a) || count_b < strlen(b);
    if (MIN(count_a, count_b) > CODE_LETTERS_MAX || (!has_digits && count_a != count_b))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++)
        if (letters[i] != 0)
            return true;
    return false;
}

static bool has_other_code(const char *a, const char *b)
{
    g_auto(GStrv) parts = g_strsplit_set(a, "_-. ", -1);
    g_auto(GStrv) others = g_strsplit_set(b, "_-. ", -1);
    if (g_strv_length(others) != g_strv_length(parts))
        return false;
    for (size_t i = 0; parts[i] != NULL; i++)
        if (is_other_code(parts[i], others[i]))
            return true;
    return false;
}

void nearest_init(Nearest *nearest, const char *word)
{
    nearest->word = word;
    nearest->length = strlen(word);
    nearest->best = NULL;
    nearest->distance = (unsigned)(nearest->length / 3);
    nearest->budget = NULL;
    nearest->given_up = false;
    places_fill(nearest->places, word);
}

void nearest_init_within(Nearest *nearest, const char *word, size_t *budget)
{
    nearest_init(nearest, word);
    nearest->budget = budget;
    nearest->given_up = *budget == 0;
}

void nearest_offer(Nearest *nearest, const char *candidate)
{
    if (nearest->given_up)
        return;
    if (nearest->budget != NULL && *nearest->budget > 0) /* what was begun comes to its end */
        --*nearest->budget;
    const unsigned distance =
        near_distance(nearest->places, nearest->length, candidate, nearest->distance);
    if (distance > nearest->distance)
        return;
    if (nearest->best != NULL && distance == nearest->distance &&
        strcmp(candidate, nearest->best) >= 0)
        return;
    if (!has_same_digits(nearest->word, candidate) || !has_near_parts(nearest->word, candidate) ||
        has_other_code(nearest->word, candidate) || is_opposite(nearest->word, candidate, distance))
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}

/* Control characters, which HTML and XML forbid, become U+FFFD. */
#define BAD "\xEF\xBF\xBD"

/* What stands for a byte in markup; NULL: it may stay. The text's end is where nothing stands. */
static const char *const MARKUP_ESCAPES['>' + 1] = {
    "",
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    NULL,
    NULL,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    BAD,
    ['&'] = "&amp;",
    ['<'] = "&lt;",
    ['>'] = "&gt;",
    ['"'] = "&quot;",
    ['\''] = "&#39;",
};
#undef BAD

/* Returns where the run of bytes that may stay ends. Letters and UTF-8 are most of any text. */
static const char *skip_plain(const char *at)
{
    while ((unsigned char)*at > '>' || MARKUP_ESCAPES[(unsigned char)*at] == NULL)
        at++;
    return at;
}

void text_append_markup(GString *out, const char *text)
{
    for (;;) {
        const char *end = skip_plain(text);
        text_append_bytes(out, text, (size_t)(end - text));
        if (*end == '\0')
            return;
        text_append(out, MARKUP_ESCAPES[(unsigned char)*end]);
        text = end + 1;
    }
}

char *text_write_integer(char *end, int64_t value)
{
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        *--end = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--end = '-';
    return end;
}

void text_append_integer(GString *out, int64_t value)
{
    char digits[TEXT_INTEGER_MAX];
    char *end = digits + sizeof digits;
    const char *start = text_write_integer(end, value);
    text_append_bytes(out, start, (size_t)(end - start));
}

int text_han_digit(const char *at)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    if (g_str_has_prefix(at, "〇") || g_str_has_prefix(at, "○"))
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(digits); i++)
        if (g_str_has_prefix(at, digits[i]))
            return (int)i;
    return -1;
}
