/*
 * In a multivalued slot equal values are one claim with the sources of all, as long as nothing else
 * tells them apart. The first one stays, in its place.
 */
#include "decode/decoder.h"

#include <string.h>

/* The sources of claims that were found equal. */
typedef struct Union {
    Claim *claim;     /* the first of them */
    GArray *all;      /* of Citation */
    GHashTable *seen; /* set of ids */
} Union;

static guint text_hash(const char *text)
{
    return text != NULL ? g_str_hash(text) : 0;
}

static guint claim_hash(gconstpointer data)
{
    const Value *value = &((const Claim *)data)->value;
    if (value->kind != VALUE_TEXT)
        return text_hash(value->text);
    guint hash = 0;
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        hash = hash * 31 + text_hash(value->localised->texts[i]);
    return hash;
}

static bool values_equal(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind != VALUE_TEXT)
        return g_strcmp0(a->text, b->text) == 0;
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (g_strcmp0(a->localised->texts[i], b->localised->texts[i]) != 0)
            return false;
    return true;
}

static gboolean claim_equal(gconstpointer left, gconstpointer right)
{
    const Claim *a = left;
    const Claim *b = right;
    return a->status == b->status && a->rank == b->rank &&
           g_strcmp0(claim_details(a)->by, claim_details(b)->by) == 0 &&
           condition_equal(claim_details(a)->condition, claim_details(b)->condition) &&
           values_equal(&a->value, &b->value);
}

/* Objects have an identity of their own; with a date of its own a claim is another statement. */
static bool is_mergeable(const Claim *claim)
{
    return claim->value.kind != VALUE_OBJECT && !claim->has_own_as_of &&
           claim_details(claim)->withdrawal == NULL;
}

static void union_add(Union *sources, const Claim *claim)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (g_hash_table_add(sources->seen, (gpointer)claim->citations[i].id))
            g_array_append_val(sources->all, claim->citations[i]);
}

static bool cites(const Claim *claim, const char *id)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (strcmp(claim->citations[i].id, id) == 0)
            return true;
    return false;
}

/* Does one source say both, and at no two places? What has no source has the same: none. */
static bool is_said_twice(const Claim *first, const Claim *claim)
{
    const ClaimDetails *a = claim_details(first);
    const ClaimDetails *b = claim_details(claim);
    if (g_strcmp0(a->quote, b->quote) != 0 || a->locator != b->locator)
        return false;
    for (size_t i = 0; i < claim->citation_count; i++)
        if (cites(first, claim->citations[i].id))
            return true;
    return first->citation_count == 0 && claim->citation_count == 0;
}

static Union *union_new(Claim *claim)
{
    Union *sources = g_new0(Union, 1);
    sources->claim = claim;
    sources->all = g_array_new(FALSE, FALSE, sizeof(Citation));
    sources->seen = g_hash_table_new(g_str_hash, g_str_equal);
    union_add(sources, claim);
    return sources;
}

/* Gives the claim all its sources. */
static void union_finish(Union *sources, Arena *arena)
{
    const guint count = sources->all->len;
    sources->claim->citations = arena_new0(arena, Citation, count);
    sources->claim->citation_count = count;
    if (count > 0)
        memcpy(sources->claim->citations, sources->all->data, count * sizeof(Citation));
    g_array_unref(sources->all);
    g_hash_table_unref(sources->seen);
    g_free(sources);
}

/* What the first one does not say is taken from the other. */
static void merge_into(Claim *first, const Claim *claim, Arena *arena)
{
    if (claim->details == NULL || claim->details == first->details)
        return;
    ClaimDetails *details = arena_new0(arena, ClaimDetails, 1);
    *details = *claim_details(first);
    if (details->note == NULL)
        details->note = claim->details->note;
    if (details->quote == NULL)
        details->quote = claim->details->quote;
    if (details->locator == NULL)
        details->locator = claim->details->locator;
    if (details->accept_count == 0) {
        details->accepts = claim->details->accepts;
        details->accept_count = claim->details->accept_count;
    }
    first->details = details;
}

void decode_merge_equal(Decoder *decoder, Claims *claims)
{
    g_autoptr(GHashTable) firsts = g_hash_table_new(claim_hash, claim_equal);
    g_autoptr(GHashTable) unions = g_hash_table_new(NULL, NULL); /* first claim -> Union */
    uint32_t count = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        Claim *first = is_mergeable(claim) ? g_hash_table_lookup(firsts, claim) : NULL;
        if (first == NULL) {
            claims->items[count] = *claim;
            claim_adopt(&claims->items[count]);
            if (is_mergeable(claim))
                g_hash_table_add(firsts, &claims->items[count]);
            count++;
            continue;
        }
        if (is_said_twice(first, claim))
            decode_report_twice(decoder, claims, first, claim);
        Union *sources = g_hash_table_lookup(unions, first);
        if (sources == NULL) {
            sources = union_new(first);
            g_hash_table_insert(unions, first, sources);
        }
        union_add(sources, claim);
        merge_into(first, claim, decoder->arena);
    }
    claims->count = count;
    GHashTableIter iter;
    g_hash_table_iter_init(&iter, unions);
    for (gpointer sources; g_hash_table_iter_next(&iter, NULL, &sources);)
        union_finish(sources, decoder->arena);
}
