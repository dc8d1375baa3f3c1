/*
 * Which claims still stand. A source that says something else later has corrected itself, and so
 * has an edition that replaces another: the later word is in force, the earlier is history. A claim
 * that was withdrawn stays for the record.
 *
 * Compared are claims about one thing: of a slot with one value, of a milestone's dates that are
 * facts (a forecast that moves is a plan, see find/plans.h) and of a figure's amounts. A list that
 * a younger edition states anew holds what that one lists.
 */
#include "link/linker.h"

#include "model/agree.h"
#include "model/known.h"

#include <string.h>

enum { EDITIONS_MAX = 100 }; /* of one publication; check/ reports circles */

typedef struct Standings {
    const Kb *kb;
    Arena *arena;
    bool has_editions; /* does any source replace another one? */
} Standings;

/* --- editions --- */

/* The edition whose place the source takes; NULL: none. */
static Entry *predecessor(const Entry *source)
{
    return object_reference(&source->object, SLOT_REPLACES);
}

/* The first edition of what a source is an edition of; itself, if it replaces none. */
static const Entry *first_edition(const Entry *source)
{
    for (int i = 0; i < EDITIONS_MAX && predecessor(source) != NULL; i++)
        source = predecessor(source);
    return source;
}

static bool replaces(const Entry *source, const Entry *older)
{
    for (int i = 0; i < EDITIONS_MAX && source != NULL; i++) {
        source = predecessor(source);
        if (source == older)
            return true;
    }
    return false;
}

static bool any_replaces(const Claim *claim, const Entry *older)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (claim->citations[i].source != NULL && replaces(claim->citations[i].source, older))
            return true;
    return false;
}

/* Does every source of the claim have a younger edition among those of the other one? */
static bool is_older_edition(const Claim *claim, const Claim *other)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (claim->citations[i].source == NULL || !any_replaces(other, claim->citations[i].source))
            return false;
    return claim->citation_count > 0;
}

/* --- who says it of what --- */

static int compare_texts(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The same for claims of the same publications in one respect. Caller frees. */
static char *speaker_key(const Claim *claim)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        const char *name = source != NULL ? first_edition(source)->id : claim->citations[i].id;
        g_ptr_array_add(names, (gpointer)name);
    }
    g_ptr_array_sort(names, compare_texts);
    GString *key = claim_respect_key(claim);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(key, "\n%s", (const char *)names->pdata[i]);
    return g_string_free(key, FALSE);
}

static bool can_be_corrected(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim->standing == STANDING_IN_FORCE &&
           claim->citation_count > 0;
}

/* Is the second a later word than the first? */
static bool is_later(const Claim *claim, const Claim *other)
{
    if (is_older_edition(claim, other))
        return true;
    return claim->as_of != NULL && other->as_of != NULL &&
           edtf_compare(other->as_of, claim->as_of) == EDTF_AFTER;
}

/* --- correcting --- */

static void set_last_words(GHashTable *last, Claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!can_be_corrected(claims[i]))
            continue;
        char *key = speaker_key(claims[i]);
        const Claim *known = g_hash_table_lookup(last, key);
        if (known == NULL || is_later(known, claims[i]))
            g_hash_table_insert(last, key, claims[i]);
        else
            g_free(key);
    }
}

static void correct(Claim *claim, const Claim *by, Arena *arena)
{
    ClaimDetails *details = arena_new0(arena, ClaimDetails, 1);
    *details = *claim_details(claim);
    details->corrected_by = by;
    claim->details = details;
    claim->standing = STANDING_CORRECTED;
}

void link_correct(Claim *const *claims, size_t count, Arena *arena)
{
    if (count < 2)
        return;
    g_autoptr(GHashTable) last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    set_last_words(last, claims, count);
    for (size_t i = 0; i < count; i++) {
        if (!can_be_corrected(claims[i]))
            continue;
        g_autofree char *key = speaker_key(claims[i]);
        const Claim *word = g_hash_table_lookup(last, key);
        if (word != claims[i] && is_later(claims[i], word) && !claim_says_same(claims[i], word))
            correct(claims[i], word, arena);
    }
}

static bool is_known_before(const Claim *claim, const Claim *other)
{
    return claim_known_since(claim) < claim_known_since(other);
}

/* Of the sources that the list cites, those that another one of them replaces, each with the claim
 * of such a one that was known first. */
