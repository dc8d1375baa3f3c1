/*
 * Entries of one class that are called the same: they are found, and get labels that differ.
 */
#include "link/linker.h"

#include <string.h>

/* The class, the language and the name: "Chip 0 RX 60". */
typedef struct NameKey {
    const Class *class;
    size_t language;
    const char *name;
} NameKey;

typedef struct NameLinker {
    Kb *kb;
    Arena *arena;
    GHashTable *firsts; /* NameKey -> the first Entry that has it */
    GArray *found;      /* of SameName */
} NameLinker;

static guint key_hash(gconstpointer data)
{
    const NameKey *key = data;
    return g_str_hash(key->name) * 31 + g_direct_hash(key->class) + (guint)key->language;
}

static gboolean key_equal(gconstpointer left, gconstpointer right)
{
    const NameKey *a = left;
    const NameKey *b = right;
    return a->class == b->class && a->language == b->language && strcmp(a->name, b->name) == 0;
}

/* Numbers and events are told apart by what they are of. */
static bool is_named(const Entry *entry)
{
    return !entry->draft &&
           (object_claims(&entry->object, SLOT_NAME) != NULL || entry->base != NULL) &&
           !class_is_known(entry->object.class, CLASS_MILESTONE) &&
           !class_is_known(entry->object.class, CLASS_FIGURE);
}

/* Its name with its id behind it: no two are the same. */
static void set_label(NameLinker *linker, Entry *entry)
{
    if (entry->label != entry->name)
        return;
    Localised *label = arena_new0(linker->arena, Localised, 1);
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (entry->name->texts[i] != NULL)
            label->texts[i] =
                arena_printf(linker->arena, "%s (%s)", entry->name->texts[i], entry->id);
    entry->label = label;
}

static void add_found(NameLinker *linker, const SameName *same)
{
    const SameName *last = linker->found->len > 0
                               ? &g_array_index(linker->found, SameName, linker->found->len - 1)
                               : NULL;
    const bool is_told = last != NULL && last->entry == same->entry && last->other == same->other &&
                         last->alias == same->alias;
    if (!is_told) /* in another language */
        g_array_append_val(linker->found, *same);
}

/* As it is shown: several spaces look like one. */
static const char *seen_name(Arena *arena, const char *name)
{
    if (strstr(name, "  ") == NULL)
        return name;
    GString *seen = g_string_new(NULL);
    for (; *name != '\0'; name++)
        if (*name != ' ' || name[1] != ' ')
            g_string_append_c(seen, *name);
    const char *kept = arena_strdup(arena, seen->str);
    g_string_free(seen, TRUE);
    return kept;
}

static void link_name(NameLinker *linker, Entry *entry, size_t language)
{
    const NameKey key = {entry->object.class, language,
                         seen_name(linker->arena, localised_get(entry->name, language))};
    Entry *first = g_hash_table_lookup(linker->firsts, &key);
    if (first == NULL) {
        NameKey *kept = arena_new0(linker->arena, NameKey, 1);
        *kept = key;
        g_hash_table_insert(linker->firsts, kept, entry);
        return;
    }
    set_label(linker, first);
    set_label(linker, entry);
    add_found(linker, &(SameName){.entry = entry, .other = first, .name = key.name});
}

static void link_alias(NameLinker *linker, Entry *entry, const Claim *alias, size_t language)
{
    if (alias->value.kind != VALUE_TEXT || !claim_is_in_force(alias))
        return;
    const char *name = localised_get(alias->value.localised, language);
    const NameKey key = {entry->object.class, language, seen_name(linker->arena, name)};
    Entry *first = g_hash_table_lookup(linker->firsts, &key);
    if (first != NULL && first != entry)
        add_found(linker, &(SameName){entry, first, alias, key.name});
}

static void link_aliases(NameLinker *linker, Entry *entry)
{
    const Claims *aliases = object_claims(&entry->object, SLOT_ALIASES);
    for (size_t i = 0; aliases != NULL && i < aliases->count; i++)
        for (size_t language = 0; language < linker->kb->language_count; language++)
            link_alias(linker, entry, &aliases->items[i], language);
}

void link_names(Kb *kb, Arena *arena)
{
    g_autoptr(GHashTable) firsts = g_hash_table_new(key_hash, key_equal);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SameName));
    NameLinker linker = {kb, arena, firsts, found};
    for (size_t i = 0; i < kb->entry_count; i++)
        kb->entries[i]->label = kb->entries[i]->name;
    for (size_t i = 0; i < kb->entry_count; i++)
        for (size_t k = 0; k < kb->language_count && is_named(kb->entries[i]); k++)
            link_name(&linker, kb->entries[i], k);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (is_named(kb->entries[i]))
            link_aliases(&linker, kb->entries[i]);
    kb->same_name_count = found->len;
    kb->same_names = arena_new0(arena, SameName, found->len);
    for (guint i = 0; i < found->len; i++)
        kb->same_names[i] = g_array_index(found, SameName, i);
}
