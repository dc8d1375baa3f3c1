#include "page/comparisons.h"

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
        if (!slot_is_compared(link->slot, COMPARISON_MEMBERS) || !claim_is_in_force(link->claim))
            continue;
        if (link->from != last) /* once, though it says so twice */
            add(comparison, link->from);
        last = link->from;
    }
}

static void find_kind(GArray *found, const Entry *subject, ComparisonKind kind, Arena *arena)
{
    static void (*const adders[COMPARISON_KIND_COUNT])(ReadyComparison * comparison) = {
        [COMPARISON_VARIANTS] = add_variants,
        [COMPARISON_CHAIN] = add_chain,
        [COMPARISON_MEMBERS] = add_members,
    };
    ReadyComparison comparison = {.kind = kind, .subject = subject};
    adders[kind](&comparison);
    if (comparison.count < 2)
        return;
    comparison.path = arena_concat(arena, "compare/", subject->id, "+", KIND_NAMES[kind]);
    g_array_append_val(found, comparison);
}

Comparisons comparisons_find(const Kb *kb, Arena *arena)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ReadyComparison));
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        for (int kind = 0; kind < COMPARISON_KIND_COUNT; kind++)
            if (!entry->draft && class_is_compared(entry->object.class))
                find_kind(found, entry, (ComparisonKind)kind, arena);
    }
    ReadyComparison *items = arena_new0(arena, ReadyComparison, found->len);
    if (found->len > 0)
        memcpy(items, found->data, found->len * sizeof *items);
    return (Comparisons){items, found->len};
}

static int compare_places(const void *left, const void *right)
{
    const ReadyComparison *a = left;
    const ReadyComparison *b = right;
    if (a->subject->index != b->subject->index)
        return a->subject->index < b->subject->index ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

const ReadyComparison *comparisons_get(const Comparisons *all, const Entry *subject,
                                       ComparisonKind kind)
{
    const ReadyComparison wanted = {.kind = kind, .subject = subject};
    return all->count > 0 ? bsearch(&wanted, all->items, all->count, sizeof wanted, compare_places)
                          : NULL;
}
