#include "scene/metrics.h"

#include "base/text.h"

#include <string.h>

/* Thousandths of an em: U+0020 to U+007E, and U+00A0 to U+00FF. */
static const short ascii_widths[] = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
    611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667,  611, 732, 684, 989, 685,
    667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838,
};
static const short latin_widths[] = {
    318, 401, 636, 636, 636, 636, 337,  556, 500, 1000, 471, 612, 838, 361, 1000, 500,
    500, 838, 401, 401, 500, 636, 636,  318, 500, 401,  471, 612, 969, 969, 969,  611,
    684, 684, 684, 684, 684, 684, 1000, 722, 667, 667,  667, 667, 295, 295, 295,  295,
    775, 748, 787, 787, 787, 787, 787,  838, 787, 732,  732, 732, 732, 667, 667,  630,
    613, 613, 613, 613, 613, 613, 982,  550, 615, 615,  615, 615, 278, 278, 278,  278,
    612, 634, 612, 612, 612, 612, 612,  838, 612, 634,  634, 634, 634, 592, 635,  592,
};
G_STATIC_ASSERT(G_N_ELEMENTS(ascii_widths) == 0x7F - 0x20);
G_STATIC_ASSERT(G_N_ELEMENTS(latin_widths) == 0x100 - 0xA0);

enum {
    EM = 1000,
    OTHER_WIDTH = 750, /* letters of other scripts: Greek and Cyrillic capitals reach this */
    BOLD_PER_CENT = 112,
    CJK_FIRST = 0x4E00, /* ideographs, known without a look at the tables */
    CJK_LAST = 0x9FA5,
};

static const char ellipsis[] = "…";

static int char_width(gunichar c)
{
    if (c >= 0x20 && c < 0x7F)
        return ascii_widths[c - 0x20];
    if (c >= 0xA0 && c < 0x100)
        return latin_widths[c - 0xA0];
    if (text_is_bidi_control(c))
        return 0;
    if (c >= CJK_FIRST && c <= CJK_LAST)
        return EM;
    /* General punctuation (dashes, quotes, "…") is one em wide in CJK fonts. */
    if (c >= 0x2010 && c < 0x2070)
        return c == 0x2013 ? EM / 2 : EM;
    const int cells = text_cell_width(c);
    return cells == 2 ? EM : cells == 0 ? 0 : OTHER_WIDTH;
}

static double scaled(int64_t thousandths, double size, bool bold)
{
    return (double)thousandths * size * (bold ? BOLD_PER_CENT / 100.0 : 1.0) / EM;
}

double metrics_width(const char *text, double size, bool bold)
{
    int64_t sum = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        sum += char_width(g_utf8_get_char(at));
    return scaled(sum, size, bold);
}

/* Returns how many bytes at the beginning of `text` are no wider than `room`. */
static size_t fit_start(const char *text, double size, bool bold, double room)
{
    int64_t sum = 0;
    const char *cut = text;
    const char *at = text;
    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        const int width = char_width(g_utf8_get_char(at));
        if (width > 0 && scaled(sum, size, bold) <= room)
            cut = at;
        sum += width;
    }
    return scaled(sum, size, bold) <= room ? (size_t)(at - text) : (size_t)(cut - text);
}

/* Same at its end: returns where it begins. */
static size_t fit_end(const char *text, double size, bool bold, double room)
{
    int64_t sum = 0;
    const char *cut = text + strlen(text);
    for (const char *at = cut; at > text;) {
        at = g_utf8_prev_char(at);
        const int width = char_width(g_utf8_get_char(at));
        sum += width;
        if (scaled(sum, size, bold) > room)
            break;
        if (width > 0)
            cut = at;
    }
    return (size_t)(cut - text);
}

const char *metrics_shorten(Arena *arena, const char *text, double size, bool bold, double room,
                            double share)
{
    if (metrics_width(text, size, bold) <= room)
        return text;
    const double left = MAX(room - metrics_width(ellipsis, size, bold), 0);
    size_t start = fit_start(text, size, bold, left * share);
    const double used = metrics_width(arena_strndup(arena, text, start), size, bold);
    size_t end = share < 1 ? fit_end(text, size, bold, left - used) : strlen(text);
    end = MAX(end, start);
    while (start > 0 && text[start - 1] == ' ')
        start--;
    while (text[end] == ' ')
        end++;
    return arena_printf(arena, "%.*s%s%s", (int)start, text, ellipsis, text + end);
}

const char *metrics_shorten_at(Arena *arena, const char *text, double size, bool bold, double room,
                               size_t at)
{
    static const double BEGINNING = 0.3;
    if (metrics_width(text, size, bold) <= room)
        return text;
    const double left = MAX(room - 2 * metrics_width(ellipsis, size, bold), 0);
    size_t start = fit_start(text, size, bold, left * BEGINNING);
    if (start >= at) /* nothing is left out before it */
        return metrics_shorten(arena, text, size, bold, room, 1);
    const double used = metrics_width(arena_strndup(arena, text, start), size, bold);
    size_t length = fit_start(text + at, size, bold, left - used);
    const bool is_end = text[at + length] == '\0';
    while (start > 0 && text[start - 1] == ' ')
        start--;
    while (length > 0 && text[at + length - 1] == ' ')
        length--;
    return arena_printf(arena, "%.*s%s%.*s%s", (int)start, text, ellipsis, (int)length, text + at,
                        is_end ? "" : ellipsis);
}

/* Simplified from UAX #14: at spaces, and around wide characters. */
static bool may_break(gunichar before, gunichar after)
{
    if (after == ' ')
        return true;
    const bool wide = g_unichar_iswide(before) || g_unichar_iswide(after);
    return wide && before != ' ' && !g_unichar_ispunct(after) && !g_unichar_ismark(after) &&
           g_unichar_type(before) != G_UNICODE_OPEN_PUNCTUATION;
}

/* Is it a single Han or kana, which looks lost on a line of its own? */
static bool is_lone(const char *text)
{
    return g_unichar_iswide(g_utf8_get_char(text)) && *g_utf8_next_char(text) == '\0';
}

size_t metrics_break(const char *text, double size, bool bold, double room)
{
    int64_t sum = 0;
    gunichar before = 0;
    const char *cut = text;
    const char *earlier = text;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (at > text && may_break(before, c)) {
            earlier = cut;
            cut = at;
        }
        sum += char_width(c);
        if (scaled(sum, size, bold) > room)
            return (size_t)((is_lone(cut) && earlier > g_utf8_next_char(text) ? earlier : cut) -
                            text);
        before = c;
    }
    return strlen(text);
}
