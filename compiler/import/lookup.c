#include "import/lookup.h"

#include "base/text.h"

typedef struct LookupItem {
    const char *id;
    const Class *class;
    const char *name; /* as it is written */
} LookupItem;

struct Lookup {
    GHashTable *ids;     /* id -> GArray of LookupItem */
    GHashTable *names;   /* name in small letters -> the same */
    GHashTable *aliases; /* alias in small letters -> the same */
};

static void free_items(gpointer items)
{
    g_array_unref(items);
}

static void put(GHashTable *table, const char *name, const char *id, const Class *class)
{
    char *key = g_utf8_casefold(name, -1);
    GArray *items = g_hash_table_lookup(table, key);
    const LookupItem item = {id, class, name};
    if (items == NULL) {
        items = g_array_new(FALSE, FALSE, sizeof(LookupItem));
        g_hash_table_insert(table, g_strdup(key), items);
    }
    g_free(key);
    for (guint i = 0; i < items->len; i++)
        if (strcmp(g_array_index(items, LookupItem, i).id, id) == 0)
            return;
    g_array_append_val(items, item);
}

static void put_text(GHashTable *table, const Kb *kb, const Localised *text, const Entry *entry)
{

    for (size_t i = 0; i < kb->language_count; i++)
        if (text->texts[i] != NULL)
            put(table, text->texts[i], entry->id, entry->object.class);
}

static void put_entry(Lookup *lookup, const Kb *kb, const Entry *entry)
{
    put(lookup->ids, entry->id, entry->id, entry->object.class);
    for (size_t i = 0; i < entry->former_id_count; i++)
        put(lookup->ids, entry->former_ids[i], entry->id, entry->object.class);
    put_text(lookup->names, kb, entry->name, entry);
    const Claims *aliases = object_claims(&entry->object, SLOT_ALIASES);
    for (size_t i = 0; aliases != NULL && i < aliases->count; i++)
        if (aliases->items[i].value.kind == VALUE_TEXT)
            put_text(lookup->aliases, kb, aliases->items[i].value.localised, entry);
}

Lookup *lookup_new(const Kb *kb)
{
    Lookup *lookup = g_new0(Lookup, 1);
    lookup->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_items);
    lookup->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_items);
    lookup->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_items);
    for (size_t i = 0; i < kb->entry_count; i++)
        put_entry(lookup, kb, kb->entries[i]);
    return lookup;
}

void lookup_free(Lookup *lookup)
{
    if (lookup == NULL)
        return;
    g_hash_table_unref(lookup->ids);
    g_hash_table_unref(lookup->names);
    g_hash_table_unref(lookup->aliases);
    g_free(lookup);
}

void lookup_add(Lookup *lookup, const char *name, const char *id, const Class *class)
{
    put(lookup->ids, id, id, class);
    if (name != NULL)
        put(lookup->names, name, id, class);
}

const char *lookup_find(const Lookup *lookup, const char *text, const Class *class,
                        const char **other)
{
    GHashTable *tables[] = {lookup->ids, lookup->names, lookup->aliases};
    g_autofree char *key = g_utf8_casefold(text, -1);
    *other = NULL;
    for (size_t t = 0; t < G_N_ELEMENTS(tables); t++) {
        const GArray *items = g_hash_table_lookup(tables[t], key);
        const char *found = NULL;
        for (guint i = 0; items != NULL && i < items->len; i++) {
            const LookupItem *item = &g_array_index(items, LookupItem, i);
            if (!class_is_a(item->class, class))
                continue;
            if (found != NULL) {
                *other = found;
                return NULL;
            }
            found = item->id;
        }
        if (found != NULL)
            return found;
    }
    return NULL;
}

static void offer_all(GHashTable *table, const Class *class, Nearest *nearest)
{
    GHashTableIter iter;
    gpointer items;
    g_hash_table_iter_init(&iter, table);
    while (!nearest->given_up && g_hash_table_iter_next(&iter, NULL, &items)) {
        const GArray *array = items;
        for (guint i = 0; i < array->len; i++) {
            const LookupItem *item = &g_array_index(array, LookupItem, i);
            if (class_is_a(item->class, class))
                nearest_offer(nearest, item->name);
        }
    }
}

const char *lookup_nearest(const Lookup *lookup, const char *text, const Class *class,
                           size_t *budget)
{
    Nearest nearest;
    nearest_init_within(&nearest, text, budget);
    offer_all(lookup->ids, class, &nearest);
    offer_all(lookup->names, class, &nearest);
    return nearest.best;
}
