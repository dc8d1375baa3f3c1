#include "page/comparisons.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const KIND_NAMES[COMPARISON_KIND_COUNT] = {
    [COMPARISON_VARIANTS] = "variants",
    [COMPARISON_CHAIN] = "chain",
    [COMPARISON_MEMBERS] = "members",
};

bool class_is_compared(const Class *class)
{
    return class->folder != NULL && class->sourced && !class_is_known(class, CLASS_MILESTONE) &&
           !class_is_known(class, CLASS_FIGURE);
}

bool slot_is_compared(const Slot *slot, ComparisonKind kind)
{
    const char *how = annotation_find(slot->annotations, slot->annotation_count, "compared");
    return how != NULL && strcmp(how, KIND_NAMES[kind]) == 0;
}

/* Adds an entry that can be seen beside the others, once. */
static void add(ReadyComparison *comparison, const Entry *entry)
{
    if (entry == NULL || entry->draft || !class_is_compared(entry->object.class))
        return;
    if (comparison->count > 0 && comparison->entries[0]->object.class != entry->object.class)
        return;
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->entries[i] == entry)
            return;
    if (comparison->count < COMPARED_MAX)
        comparison->entries[comparison->count++] = entry;
    else
        comparison->left++;
}

static void add_variants(ReadyComparison *comparison)
{
    const Entry *subject = comparison->subject;
    add(comparison, subject);
    for (size_t i = 0; i < subject->variant_count; i++)
        add(comparison, subject->variants[i]);
}

static void add_predecessors(ReadyComparison *comparison, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        for (size_t k = 0; slot_is_compared(claims->slot, COMPARISON_CHAIN) && k < claims->count;
             k++)
            if (claims->items[k].value.kind == VALUE_REFERENCE &&
                claim_is_in_force(&claims->items[k]))
                add(comparison, claims->items[k].value.entry);
    }
}

/* The subject, what it succeeds, what those succeed: breadth first, then turned, the oldest first.
 */
static void add_chain(ReadyComparison *comparison)
{
    add(comparison, comparison->subject);
    for (size_t i = 0; i < comparison->count; i++)
        add_predecessors(comparison, comparison->entries[i]);
    for (size_t i = 0, k = comparison->count; i + 1 < k; i++) {
        const Entry *entry = comparison->entries[i];
        comparison->entries[i] = comparison->entries[--k];
        comparison->entries[k] = entry;
    }
    comparison->left = 0; /* nobody has followed them to their ends */
}

/* Members stand in the order of their names; the subject is what they have in common. */
static void add_members(ReadyComparison *comparison)
{
    const Entry *subject = comparison->subject;
    const Entry *last = subject;
    for (size_t i = 0; i < subject->backlink_count; i++) {
        const Backlink *link = &subject->backlinks[i];
        if (!slot_is_compared(link->slot, COMPARISON_MEMBERS))
            continue;
        if (link->from != last) /* once, though it says so twice */
            add(comparison, link->from);
        last = link->from;
    }
}

static ReadyComparison make(const Entry *subject, ComparisonKind kind)
{
    static void (*const adders[COMPARISON_KIND_COUNT])(ReadyComparison * comparison) = {
        [COMPARISON_VARIANTS] = add_variants,
        [COMPARISON_CHAIN] = add_chain,
        [COMPARISON_MEMBERS] = add_members,
    };
    ReadyComparison comparison = {.kind = kind, .subject = subject};
    adders[kind](&comparison);
    return comparison;
}

/* ---- chains ---- */

/* An entry in its chain. */
typedef struct ChainLink {
    const Entry *before; /* what it succeeds, the first that it says; or NULL */
    const Entry *after;  /* what succeeds it, the first that says so; or NULL */
    unsigned generation; /* 1: it succeeds nothing; 0: not known yet */
} ChainLink;

static const Entry *find_before(const Entry *entry)
{
    ReadyComparison comparison = {.subject = entry};
    add(&comparison, entry);
    if (comparison.count == 0) /* nobody sees it: it continues nothing */
        return NULL;
    add_predecessors(&comparison, entry);
    return comparison.count > 1 ? comparison.entries[1] : NULL;
}

