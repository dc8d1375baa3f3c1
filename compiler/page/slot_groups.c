#include "page/slot_groups.h"

#include <string.h>

const char *slot_group_title(const PageContext *page, const Slot *slot)
{
    const char *title = page_context_get(page, &slot->group_title);
    if (slot->group == NULL)
        return page_context_word(page, "entry.general");
    return *title != '\0' ? title : slot->group;
}

/* Groups are few. */
View *slot_group_rows(PageContext *page, View *groups, const char *title)
{
    for (View *group = groups->first; group != NULL; group = group->next)
        if (strcmp(view_get(group, "title")->text, title) == 0)
            return (View *)view_get(group, "rows");
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "title", title);
    return view_put_list(page->arena, group, "rows");
}
