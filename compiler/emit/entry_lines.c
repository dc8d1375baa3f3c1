#include "emit/entry_lines.h"

#include <stdlib.h>
#include <string.h>

static int compare_places(const void *left, const void *right)
{
    const Entry *a = *(const Entry *const *)left;
    const Entry *b = *(const Entry *const *)right;
    const int order = strcmp(a->file->path, b->file->path);
    return order != 0 ? order : (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

const unsigned *entry_lines_find(const Kb *kb, Arena *arena)
{
    unsigned *lines = arena_new0(arena, unsigned, kb->entry_count);
    g_autofree Entry **entries = g_memdup2(kb->entries, kb->entry_count * sizeof(Entry *));
    if (kb->entry_count > 0)
        qsort(entries, kb->entry_count, sizeof(Entry *), compare_places);
    const SourceFile *file = NULL;
    Position position = {1, 1};
    size_t offset = 0;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = entries[i];
        if (entry->file != file) {
            file = entry->file;
            position = (Position){1, 1};
            offset = 0;
        }
        span_advance(file, &position, offset, entry->span.start);
        offset = entry->span.start;
        lines[entry->index] = position.line;
    }
    return lines;
}