static void link_chains(ChainLink *links, const Kb *kb)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *before = links[i].before = find_before(kb->entries[i]);
        if (before != NULL && links[before->index].after == NULL)
            links[before->index].after = kb->entries[i];
    }
}

/* Back to the first that is known, or to the beginning; a circle begins where it was entered. */
static void count_generations(ChainLink *links, const Entry *entry)
{
    const unsigned being_counted = UINT_MAX;
    unsigned steps = 0;
    const Entry *first = entry;
    for (; first != NULL && links[first->index].generation == 0; steps++) {
        links[first->index].generation = being_counted;
        first = links[first->index].before;
    }
    unsigned known = first != NULL ? links[first->index].generation : 0;
    if (known == being_counted)
        known = 0;
    for (; steps > 0; steps--, entry = links[entry->index].before)
        links[entry->index].generation = known + steps;
}

/* Nothing follows it, or what does goes round in a circle; or there is no room for more. */
static bool ends_chain(const ChainLink *links, const Entry *entry)
{
    const unsigned generation = links[entry->index].generation;
    const Entry *after = links[entry->index].after;
    return after == NULL || links[after->index].generation != generation + 1 ||
           (generation > 1 && (generation - 1) % (COMPARED_MAX - 1) == 0);
}

static bool is_in(const ReadyComparison *comparison, const Entry *entry)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->entries[i] == entry)
            return true;
    return false;
}

/* The newest of those around it; or itself, where the newest has come another way, too, and has no
 * room for it. */
static const Entry *find_newest(const ChainLink *links, const Entry *entry)
{
    const Entry *newest = entry;
    while (!ends_chain(links, newest))
        newest = links[newest->index].after;
    const ReadyComparison comparison = make(newest, COMPARISON_CHAIN);
    return is_in(&comparison, entry) ? newest : entry;
}

static const Entry *const *find_chains(const Kb *kb, Arena *arena)
{
    g_autoptr(Arena) scratch = arena_new();
    ChainLink *links = arena_new0(scratch, ChainLink, kb->entry_count);
    link_chains(links, kb);
    for (size_t i = 0; i < kb->entry_count; i++)
        count_generations(links, kb->entries[i]);
    const Entry **newest = arena_new0(arena, const Entry *, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (links[i].before != NULL || links[i].after != NULL)
            newest[i] = find_newest(links, kb->entries[i]);
    return newest;
}

/* ---- all ---- */

static bool is_worth_it(const ReadyComparison *comparison, const Entry *const *newest)
{
    const Entry *subject = comparison->subject;
    return comparison->count > 1 &&
           (comparison->kind != COMPARISON_CHAIN || newest[subject->index] == subject);
}

static void find_kind(GArray *found, const Entry *subject, ComparisonKind kind,
                      const Entry *const *newest, Arena *arena)
{
    ReadyComparison comparison = make(subject, kind);
    if (!is_worth_it(&comparison, newest))
        return;
    comparison.path = arena_concat(arena, "compare/", subject->id, "+", KIND_NAMES[kind]);
    g_array_append_val(found, comparison);
}

Comparisons comparisons_find(const Kb *kb, Arena *arena)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ReadyComparison));
    const Entry *const *newest = find_chains(kb, arena);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        for (int kind = 0; kind < COMPARISON_KIND_COUNT; kind++)
            if (!entry->draft && class_is_compared(entry->object.class))
                find_kind(found, entry, (ComparisonKind)kind, newest, arena);
    }
    ReadyComparison *items = arena_new0(arena, ReadyComparison, found->len);
    if (found->len > 0)
        memcpy(items, found->data, found->len * sizeof *items);
    return (Comparisons){items, found->len, newest};
}

static int compare_places(const void *left, const void *right)
{
    const ReadyComparison *a = left;
    const ReadyComparison *b = right;
    if (a->subject->index != b->subject->index)
        return a->subject->index < b->subject->index ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

const ReadyComparison *comparisons_get(const Comparisons *all, const Entry *entry,
                                       ComparisonKind kind)
{
    const ReadyComparison wanted = {
        .kind = kind,
        .subject = kind == COMPARISON_CHAIN ? all->newest[entry->index] : entry,
    };
    return all->count > 0 && wanted.subject != NULL
               ? bsearch(&wanted, all->items, all->count, sizeof wanted, compare_places)
               : NULL;
}
