#include "find/cited.h"

#include "find/gaps.h"
#include "model/agree.h"

/* Who else says the same is looked for among so many neighbours: a list of thousands would take the
 * square of its length. */
enum { NEIGHBOURS_MAX = 64 };

/* Claims about one thing. */
typedef struct Neighbours {
    const Claim *const *claims;
    size_t count;
} Neighbours;

typedef struct CitedFinder {
    Cited *cited;
    Arena *arena;
    GHashTable *gathered; /* Claim, a date or amount that has others beside it -> Neighbours */
    const Entry **last;   /* by the source's index: the entry that cited it last */
    bool is_counting;     /* first how many there are, then which */
} CitedFinder;

/* --- who else says it --- */

static void gather(CitedFinder *finder, const Claim *const *claims, size_t count)
{
    if (count < 2)
        return;
    Neighbours *neighbours = arena_new0(finder->arena, Neighbours, 1);
    *neighbours = (Neighbours){claims, count};
    for (size_t i = 0; i < count; i++)
        g_hash_table_insert(finder->gathered, (gpointer)claims[i], neighbours);
}

/* Items of several sources state one milestone or figure. */
static void gather_all(CitedFinder *finder, const Kb *kb)
{
    for (size_t i = 0; i < kb->milestone_count; i++)
        gather(finder, kb->milestones[i]->dates, kb->milestones[i]->date_count);
    for (size_t i = 0; i < kb->figure_count; i++)
        gather(finder, kb->figures[i]->amounts, kb->figures[i]->amount_count);
}

static bool cites_another(const Claim *claim, const Entry *source)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (claim->citations[i].source != NULL && claim->citations[i].source != source)
            return true;
    return false;
}

static bool says_it_too(const Claim *claim, const Claim *other, const Entry *source)
{
    return other != claim && claim_is_in_force(other) && cites_another(other, source) &&
           condition_equal(claim_details(claim)->condition, claim_details(other)->condition) &&
           claim_says_same(claim, other);
}

static const Claims *find_claims(const Object *object, const Claim *claim)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        if (claim >= claims->items && claim < claims->items + claims->count)
            return claims;
    }
    return NULL;
}

/* The slot that holds a claim, within its entry or the object around it. */
static const Claims *claims_around(const Entry *entry, const Claim *claim)
{
    return find_claims(claim->enclosing != NULL ? claim->enclosing->value.object : &entry->object,
                       claim);
}

static bool is_only(const CitedFinder *finder, const Entry *entry, const Claim *claim,
                    const Entry *source)
{
    if (!claim_is_in_force(claim) || cites_another(claim, source))
        return false;
    const Neighbours *neighbours = g_hash_table_lookup(finder->gathered, claim);
    for (size_t i = 0; neighbours != NULL && i < MIN(neighbours->count, NEIGHBOURS_MAX); i++)
        if (says_it_too(claim, neighbours->claims[i], source))
            return false;
    const Claims *claims = claims_around(entry, claim);
    for (size_t i = 0; claims != NULL && i < MIN(claims->count, NEIGHBOURS_MAX); i++)
        if (says_it_too(claim, &claims->items[i], source))
            return false;
    return true;
}

/* --- all of them --- */

/* The slot of the entry in which a claim stands, however deep. */
static const Slot *outer_slot(const Entry *entry, const Claim *claim)
{
    while (claim->enclosing != NULL)
        claim = claim->enclosing;
    const Claims *claims = find_claims(&entry->object, claim);
    return claims != NULL ? claims->slot : NULL;
}

/* Begins with an entry that cites the source; its claims are counted before they are taken. */
static void begin_entry(CitedFinder *finder, const Entry *source, const Entry *entry)
{
    CitedSource *cited = &finder->cited->sources[source->index];
    finder->last[source->index] = entry;
    if (finder->is_counting)
        cited->entry_count++;
    else
        cited->entries[cited->entry_count++] =
            (CitedEntry){entry, cited->entries[0].claims + cited->claim_count, 0};
}

static void take(CitedFinder *finder, const Entry *source, const Entry *entry, const Slot *slot,
                 const Claim *claim)
{
    CitedSource *cited = &finder->cited->sources[source->index];
    CitedEntry *of_entry = &cited->entries[cited->entry_count - 1];
    CitedClaim *taken = &of_entry->claims[of_entry->count++];
    *taken =
        (CitedClaim){outer_slot(entry, claim), slot, claim, is_only(finder, entry, claim, source)};
    cited->only_count += taken->is_only;
}

static void visit(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    CitedFinder *finder = user;
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        if (source == NULL)
            continue;
        if (finder->last[source->index] != entry)
            begin_entry(finder, source, entry);
        if (!finder->is_counting)
            take(finder, source, entry, slot, claim);
        finder->cited->sources[source->index].claim_count++;
    }
}

static void visit_all(CitedFinder *finder, const Kb *kb)
{
    finder->last = g_new0(const Entry *, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->draft)
            gaps_visit_sourced(kb->entries[i], visit, finder);
    g_free(finder->last);
}

/* Room for what was counted; then all is counted anew, as it is taken. */
static void make_room(CitedFinder *finder)
{
    for (size_t i = 0; i < finder->cited->count; i++) {
        CitedSource *cited = &finder->cited->sources[i];
        if (cited->entry_count == 0)
            continue;
        cited->entries = arena_new0(finder->arena, CitedEntry, cited->entry_count);
        cited->entries[0].claims = arena_new0(finder->arena, CitedClaim, cited->claim_count);
        cited->entry_count = 0;
        cited->claim_count = 0;
    }
    finder->is_counting = false;
}

Cited cited_find(const Kb *kb, Arena *arena)
{
    Cited cited = {arena_new0(arena, CitedSource, kb->entry_count), kb->entry_count};
    g_autoptr(GHashTable) gathered = g_hash_table_new(NULL, NULL);
    CitedFinder finder = {&cited, arena, gathered, NULL, true};
    gather_all(&finder, kb);
    visit_all(&finder, kb);
    make_room(&finder);
    visit_all(&finder, kb);
    return cited;
}
