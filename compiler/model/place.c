#include "model/place.h"

#include <string.h>

/* What every entry has (design section 3.3), and what is said beside the table. */
static const char *const PASSED_OVER[] = {"id",         "name",   "aliases",    "summary",
                                          "tags",       "source", "milestones", "figures",
                                          "former_ids", "draft",  "variant_of", "varies_by"};

/* Objects that count parts fit into a line. */
PagePlace place_of_slot(const Slot *slot)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
        if (*slot->name == *PASSED_OVER[i] && strcmp(slot->name, PASSED_OVER[i]) == 0)
            return PLACE_NOWHERE;
    if (slot->range == RANGE_MARKDOWN)
        return PLACE_PROSE;
    if (slot->range == RANGE_OBJECT && class_find_known(slot->range_class, SLOT_PART) == NULL)
        return PLACE_OBJECTS;
    return PLACE_TABLE;
}

const char *place_group_title(const PageContext *page, const Slot *slot)
{
    const char *title = page_context_get(page, &slot->group_title);
    if (slot->group == NULL)
        return page_context_word(page, "entry.general");
    return *title != '\0' ? title : slot->group;
}

/* Groups are few. */
View *place_group_rows(PageContext *page, View *groups, const char *title)
{
    for (View *group = groups->first; group != NULL; group = group->next)
        if (strcmp(view_get(group, "title")->text, title) == 0)
            return (View *)view_get(group, "rows");
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "title", title);
    return view_put_list(page->arena, group, "rows");
}
