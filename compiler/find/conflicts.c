#include "find/conflicts.h"

#include "model/agree.h"

#include <stdlib.h>
#include <string.h>

typedef struct ConflictFinder {
    const Kb *kb;
    Arena *arena;
    GHashTable *gathered; /* set of Claim: the dates of milestones, the amounts of figures; NULL:
                             nobody has asked yet */
    GArray *found;        /* of Conflict */
    GArray *disputed;     /* of Disputed; `conflict` is an index until all are found */
    GPtrArray *slots;     /* of Slot: around the object at hand */
} ConflictFinder;

/* --- finding --- */

static void take_claims(ConflictFinder *finder, Conflict *conflict, const Claim *const *claims,
                        size_t count)
{
    conflict->claims = arena_new0(finder->arena, const Claim *, count);
    for (size_t i = 0; i < count; i++) {
        if (!claim_states_fact(claims[i]))
            continue;
        conflict->claims[conflict->claim_count++] = claims[i];
        const Disputed disputed = {claims[i], GSIZE_TO_POINTER(finder->found->len)};
        g_array_append_val(finder->disputed, disputed);
    }
}

/* Do all of them cite the same? */
static bool have_one_source(const Claim *const *claims, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!claim_cites_same(claims[0], claims[i]))
            return false;
    return true;
}

static void add_conflict(ConflictFinder *finder, Conflict about, const Claim *const *claims,
                         size_t count)
{
    take_claims(finder, &about, claims, count);
    about.has_one_source = have_one_source(about.claims, about.claim_count);
    g_array_append_val(finder->found, about);
}

static void look_at_respect(ConflictFinder *finder, Conflict about, const GPtrArray *respect)
{
    if (!claims_conflict((const Claim *const *)respect->pdata, respect->len, &about.a, &about.b))
        return;
    add_conflict(finder, about, (const Claim *const *)respect->pdata, respect->len);
}

/* Adds a conflict for each respect in which the claims contradict each other. `about` says what
 * they are about. */
static void look_at(ConflictFinder *finder, Conflict about, const Claim *const *claims,
                    size_t count)
{
    if (count < 2)
        return;
    g_autoptr(GPtrArray) respects = claims_by_respect(claims, count);
    for (guint i = 0; i < respects->len; i++)
        look_at_respect(finder, about, respects->pdata[i]);
    if (claims_exceed(claims, count, &about.a, &about.b))
        add_conflict(finder, about, (const Claim *const[]){about.a, about.b}, 2);
}

static const Slot **copy_slots(ConflictFinder *finder)
{
    const guint count = finder->slots->len;
    const Slot **slots = arena_new0(finder->arena, const Slot *, count);
    memcpy(slots, finder->slots->pdata, count * sizeof *slots);
    return slots;
}

static GHashTable *gather(const Kb *kb)
{
    GHashTable *gathered = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < kb->milestone_count; i++)
        for (size_t k = 0; k < kb->milestones[i]->date_count; k++)
            g_hash_table_add(gathered, (gpointer)kb->milestones[i]->dates[k]);
    for (size_t i = 0; i < kb->figure_count; i++)
        for (size_t k = 0; k < kb->figures[i]->amount_count; k++)
            g_hash_table_add(gathered, (gpointer)kb->figures[i]->amounts[k]);
    return gathered;
}

static bool is_gathered(ConflictFinder *finder, const Claim *claim)
{
    if (finder->gathered == NULL)
        finder->gathered = gather(finder->kb);
    return g_hash_table_contains(finder->gathered, claim);
}

static void look_at_slot(ConflictFinder *finder, const Entry *entry, const Claims *slot)
{
    if (!slot_conflicts(slot) || is_gathered(finder, &slot->items[0]))
        return;
    const Claim **claims = g_new(const Claim *, slot->count);
    for (size_t i = 0; i < slot->count; i++)
        claims[i] = &slot->items[i];
    look_at(
        finder,
        (Conflict){.entry = entry, .slots = copy_slots(finder), .slot_count = finder->slots->len},
        claims, slot->count);
    g_free(claims);
}

