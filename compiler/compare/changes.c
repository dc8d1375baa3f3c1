#include "compare/changes.h"

#include "compare/parts.h"
#include "model/agree.h"

#include <stdlib.h>
#include <string.h>

static const char *const entry_turn_names[ENTRY_TURN_COUNT] = {
    [ENTRY_CHANGED] = "changed",
    [ENTRY_ADDED] = "added",
    [ENTRY_REMOVED] = "removed",
    [ENTRY_RENAMED] = "renamed",
};

const char *entry_turn_name(EntryTurn turn)
{
    return entry_turn_names[turn];
}

/* Two knowledge bases that are compared. */
typedef struct ChangeFinder {
    State before;
    State after;
    Arena *arena;
    GHashTable *renamed; /* id -> id that it has become */
    GArray *entries;     /* of EntryChange */
} ChangeFinder;

/* --- who is who --- */

static const Entry *find_exactly(const Kb *kb, const char *id)
{
    return g_hash_table_lookup(kb->entries_by_id, id);
}

/* Who had another id before, and says so. */
static void find_told(ChangeFinder *finder)
{
    const Kb *after = finder->after.kb;
    for (size_t i = 0; i < after->entry_count; i++) {
        const Entry *entry = after->entries[i];
        bool is_known = find_exactly(finder->before.kb, entry->id) != NULL;
        for (size_t k = 0; k < entry->former_id_count && !is_known; k++) {
            const char *former = entry->former_ids[k];
            is_known = find_exactly(finder->before.kb, former) != NULL &&
                       find_exactly(after, former) == NULL &&
                       !g_hash_table_contains(finder->renamed, former);
            if (is_known)
                g_hash_table_insert(finder->renamed, (gpointer)former, (gpointer)entry->id);
        }
    }
}

/* Entries of one state that have no partner yet, by what they say; of two that say the same none.
 */
static GHashTable *index_unmatched(const ChangeFinder *finder, bool is_before, GHashTable *partners)
{
    const State *state = is_before ? &finder->before : &finder->after;
    const Kb *other = is_before ? finder->after.kb : finder->before.kb;
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < state->kb->entry_count; i++) {
        const Entry *entry = state->kb->entries[i];
        if (find_exactly(other, entry->id) != NULL || g_hash_table_contains(partners, entry->id))
            continue;
        g_string_truncate(key, 0);
        same_entry_key(state, entry, key);
        const bool is_first = !g_hash_table_contains(index, key->str);
        g_hash_table_insert(index, g_strdup(key->str), is_first ? (gpointer)entry : NULL);
    }
    return index;
}

/* Those who had another id, and do not say so, but say all else as before. */
static void find_alike(ChangeFinder *finder)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, finder->renamed);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_hash_table_add(taken, value);
    g_autoptr(GHashTable) before = index_unmatched(finder, true, finder->renamed);
    g_autoptr(GHashTable) after = index_unmatched(finder, false, taken);
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const Entry *now = g_hash_table_lookup(after, key);
        if (value != NULL && now != NULL)
            g_hash_table_insert(finder->renamed, (gpointer)((const Entry *)value)->id,
                                (gpointer)now->id);
    }
}

/* --- entries --- */

static bool skips_always(const Slot *slot)
{
    return !slot_is_own(slot);
}

/* A milestone's or figure's own entry: what it says of its subject is said there. */
static bool skips_of_part(const Slot *slot)
{
    return !slot_is_own(slot) || parts_have_slot(slot);
}

/* That an entry has a new id, its new id among the slots says, too. */
static bool skips_of_renamed(const Slot *slot)
{
    return !slot_is_own(slot) || slot->identifier || slot->known == SLOT_FORMER_IDS;
}

static bool is_part(const Entry *entry)
{
    return class_is_known(entry->object.class, CLASS_MILESTONE) ||
           class_is_known(entry->object.class, CLASS_FIGURE);
}

static bool cites_same(const ChangeFinder *finder, const Entry *before, const Entry *after)
{
    if (before->citation_count != after->citation_count)
        return false;
    for (size_t i = 0; i < before->citation_count; i++)
        if (strcmp(state_id(&finder->before, citation_id(&before->citations[i])),
                   citation_id(&after->citations[i])) != 0)
            return false;
    return true;
}

static void compare_entries(const ChangeFinder *finder, EntryChange *change)
{
    const Pair pair = {&finder->before, &finder->after, change->before, change->after,
                       finder->arena};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ClaimChange));
    bool (*skips)(const Slot *) = change->turn == ENTRY_RENAMED ? skips_of_renamed : skips_always;
    if (is_part(change->after))
        skips = skips_of_part;
    match_objects(&pair, NULL, &change->before->object, &change->after->object, skips, found);
    change->claims = match_take(&pair, found);
    change->cites_anew = !cites_same(finder, change->before, change->after);
    parts_compare(&pair, change);
}

static void add_entry(const ChangeFinder *finder, EntryChange change)
{
    if (change.turn == ENTRY_CHANGED || change.turn == ENTRY_RENAMED)
        compare_entries(finder, &change);
    if (change.turn != ENTRY_CHANGED || change.cites_anew || change.claims.count > 0 ||
        change.event_count > 0 || change.figure_count > 0)
        g_array_append_val(finder->entries, change);
}

