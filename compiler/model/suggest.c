#include "model/suggest.h"

void suggester_init(Suggester *suggester, const Kb *kb)
{
    *suggester = (Suggester){.kb = kb, .budget = NEAREST_BUDGET};
    suggester->classes = g_hash_table_new(NULL, NULL);
}

void suggester_clear(Suggester *suggester)
{
    g_hash_table_unref(suggester->classes);
}

static bool belongs(const Entry *entry, const Class *class)
{
    return class == NULL || class_is_a(entry->object.class, class);
}

const Entry *suggester_find(Suggester *suggester, const char *id, const Class *class)
{
    const Kb *kb = suggester->kb;
    Nearest nearest;
    nearest_init_within(&nearest, id, &suggester->budget);
    for (size_t i = 0; i < kb->entry_count && !nearest.given_up; i++)
        if (belongs(kb->entries[i], class))
            nearest_offer(&nearest, kb->entries[i]->id);
        else if (suggester->budget > 0)
            suggester->budget--; /* it was looked at, too */
    return nearest.best != NULL ? kb_find_entry(kb, nearest.best) : NULL;
}

static bool has_entry(const Kb *kb, const Class *class)
{
    for (size_t i = 0; i < kb->entry_count; i++)
        if (belongs(kb->entries[i], class))
            return true;
    return false;
}

bool suggester_has_class(Suggester *suggester, const Class *class)
{
    gpointer known;
    if (g_hash_table_lookup_extended(suggester->classes, class, NULL, &known))
        return GPOINTER_TO_INT(known);
    const bool has = has_entry(suggester->kb, class);
    g_hash_table_insert(suggester->classes, (gpointer) class, GINT_TO_POINTER(has));
    return has;
}
