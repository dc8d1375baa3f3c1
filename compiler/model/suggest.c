#include "model/suggest.h"

#include <string.h>

void suggester_init(Suggester *suggester, const Kb *kb)
{
    *suggester = (Suggester){.kb = kb, .budget = NEAREST_BUDGET};
    suggester->classes = g_hash_table_new(NULL, NULL);
}

void suggester_clear(Suggester *suggester)
{
    g_hash_table_unref(suggester->classes);
    g_clear_pointer(&suggester->names, g_hash_table_unref);
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

/* What is left of a name without case, spaces and joints. */
static char *bare_letters(const char *before, const char *name)
{
    GString *bare = g_string_new(NULL);
    const char *const parts[] = {before, name};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *lower = g_utf8_strdown(parts[i], -1);
        for (const char *at = lower; *at != '\0'; at++)
            if (strchr(" -_./", *at) == NULL)
                g_string_append_c(bare, *at);
    }
    return g_string_free(bare, FALSE);
}

/* Two entries of one name: neither is meant for certain. */
static void add_name(Suggester *suggester, const char *before, const char *name, const Entry *entry)
{
    char *bare = bare_letters(before, name);
    const Entry *known = g_hash_table_lookup(suggester->names, bare);
    const bool is_shared = g_hash_table_contains(suggester->names, bare) && known != entry;
    g_hash_table_insert(suggester->names, bare, is_shared ? NULL : (gpointer)entry);
}

static void add_texts(Suggester *suggester, const Localised *texts, const Entry *entry)
{
    const Claim *made = object_best(&entry->object, SLOT_MAKER); /* perhaps not linked yet */
    const bool is_known = made != NULL && made->value.kind == VALUE_REFERENCE;
    const Entry *maker = is_known ? kb_find_entry(suggester->kb, made->value.text) : NULL;
    for (size_t i = 0; i < suggester->kb->language_count; i++) {
        if (texts->texts[i] == NULL)
            continue;
        add_name(suggester, "", texts->texts[i], entry);
        for (size_t k = 0; maker != NULL && k < suggester->kb->language_count; k++)
            if (maker->name->texts[k] != NULL)
                add_name(suggester, maker->name->texts[k], texts->texts[i], entry);
    }
}

static void read_names(Suggester *suggester)
{
    const Kb *kb = suggester->kb;
    suggester->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        const Claims *aliases = object_claims(&entry->object, SLOT_ALIASES);
        add_texts(suggester, entry->name, entry);
        add_name(suggester, "", entry->id, entry);
        for (size_t k = 0; aliases != NULL && k < aliases->count; k++)
            if (aliases->items[k].value.kind == VALUE_TEXT)
                add_texts(suggester, aliases->items[k].value.localised, entry);
    }
}

const Entry *suggester_find_named(Suggester *suggester, const char *name, const Class *class)
{
    if (suggester->names == NULL)
        read_names(suggester);
    g_autofree char *bare = bare_letters("", name);
    const Entry *entry = g_hash_table_lookup(suggester->names, bare);
    return entry != NULL && belongs(entry, class) ? entry : NULL;
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