static void compare_all(const ChangeFinder *finder)
{
    const Kb *before = finder->before.kb;
    const Kb *after = finder->after.kb;
    g_autoptr(GHashTable) former = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer was, is;
    g_hash_table_iter_init(&iter, finder->renamed);
    while (g_hash_table_iter_next(&iter, &was, &is))
        g_hash_table_insert(former, is, was);
    for (size_t i = 0; i < after->entry_count; i++) {
        const Entry *entry = after->entries[i];
        const char *id = g_hash_table_lookup(former, entry->id);
        const Entry *earlier = find_exactly(before, id != NULL ? id : entry->id);
        const EntryTurn turn = id != NULL        ? ENTRY_RENAMED
                               : earlier != NULL ? ENTRY_CHANGED
                                                 : ENTRY_ADDED;
        add_entry(finder, (EntryChange){.turn = turn, .before = earlier, .after = entry});
    }
    for (size_t i = 0; i < before->entry_count; i++) {
        const Entry *entry = before->entries[i];
        if (find_exactly(after, entry->id) == NULL &&
            !g_hash_table_contains(finder->renamed, entry->id))
            add_entry(finder, (EntryChange){.turn = ENTRY_REMOVED,
                                            .before = entry,
                                            .after = kb_find_entry(after, entry->id)});
    }
}

/* --- conflicts --- */

/* What a conflict is about, in the later state's ids; arena. */
static const char *conflict_key(const ChangeFinder *finder, const Conflict *conflict,
                                bool is_before)
{
    const State *state = is_before ? &finder->before : &finder->after;
    const char *id = conflict->milestone != NULL ? conflict->milestone->id
                     : conflict->figure != NULL  ? conflict->figure->id
                                                 : conflict->entry->id;
    g_autoptr(GString) key = claim_respect_key(conflict->a);
    g_string_append_printf(key, " %s%s", state_id(state, conflict->entry->id),
                           id + strlen(conflict->entry->id));
    for (size_t i = 0; i < conflict->slot_count; i++)
        g_string_append_printf(key, " %s", conflict->slots[i]->name);
    return arena_strdup(finder->arena, key->str);
}

static bool is_open(const Conflict *conflict)
{
    return conflict->accepted == NULL && !conflict->entry->draft;
}

static GHashTable *list_open(const ChangeFinder *finder, bool is_before)
{
    const Conflicts *conflicts =
        &(is_before ? finder->before.kb : finder->after.kb)->findings->conflicts;
    GHashTable *open = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < conflicts->count; i++)
        if (is_open(&conflicts->items[i]))
            g_hash_table_add(open, (gpointer)conflict_key(finder, &conflicts->items[i], is_before));
    return open;
}

/* Those of one state that the other does not have. */
static const Conflict **list_conflicts(const ChangeFinder *finder, bool is_before, size_t *count)
{
    const Conflicts *conflicts =
        &(is_before ? finder->before.kb : finder->after.kb)->findings->conflicts;
    const Conflict **list = arena_new0(finder->arena, const Conflict *, conflicts->count);
    g_autoptr(GHashTable) other = list_open(finder, !is_before);
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->items[i];
        if (is_open(conflict) &&
            !g_hash_table_contains(other, conflict_key(finder, conflict, is_before)))
            list[(*count)++] = conflict;
    }
    return list;
}

/* --- all --- */

static void take_entries(const ChangeFinder *finder, Changes *changes)
{
    const GArray *entries = finder->entries;
    changes->entry_count = entries->len;
    changes->entries = arena_new0(finder->arena, EntryChange, entries->len);
    if (entries->len > 0)
        memcpy(changes->entries, entries->data, entries->len * sizeof(EntryChange));
    for (size_t i = 0; i < changes->entry_count; i++)
        changes->counts[changes->entries[i].turn]++;
}

Changes *changes_find(const Kb *before, const Kb *after, Arena *arena)
{
    g_autoptr(GHashTable) renamed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(EntryChange));
    ChangeFinder finder = {.before = {.kb = before, .renamed = renamed},
                           .after = {.kb = after},
                           .arena = arena,
                           .renamed = renamed,
                           .entries = entries};
    states_share_languages(&finder.before, &finder.after);
    find_told(&finder);
    find_alike(&finder);
    compare_all(&finder);
    Changes *changes = arena_new0(arena, Changes, 1);
    changes->before = before;
    changes->after = after;
    take_entries(&finder, changes);
    changes->conflicts_new = list_conflicts(&finder, false, &changes->conflict_new_count);
    changes->conflicts_gone = list_conflicts(&finder, true, &changes->conflict_gone_count);
    return changes;
}

bool changes_is_none(const Changes *changes)
{
    return changes->entry_count == 0 && changes->conflict_new_count == 0 &&
           changes->conflict_gone_count == 0;
}

const EntryChange *changes_of_entry(const Changes *changes, const char *id)
{
    for (size_t i = 0; i < changes->entry_count; i++) {
        const EntryChange *change = &changes->entries[i];
        const Entry *entry = change->turn == ENTRY_REMOVED ? change->before : change->after;
        if (strcmp(entry->id, id) == 0)
            return change;
    }
    return NULL;
}
