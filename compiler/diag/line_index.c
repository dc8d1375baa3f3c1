/*
 * A mark every STRIDE bytes, not one a line: a file with one line of a megabyte is no slower than
 * one with a hundred thousand short ones.
 */
#include "diag/line_index.h"

enum { STRIDE = 512 };

struct LineIndex {
    const SourceFile *file;
    Position *marks; /* marks[i] is the position of byte i * STRIDE */
    size_t count;
};

LineIndex *line_index_new(const SourceFile *file)
{
    LineIndex *index = g_new0(LineIndex, 1);
    index->file = file;
    index->count = file->length / STRIDE + 1;
    index->marks = g_new(Position, index->count);
    Position position = {1, 1};
    for (size_t i = 0; i < index->count; i++) {
        index->marks[i] = position;
        span_advance(file, &position, i * STRIDE, (i + 1) * STRIDE);
    }
    return index;
}

void line_index_free(LineIndex *index)
{
    if (index == NULL)
        return;
    g_free(index->marks);
    g_free(index);
}

Position line_index_position(const LineIndex *index, size_t offset)
{
    const size_t mark = MIN(offset / STRIDE, index->count - 1);
    Position position = index->marks[mark];
    span_advance(index->file, &position, mark * STRIDE, offset);
    return position;
}
