#include "compare/match.h"

#include <string.h>

/* Two lists of claims, and which of both belong together. */
typedef struct Matching {
    const Pair *pair;
    const StatedClaims *before;
    const StatedClaims *after;
    guint *partners; /* by place in `after`: place in `before` plus 1; 0: none */
    bool *taken;     /* by place in `before` */
    GString *key;
} Matching;

static char *make_key(const Matching *matching, SameKey append, bool is_before, guint place)
{
    const Pair *pair = matching->pair;
    g_string_truncate(matching->key, 0);
    append(is_before ? pair->before : pair->after,
           is_before ? pair->entry_before : pair->entry_after,
           (is_before ? matching->before : matching->after)->claims->pdata[place], matching->key);
    return matching->key->str;
}

/* Those left over of the earlier state, by key: the places of all that have it, the first one last.
 */
static GHashTable *index_left(const Matching *matching, SameKey append)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint i = matching->before->claims->len; i-- > 0;) {
        if (matching->taken[i])
            continue;
        const char *key = make_key(matching, append, true, i);
        GArray *places = g_hash_table_lookup(index, key);
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(index, g_strdup(key), places);
        }
        g_array_append_val(places, i);
    }
    return index;
}

static void join(const Matching *matching, guint before, guint after)
{
    matching->partners[after] = before + 1;
    matching->taken[before] = true;
}

/* Joins those left over that have the same key, in their order. */
static void match_by(const Matching *matching, SameKey append)
{
    g_autoptr(GHashTable) index = index_left(matching, append);
    for (guint i = 0; g_hash_table_size(index) > 0 && i < matching->after->claims->len; i++) {
        if (matching->partners[i] != 0)
            continue;
        GArray *places = g_hash_table_lookup(index, make_key(matching, append, false, i));
        if (places == NULL || places->len == 0)
            continue;
        join(matching, g_array_index(places, guint, places->len - 1), i);
        g_array_set_size(places, places->len - 1);
    }
}

/* What an object is told apart by: the first that it states. */
static void item_key(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    const bool is_object = claim->value.kind == VALUE_OBJECT;
    const Object *object = is_object ? claim->value.object : NULL;
    if (object == NULL || object->slot_count == 0)
        g_string_append_printf(key, "%p", (const void *)claim); /* like no other */
    else
        same_value_key(state, entry, &object->slots[0].items[0], key);
}

/* One that is left over in both states is the same one, where there can be only one. */
static void match_last(const Matching *matching)
{
    guint before = 0;
    guint after = 0;
    guint before_left = 0;
    guint after_left = 0;
    for (guint i = 0; i < matching->before->claims->len; i++)
        if (!matching->taken[i] && before_left++ == 0)
            before = i;
    for (guint i = 0; i < matching->after->claims->len; i++)
        if (matching->partners[i] == 0 && after_left++ == 0)
            after = i;
    if (before_left == 1 && after_left == 1)
        join(matching, before, after);
}

static void add_change(const Matching *matching, const Around *around, const Claim *before,
                       const Claim *after, GArray *out)
{
    ClaimChange change = {.slot_count = 1, .before = before, .after = after};
    for (const Around *at = around; at != NULL; at = at->outer)
        change.slot_count++;
    change.slots = arena_new0(matching->pair->arena, const Slot *, change.slot_count);
    size_t place = change.slot_count;
    change.slots[--place] = (after != NULL ? matching->after : matching->before)->slot;
    for (const Around *at = around; at != NULL; at = at->outer) {
        change.slots[--place] = at->slot;
        change.item = at->item;
    }
    g_array_append_val(out, change);
}

static bool skips_nothing(const Slot *slot)
{
    (void)slot;
    return false;
}

static bool is_same(const Matching *matching, SameKey append, guint before, guint after)
{
    g_autofree char *was = g_strdup(make_key(matching, append, true, before));
    return strcmp(was, make_key(matching, append, false, after)) == 0;
}

/* Appends what stands beside an object, and not what is in it. */
static void beside_key(const State *state, const Entry *entry, const Claim *claim, GString *key)
{
    Claim bare = *claim;
    bare.value = (Value){.kind = VALUE_NONE};
    same_key(state, entry, &bare, key);
}

