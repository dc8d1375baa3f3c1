/* Where each name stands in lists: worked out once, for pages, pictures and the terminal. */
#include "link/linker.h"

#include "value/collation.h"

#include <string.h>

/* What an entry without a name is called: its title, or its subject and event or measure. NULL: its
 * id. */
static const char *composed_name(const Entry *entry, size_t language, Arena *arena)
{
    const Claim *title = object_best(&entry->object, SLOT_TITLE);
    if (title != NULL && title->value.kind == VALUE_TEXT)
        return localised_get(title->value.localised, language);
    const Entry *subject = object_reference(&entry->object, SLOT_SUBJECT);
    const EnumValue *what = object_choice(&entry->object, SLOT_EVENT);
    if (what == NULL)
        what = object_choice(&entry->object, SLOT_MEASURE);
    if (subject == NULL || what == NULL)
        return NULL;
    return arena_printf(arena, "%s: %s", localised_get(subject->name, language),
                        localised_get(&what->title, language));
}

static const char *listed_name(const Entry *entry, size_t language, Arena *arena)
{
    const bool is_named = object_claims(&entry->object, SLOT_NAME) != NULL;
    const char *composed = is_named ? NULL : composed_name(entry, language, arena);
    return composed != NULL ? composed : localised_get(entry->name, language);
}

void link_order(Kb *kb, Arena *arena)
{
    const char **names = g_new(const char *, kb->entry_count);
    for (size_t language = 0; language < kb->language_count; language++) {
        for (size_t i = 0; i < kb->entry_count; i++)
            names[i] = listed_name(kb->entries[i], language, arena);
        g_autofree uint32_t *places =
            collation_places(names, kb->entry_count, kb->languages[language]);
        uint32_t *kept = arena_new0(arena, uint32_t, kb->entry_count);
        if (kb->entry_count > 0)
            memcpy(kept, places, kb->entry_count * sizeof *places);
        kb->places[language] = kept;
    }
    g_free(names);
}
