#include "page/parts.h"

#include "base/text.h"

static const char *part_path(Arena *arena, const char *path, const char *name, size_t number)
{
    return number == 0 ? path : arena_printf(arena, "index/%s-%zu", name, number + 1);
}

ListParts list_parts_make(Arena *arena, const void *list, const char *path, const char *name,
                          size_t row_count, size_t rows_max)
{
    const size_t count = row_count > rows_max ? (row_count + rows_max - 1) / rows_max : 1;
    ListPart *parts = arena_new0(arena, ListPart, count);
    for (size_t i = 0; i < count; i++)
        parts[i] = (ListPart){
            .list = list,
            .path = part_path(arena, path, name, i),
            .number = i,
            .count = count,
            .first_row = i * rows_max,
            .end = MIN((i + 1) * rows_max, row_count),
        };
    return (ListParts){parts, count};
}

size_t list_rows_max(size_t column_count)
{
    const size_t wide = CELLS_MAX / MAX(column_count, 1);
    return MIN(wide, ROWS_MAX);
}

SectionCut list_part_cut(const ListPart *part, size_t before, size_t count)
{
    return (SectionCut){
        .first = CLAMP(part->first_row, before, before + count) - before,
        .end = CLAMP(part->end, before, before + count) - before,
    };
}

const ListPart *list_part_first(const ListPart *part)
{
    return part - part->number;
}

const ListPart *list_part_with(const ListPart *part, size_t row)
{
    part = list_part_first(part);
    while (row >= part->end && part->number + 1 < part->count)
        part++;
    return part;
}
