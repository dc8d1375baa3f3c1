#include "lsp/likeness.h"

#include <glib.h>

Likeness likeness_find(const char *old, size_t old_length, const char *new, size_t new_length)
{
    const size_t most = MIN(old_length, new_length);
    Likeness same = {.old_length = old_length, .new_length = new_length};
    while (same.before < most && old[same.before] == new[same.before])
        same.before++;
    while (same.after < most - same.before &&
           old[old_length - 1 - same.after] == new[new_length - 1 - same.after])
        same.after++;
    return same;
}

bool likeness_move(const Likeness *same, uint32_t *start, uint32_t *end)
{
    if (*end <= same->before)
        return true;
    if (*start < same->old_length - same->after)
        return false;
    *start += (uint32_t)(same->new_length - same->old_length);
    *end += (uint32_t)(same->new_length - same->old_length);
    return true;
}

size_t likeness_offset(const Likeness *same, size_t offset)
{
    if (offset <= same->before)
        return offset;
    if (offset < same->old_length - same->after)
        return same->before;
    return same->new_length - (same->old_length - MIN(offset, same->old_length));
}
