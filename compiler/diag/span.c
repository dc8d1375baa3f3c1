#include "diag/span.h"

#include <glib.h>
#include <string.h>

bool source_file_is_in(const SourceFile *file, const char *place)
{
    const size_t length = strlen(place);
    return strncmp(file->relative, place, length) == 0 &&
           (file->relative[length] == '\0' || file->relative[length] == '/');
}

void span_advance(const SourceFile *file, Position *position, size_t from, size_t to)
{
    /* The byte order mark is no column of the first line. */
    if (from == 0 && g_str_has_prefix(file->bytes, "\xEF\xBB\xBF"))
        from = 3;
    to = MIN(to, file->length);
    for (size_t i = from; i < to; i++) {
        const unsigned char c = (unsigned char)file->bytes[i];
        if (c == '\n' || (c == '\r' && file->bytes[i + 1] != '\n')) {
            position->line++;
            position->column = 1;
        } else if ((c & 0xC0) != 0x80) {
            position->column++;
        }
    }
}

static Position position_of(const SourceFile *file, size_t offset)
{
    Position position = {1, 1};
    if (file != NULL && file->bytes != NULL)
        span_advance(file, &position, 0, offset);
    return position;
}

Position span_start(Span span)
{
    return position_of(span.file, span.start);
}

Position span_end(Span span)
{
    return position_of(span.file, span.end);
}

Span span_first(Span span)
{
    return (Span){span.file, span.start, span.start + 1};
}

Span span_point(Span span)
{
    return (Span){span.file, span.start, span.start};
}