static GHashTable *find_replaced(const Claims *claims)
{
    GHashTable *replaced = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < claims->count; i++)
        for (size_t k = 0; k < claims->items[i].citation_count; k++) {
            const Entry *source = claims->items[i].citations[k].source;
            for (int n = 0; n < EDITIONS_MAX && source != NULL; n++) {
                source = predecessor(source);
                const Claim *first = g_hash_table_lookup(replaced, source);
                if (source == NULL || (first != NULL && !is_known_before(&claims->items[i], first)))
                    break;
                g_hash_table_insert(replaced, (gpointer)source, (gpointer)&claims->items[i]);
            }
        }
    return replaced;
}

/* The claim by which all editions that the claim cites are replaced; NULL: one of them is not. */
static const Claim *find_replacing(GHashTable *replaced, const Claim *claim)
{
    const Claim *last = NULL;
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Claim *by = g_hash_table_lookup(replaced, claim->citations[i].source);
        if (by == NULL)
            return NULL;
        last = last == NULL || is_known_before(last, by) ? by : last;
    }
    return last;
}

/* What only an older edition lists, where a younger one gives the list anew. */
static void correct_list(Claims *claims, Arena *arena)
{
    g_autoptr(GHashTable) replaced = find_replaced(claims);
    for (size_t i = 0; i < claims->count && g_hash_table_size(replaced) > 0; i++) {
        Claim *claim = &claims->items[i];
        const Claim *by = can_be_corrected(claim) ? find_replacing(replaced, claim) : NULL;
        if (by != NULL)
            correct(claim, by, arena);
    }
}

/* Dates of milestones and amounts of figures belong to these, whoever states them. */
static bool is_gathered(const Schema *schema, const Class *class, const Slot *slot)
{
    return (slot->known == SLOT_DATE && class_is_a(class, schema->known[CLASS_MILESTONE])) ||
           (slot->known == SLOT_AMOUNT && class_is_a(class, schema->known[CLASS_FIGURE]));
}

static void correct_slot(const Standings *at, const Class *class, Claims *claims)
{
    if (claims->count < 2 || is_gathered(at->kb->schema, class, claims->slot))
        return;
    if (claims->slot->multivalued) {
        if (at->has_editions && claims->slot->range != RANGE_OBJECT)
            correct_list(claims, at->arena);
        return;
    }
    g_autofree Claim **all = g_new(Claim *, claims->count);
    for (size_t i = 0; i < claims->count; i++)
        all[i] = &claims->items[i];
    link_correct(all, claims->count, at->arena);
}

/* --- withdrawals --- */

/* Was it taken back by the day that counts? */
static bool is_withdrawn(const Kb *kb, const Claim *claim)
{
    if (claim_details(claim)->withdrawal == NULL)
        return false;
    const Edtf *when = claim_withdrawn_when(claim);
    return !kb->is_past || when == NULL || edtf_compare(when, &kb->as_of) != EDTF_AFTER;
}

/* Objects nest as deep as their YAML: at most 64. What is in a claim that fell falls with it. */
static void look_at_object(const Standings *at, Object *object, const Claim *around)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        Claims *claims = &object->slots[i];
        for (size_t k = 0; k < claims->count; k++) {
            Claim *claim = &claims->items[k];
            claim->standing = STANDING_IN_FORCE;
            if (is_withdrawn(at->kb, claim))
                claim->standing = STANDING_WITHDRAWN;
            else if (around != NULL)
                claim->standing = around->standing;
            if (claim->value.kind == VALUE_OBJECT)
                look_at_object(at, claim->value.object, claim);
        }
        correct_slot(at, object->class, claims);
    }
}

static bool has_editions(const Kb *kb)
{
    const Class *class = kb->schema->known[CLASS_SOURCE];
    for (size_t i = 0; i < kb->entry_count; i++)
        if (class_is_a(kb->entries[i]->object.class, class) &&
            object_claims(&kb->entries[i]->object, SLOT_REPLACES) != NULL)
            return true;
    return false;
}

void link_standings(Kb *kb, Arena *arena)
{
    const Standings at = {kb, arena, has_editions(kb)};
    for (size_t i = 0; i < kb->entry_count; i++)
        look_at_object(&at, &kb->entries[i]->object, NULL);
}
