#include "select/group.h"

#include "words/claim_describe.h"

#include <string.h>

static bool names_group(const Claim *claim)
{
    return value_is_known(&claim->value) &&
           (claim->value.text != NULL || claim->value.kind == VALUE_TEXT);
}

const Claim *group_claim(const Entry *entry, const char *slot)
{
    const Claim *claim = object_best_named(&entry->object, slot);
    return claim != NULL && names_group(claim) ? claim : NULL;
}

static int compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(group_key(*(const Claim *const *)a), group_key(*(const Claim *const *)b));
}

static bool has_key(const GPtrArray *claims, const char *key)
{
    for (guint i = 0; i < claims->len; i++)
        if (strcmp(group_key(claims->pdata[i]), key) == 0)
            return true;
    return false;
}

GPtrArray *group_claims(const Entry *entry, const char *slot)
{
    GPtrArray *found = g_ptr_array_new();
    const Claims *claims = object_find(&entry->object, slot);
    const Claim *best = group_claim(entry, slot);
    if (claims != NULL && !claims->slot->multivalued && best != NULL)
        g_ptr_array_add(found, (gpointer)best);
    for (size_t i = 0; claims != NULL && claims->slot->multivalued && i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim_is_in_force(claim) && names_group(claim) && !has_key(found, group_key(claim)))
            g_ptr_array_add(found, (gpointer)claim);
    }
    g_ptr_array_sort(found, compare_keys);
    return found;
}

const char *group_key(const Claim *claim)
{
    if (claim == NULL)
        return "";
    const Entry *entry = group_entry(claim); /* which may be named by a former id */
    if (entry != NULL)
        return entry->id;
    return claim->value.kind == VALUE_TEXT ? localised_get(claim->value.localised, 0)
                                           : claim->value.text;
}

const char *group_title(const Entry *entry, const char *slot, const Claim *claim, size_t language,
                        const Words *words, Arena *arena)
{
    if (claim != NULL)
        return claim_describe(arena, claim, language, words);
    const Slot *of = class_find_slot(entry->object.class, slot);
    return of != NULL
               ? words_fill(words, "picture.not_stated", localised_get(&of->title, language), arena)
               : words_get(words, "picture.other_lane");
}

static ValueGroup *find_group(GHashTable *by_key, GPtrArray *groups, const Entry *entry,
                              const char *slot, Arena *arena)
{
    const Claim *claim = group_claim(entry, slot);
    const char *key = group_key(claim);
    ValueGroup *group = g_hash_table_lookup(by_key, key);
    if (group != NULL)
        return group;
    group = arena_new0(arena, ValueGroup, 1);
    *group = (ValueGroup){.key = key, .entry = entry, .claim = claim};
    g_hash_table_insert(by_key, (gpointer)key, group);
    g_ptr_array_add(groups, group);
    return group;
}

static unsigned order_of(const ValueGroup *group)
{
    const Claim *claim = group->claim;
    return claim == NULL                       ? UINT_MAX
           : claim->value.kind == VALUE_CHOICE ? claim->value.choice->index
                                               : 0;
}

static int compare_groups(const void *a, const void *b)
{
    const ValueGroup *one = *(const ValueGroup *const *)a;
    const ValueGroup *other = *(const ValueGroup *const *)b;
    if (order_of(one) != order_of(other))
        return order_of(one) < order_of(other) ? -1 : 1;
    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    return strcmp(one->key, other->key);
}

GPtrArray *groups_find(const Entry *const *entries, size_t count, const char *slot, Arena *arena,
                       const ValueGroup **of)
{
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *groups = g_ptr_array_new();
    for (size_t i = 0; i < count; i++) {
        ValueGroup *group = find_group(by_key, groups, entries[i], slot, arena);
        group->count++;
        if (of != NULL)
            of[i] = group;
    }
    g_ptr_array_sort(groups, compare_groups);
    for (guint i = 0; i < groups->len; i++)
        ((ValueGroup *)groups->pdata[i])->place = i;
    return groups;
}

const Entry *group_entry(const Claim *claim)
{
    return claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL;
}