static void compare_pair(const Matching *matching, const Around *around, guint before, guint after,
                         GArray *out)
{
    const Slot *slot = matching->after->slot;
    const Claim *was = matching->before->claims->pdata[before];
    const Claim *is = matching->after->claims->pdata[after];
    if (is_same(matching, same_key, before, after))
        return;
    const bool are_objects = was->value.kind == VALUE_OBJECT && is->value.kind == VALUE_OBJECT;
    if (!are_objects || !is_same(matching, beside_key, before, after))
        add_change(matching, around, was, is, out);
    if (!are_objects)
        return;
    const Around within = {around, slot, slot->multivalued ? is : NULL};
    match_objects(matching->pair, &within, was->value.object, is->value.object, skips_nothing, out);
}

static void match_all(const Matching *matching)
{
    const Slot *slot = matching->after->slot;
    match_by(matching, same_key);
    if (slot->range == RANGE_OBJECT) {
        match_by(matching, item_key);
    } else {
        match_by(matching, same_value_key);
        if (!slot->multivalued || slot->usually_one)
            match_by(matching, same_ground_key);
    }
    if (!slot->multivalued)
        match_last(matching);
}

void match_claims(const Pair *pair, const Around *around, const StatedClaims *before,
                  const StatedClaims *after, GArray *out)
{
    const guint was_count = before->claims->len;
    const guint is_count = after->claims->len;
    if (was_count == 0 && is_count == 0)
        return;
    const Matching matching = {.pair = pair,
                               .before = before,
                               .after = after,
                               .partners = g_new0(guint, is_count + 1),
                               .taken = g_new0(bool, was_count + 1),
                               .key = g_string_new(NULL)};
    match_all(&matching);
    for (guint i = 0; i < is_count; i++)
        if (matching.partners[i] == 0)
            add_change(&matching, around, NULL, after->claims->pdata[i], out);
        else
            compare_pair(&matching, around, matching.partners[i] - 1, i, out);
    for (guint i = 0; i < was_count; i++)
        if (!matching.taken[i])
            add_change(&matching, around, before->claims->pdata[i], NULL, out);
    g_free(matching.partners);
    g_free(matching.taken);
    g_string_free(matching.key, TRUE);
}

static void match_slot(const Pair *pair, const Around *around, const Claims *before,
                       const Claims *after, GArray *out)
{
    const Claims *const sides[] = {before, after};
    const Slot *slot = (after != NULL ? after : before)->slot;
    StatedClaims stated[2];
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        const Claims *claims = sides[i];
        stated[i] = (StatedClaims){claims != NULL ? claims->slot : slot, g_ptr_array_new()};
        for (size_t k = 0; claims != NULL && k < claims->count; k++)
            if (claim_is_stated(&claims->items[k]))
                g_ptr_array_add(stated[i].claims, &claims->items[k]);
    }
    match_claims(pair, around, &stated[0], &stated[1], out);
    g_ptr_array_unref(stated[0].claims);
    g_ptr_array_unref(stated[1].claims);
}

/* Objects nest as deep as their YAML: at most 64. */
void match_objects(const Pair *pair, const Around *around, const Object *before,
                   const Object *after, bool (*skips)(const Slot *slot), GArray *out)
{
    for (size_t i = 0; after != NULL && i < after->slot_count; i++) {
        const Claims *is = &after->slots[i];
        if (!skips(is->slot))
            match_slot(pair, around, before != NULL ? object_find(before, is->slot->name) : NULL,
                       is, out);
    }
    for (size_t i = 0; before != NULL && i < before->slot_count; i++) {
        const Claims *was = &before->slots[i];
        if (!skips(was->slot) && (after == NULL || object_find(after, was->slot->name) == NULL))
            match_slot(pair, around, was, NULL, out);
    }
}

ClaimChanges match_take(const Pair *pair, const GArray *found)
{
    ClaimChanges changes = {arena_new0(pair->arena, ClaimChange, found->len), found->len};
    if (found->len > 0)
        memcpy(changes.items, found->data, found->len * sizeof(ClaimChange));
    return changes;
}
