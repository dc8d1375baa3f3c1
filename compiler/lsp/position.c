#include "lsp/position.h"

#include <string.h>

enum { STRIDE = 512 }; /* bytes between marks */

typedef struct PlaceMark {
    size_t offset; /* of a character's beginning */
    TextPlace place;
} PlaceMark;

struct PlacedText {
    const char *bytes;
    size_t length;
    PositionUnit unit;
    GArray *marks; /* of PlaceMark */
};

static size_t bom_length(const PlacedText *text)
{
    return text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Bytes of the character at `offset`; 1 for what is none. */
static size_t character_length(const PlacedText *text, size_t offset)
{
    const unsigned char first = (unsigned char)text->bytes[offset];
    const size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length == 1 || length > text->length - offset)
        return 1;
    for (size_t i = 1; i < length; i++)
        if (((unsigned char)text->bytes[offset + i] & 0xC0) != 0x80)
            return 1;
    return length;
}

static bool is_line_end(const PlacedText *text, size_t offset)
{
    const char c = text->bytes[offset];
    return c == '\n' ||
           (c == '\r' && (offset + 1 == text->length || text->bytes[offset + 1] != '\n'));
}

static uint32_t units_of(const PlacedText *text, size_t length)
{
    return text->unit == POSITION_UTF8 ? (uint32_t)length : length == 4 ? 2 : 1;
}

/* Moves on by one character. */
static void mark_advance(const PlacedText *text, PlaceMark *mark)
{
    const size_t length = character_length(text, mark->offset);
    if (is_line_end(text, mark->offset))
        mark->place = (TextPlace){mark->place.line + 1, 0};
    else
        mark->place.unit += units_of(text, length);
    mark->offset += length;
}

PlacedText *placed_text_new(const char *bytes, size_t length, PositionUnit unit)
{
    PlacedText *text = g_new0(PlacedText, 1);
    *text = (PlacedText){bytes, length, unit, g_array_new(FALSE, FALSE, sizeof(PlaceMark))};
    PlaceMark mark = {.offset = bom_length(text)};
    g_array_append_val(text->marks, mark);
    for (size_t next = STRIDE; mark.offset < length; mark_advance(text, &mark)) {
        if (mark.offset < next)
            continue;
        g_array_append_val(text->marks, mark);
        next = mark.offset + STRIDE;
    }
    return text;
}

void placed_text_free(PlacedText *text)
{
    g_array_unref(text->marks);
    g_free(text);
}

static bool is_before(TextPlace a, TextPlace b)
{
    return a.line != b.line ? a.line < b.line : a.unit < b.unit;
}

static bool mark_is_behind(const PlaceMark *mark, const size_t *offset, const TextPlace *place)
{
    return offset != NULL ? mark->offset > *offset : is_before(*place, mark->place);
}

/* Returns the last mark that is not behind an offset, or else a place; the first one if all are. */
static PlaceMark find_mark(const PlacedText *text, const size_t *offset, const TextPlace *place)
{
    guint low = 0;
    for (guint high = text->marks->len; low + 1 < high;) {
        const guint middle = (low + high) / 2;
        if (mark_is_behind(&g_array_index(text->marks, PlaceMark, middle), offset, place))
            high = middle;
        else
            low = middle;
    }
    return g_array_index(text->marks, PlaceMark, low);
}

TextPlace placed_text_place(const PlacedText *text, size_t offset)
{
    PlaceMark mark = find_mark(text, &offset, NULL);
    while (mark.offset < text->length &&
           mark.offset + character_length(text, mark.offset) <= offset)
        mark_advance(text, &mark);
    return mark.place;
}

TextPlace placed_text_end(const PlacedText *text, size_t offset)
{
    PlaceMark mark = find_mark(text, &offset, NULL);
    while (mark.offset < MIN(text->length, offset))
        mark_advance(text, &mark);
    return mark.place;
}

/* Is the line over here? The CR of a CR LF is no character that one could stand behind. */
static bool is_end_of_line(const PlacedText *text, size_t offset)
{
    return text->bytes[offset] == '\n' || text->bytes[offset] == '\r';
}

size_t placed_text_offset(const PlacedText *text, TextPlace place)
{
    PlaceMark mark = find_mark(text, NULL, &place);
    while (mark.offset < text->length && is_before(mark.place, place)) {
        if (mark.place.line == place.line) {
            const size_t length = character_length(text, mark.offset);
            if (is_end_of_line(text, mark.offset) ||
                mark.place.unit + units_of(text, length) > place.unit)
                break;
        }
        mark_advance(text, &mark);
    }
    return mark.offset;
}
