#include "diag/span.h"

#include <glib.h>

static Position position_of(const SourceFile *file, size_t offset)
{
    Position position = {1, 1};
    offset = MIN(offset, file->length);
    for (size_t i = 0; i < offset; i++) {
        const unsigned char c = (unsigned char)file->bytes[i];
        if (c == '\n' || (c == '\r' && file->bytes[i + 1] != '\n')) {
            position.line++;
            position.column = 1;
        } else if ((c & 0xC0) != 0x80) {
            position.column++;
        }
    }
    return position;
}

/* The byte order mark is no column of the first line. */
static Position without_mark(const SourceFile *file, Position position)
{
    if (position.line == 1 && position.column > 1 && g_str_has_prefix(file->bytes, "\xEF\xBB\xBF"))
        position.column--;
    return position;
}

Position span_start(Span span)
{
    if (span.file == NULL || span.file->bytes == NULL)
        return (Position){1, 1};
    return without_mark(span.file, position_of(span.file, span.start));
}

Position span_end(Span span)
{
    if (span.file == NULL || span.file->bytes == NULL)
        return (Position){1, 1};
    return without_mark(span.file, position_of(span.file, span.end));
}

Span span_first(Span span)
{
    return (Span){span.file, span.start, span.start + 1};
}