/* Objects nest as deep as their YAML: at most 64. */
static void look_at_object(ConflictFinder *finder, const Entry *entry, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        if (claim_is_inherited(&claims->items[0]))
            continue; /* it is the base's */
        g_ptr_array_add(finder->slots, (gpointer)claims->slot);
        look_at_slot(finder, entry, claims);
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT)
                look_at_object(finder, entry, claims->items[k].value.object);
        g_ptr_array_set_size(finder->slots, (gint)finder->slots->len - 1);
    }
}

static void look_at_entry(ConflictFinder *finder, const Entry *entry)
{
    look_at_object(finder, entry, &entry->object);
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        look_at(finder, (Conflict){.entry = entry, .milestone = milestone}, milestone->dates,
                milestone->date_count);
    }
    for (size_t i = 0; i < entry->figure_count; i++) {
        const Figure *figure = entry->figures[i];
        look_at(finder, (Conflict){.entry = entry, .figure = figure}, figure->amounts,
                figure->amount_count);
    }
}

/* --- what is in dispute --- */

static int compare_addresses(const void *left, const void *right)
{
    const uintptr_t a = (uintptr_t)((const Disputed *)left)->claim;
    const uintptr_t b = (uintptr_t)((const Disputed *)right)->claim;
    return (a > b) - (a < b);
}

static void take_found(const ConflictFinder *finder, Conflicts *conflicts)
{
    conflicts->count = finder->found->len;
    conflicts->items = arena_new0(finder->arena, Conflict, conflicts->count);
    conflicts->disputed_count = finder->disputed->len;
    conflicts->disputed = arena_new0(finder->arena, Disputed, conflicts->disputed_count);
    if (conflicts->count == 0)
        return;
    memcpy(conflicts->items, finder->found->data, conflicts->count * sizeof(Conflict));
    for (size_t i = 0; i < conflicts->disputed_count; i++) {
        const Disputed *disputed = &g_array_index(finder->disputed, Disputed, i);
        const size_t index = GPOINTER_TO_SIZE(disputed->conflict);
        conflicts->disputed[i] = (Disputed){disputed->claim, &conflicts->items[index]};
    }
    qsort(conflicts->disputed, conflicts->disputed_count, sizeof(Disputed), compare_addresses);
}

Conflicts conflicts_find(const Kb *kb, Arena *arena)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Conflict));
    g_autoptr(GArray) disputed = g_array_new(FALSE, FALSE, sizeof(Disputed));
    g_autoptr(GPtrArray) slots = g_ptr_array_new();
    ConflictFinder finder = {kb, arena, NULL, found, disputed, slots};
    for (size_t i = 0; i < kb->entry_count; i++)
        look_at_entry(&finder, kb->entries[i]);
    Conflicts conflicts;
    take_found(&finder, &conflicts);
    g_clear_pointer(&finder.gathered, g_hash_table_unref);
    return conflicts;
}

/* --- asking --- */

const Conflict *conflicts_of_claim(const Conflicts *conflicts, const Claim *claim)
{
    const Disputed key = {.claim = claim};
    const Disputed *disputed = conflicts->disputed_count > 0
                                   ? bsearch(&key, conflicts->disputed, conflicts->disputed_count,
                                             sizeof key, compare_addresses)
                                   : NULL;
    return disputed != NULL ? disputed->conflict : NULL;
}

static const Conflict *find_first(const Conflicts *conflicts, const Claim *const *claims,
                                  size_t count)
{
    const Conflict *conflict = NULL;
    for (size_t i = 0; i < count && conflict == NULL; i++)
        conflict = conflicts_of_claim(conflicts, claims[i]);
    return conflict;
}

const Conflict *conflicts_of_slot(const Conflicts *conflicts, const Claims *claims)
{
    const Conflict *conflict = NULL;
    for (size_t i = 0; i < claims->count && conflict == NULL; i++)
        conflict = conflicts_of_claim(conflicts, claim_original(&claims->items[i]));
    return conflict;
}

const Conflict *conflicts_of_milestone(const Conflicts *conflicts, const Milestone *milestone)
{
    return find_first(conflicts, milestone->dates, milestone->date_count);
}

const Conflict *conflicts_of_figure(const Conflicts *conflicts, const Figure *figure)
{
    return find_first(conflicts, figure->amounts, figure->amount_count);
}
