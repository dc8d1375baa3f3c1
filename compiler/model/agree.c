#include "model/agree.h"

#include <string.h>

bool claim_states_fact(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim->standing == STANDING_IN_FORCE &&
           claim->value.kind != VALUE_UNKNOWN && status_is_fact(claim->status);
}

/* What is seen of the claims so far: on a line, intervals have a common part if the one that begins
 * last and the one that ends first do (Helly), so these two are all that must be kept. */
typedef struct Extremes {
    const Claim *first; /* the first fact: of whatever is no interval, all must be like it */
    const Claim *begins_last;
    const Claim *ends_first;
} Extremes;

static bool is_same(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_INTEGER:
        return a->integer == b->integer;
    case VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case VALUE_REFERENCE:
        return a->entry == b->entry;
    case VALUE_QUANTITY: /* no number of bytes is a number of watts */
        return a->quantity->scale == NULL || b->quantity->scale == NULL ||
               unit_same_dimension(a->quantity->scale, b->quantity->scale);
    case VALUE_STRING:
    case VALUE_CHOICE:
        return strcmp(a->text, b->text) == 0;
    default:
        return true; /* words, objects: nobody can tell; intervals: compared at the end */
    }
}

/* An end of the claim's interval, in the unit of the first one. */
static double end_of(const Extremes *seen, const Claim *claim, QuantitySide side)
{
    const Quantity *quantity = claim->value.quantity;
    return quantity_rescale(quantity, seen->first->value.quantity->scale,
                            quantity_reach(quantity, side));
}

static void see_quantity(Extremes *seen, const Claim *claim)
{
    if (seen->begins_last == NULL ||
        end_of(seen, claim, QUANTITY_MIN) > end_of(seen, seen->begins_last, QUANTITY_MIN))
        seen->begins_last = claim;
    if (seen->ends_first == NULL ||
        end_of(seen, claim, QUANTITY_MAX) < end_of(seen, seen->ends_first, QUANTITY_MAX))
        seen->ends_first = claim;
}

static void see_date(Extremes *seen, const Claim *claim)
{
    const Edtf *date = claim->value.date;
    if (date->qualifiers != 0)
        return;
    if (seen->begins_last == NULL || date->earliest > seen->begins_last->value.date->earliest)
        seen->begins_last = claim;
    if (seen->ends_first == NULL || date->latest < seen->ends_first->value.date->latest)
        seen->ends_first = claim;
}

static bool intervals_meet(const Claim *a, const Claim *b)
{
    if (a == NULL || a == b)
        return true;
    if (a->value.kind == VALUE_DATE)
        return a->value.date->earliest <= b->value.date->latest;
    return quantity_agrees(a->value.quantity, b->value.quantity);
}

static bool comes_first(const Claim *a, const Claim *b)
{
    const Span x = claim_span(a);
    const Span y = claim_span(b);
    if (x.file != y.file)
        return strcmp(x.file->relative, y.file->relative) < 0;
    return x.start < y.start;
}

static bool set_pair(const Claim *x, const Claim *y, const Claim **a, const Claim **b)
{
    *a = comes_first(x, y) ? x : y;
    *b = *a == x ? y : x;
    return true;
}

static bool any_preferred(const Claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (claims[i]->rank == RANK_PREFERRED && claims[i]->standing == STANDING_IN_FORCE)
            return true;
    return false;
}

bool claims_conflict(const Claim *const *claims, size_t count, const Claim **a, const Claim **b)
{
    Extremes seen = {0};
    if (any_preferred(claims, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const Claim *claim = claims[i];
        if (!claim_states_fact(claim))
            continue;
        if (seen.first == NULL)
            seen.first = claim;
        if (!is_same(&seen.first->value, &claim->value))
            return set_pair(seen.first, claim, a, b);
        if (claim->value.kind == VALUE_QUANTITY)
            see_quantity(&seen, claim);
        else if (claim->value.kind == VALUE_DATE)
            see_date(&seen, claim);
    }
    return !intervals_meet(seen.begins_last, seen.ends_first) &&
           set_pair(seen.begins_last, seen.ends_first, a, b);
}

bool claim_says_same(const Claim *claim, const Claim *other)
{
    if (claim->value.kind == VALUE_UNKNOWN || other->value.kind == VALUE_UNKNOWN)
        return true;
    if (!is_same(&claim->value, &other->value))
        return false;
    if (claim->value.kind == VALUE_DATE)
        return claim->value.date->earliest <= other->value.date->latest &&
               other->value.date->earliest <= claim->value.date->latest;
    return claim->value.kind != VALUE_QUANTITY ||
           quantity_agrees(claim->value.quantity, other->value.quantity);
}

/* --- respects --- */

static void append_text(GString *key, const Localised *text)
{
    for (size_t i = 0; text != NULL && i < LANGUAGES_MAX; i++)
        g_string_append_printf(key, "%s\n", text->texts[i] != NULL ? text->texts[i] : "");
}

static bool has_words(const Claim *claim)
{
    return claim_details(claim)->note != NULL || claim_details(claim)->locator != NULL;
}

GString *claim_respect_key(const Claim *claim)
{
    const Condition *condition = claim_details(claim)->condition;
    GString *key = g_string_new(claim_is_measured(claim) ? "measured\n" : "\n");
    g_string_append(key, condition != NULL ? condition->key : "");
    return key;
}

/* One of those who state a claim, in its respect; behind the last one all of them together. Caller
 * frees. */
static char *speaker_key(const Claim *claim, size_t index)
{
    GString *key = claim_respect_key(claim);
    if (index < claim->citation_count) {
        g_string_append_printf(key, "\n%s", claim->citations[index].id);
    } else {
        for (size_t i = 0; i < claim->citation_count; i++)
            g_string_append_printf(key, "\n%s", claim->citations[i].id);
        g_string_append_c(key, '\n');
    }
    return g_string_free(key, FALSE);
}

static bool same_words(const Claim *a, const Claim *b)
{
    g_autoptr(GString) x = g_string_new(NULL);
    g_autoptr(GString) y = g_string_new(NULL);
    append_text(x, claim_details(a)->note);
    append_text(y, claim_details(b)->note);
    g_string_append_c(x, '\t');
    g_string_append_c(y, '\t');
    append_text(x, claim_details(a)->locator);
    append_text(y, claim_details(b)->locator);
    return g_string_equal(x, y);
}

static void hear(const Claim *claim, size_t index, GHashTable *firsts, GHashTable *tellers)
{
    char *key = speaker_key(claim, index);
    const Claim *first = g_hash_table_lookup(firsts, key);
    if (first == NULL)
        g_hash_table_insert(firsts, key, (gpointer)claim);
    else if (!same_words(first, claim))
        g_hash_table_add(tellers, key);
    else
        g_free(key);
}

/* Those speakers who tell several claims apart in words: a set of their keys. A claim without words
 * is told apart only from others of all of its sources: each of these may mean it as such. */
static GHashTable *find_tellers(const Claim *const *claims, size_t count)
{
    GHashTable *tellers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < count; i++) {
        const size_t last = claims[i]->citation_count;
        for (size_t k = has_words(claims[i]) ? 0 : last; claim_states_fact(claims[i]) && k <= last;
             k++)
            hear(claims[i], k, firsts, tellers);
    }
    return tellers;
}

/* The first speaker who tells the claim apart from others; NULL: none does. Caller frees. */
static char *teller_of(const Claim *claim, GHashTable *tellers)
{
    for (size_t i = 0; has_words(claim) && i <= claim->citation_count; i++) {
        g_autofree char *speaker = speaker_key(claim, i);
        if (g_hash_table_contains(tellers, speaker))
            return g_steal_pointer(&speaker);
    }
    return NULL;
}

static char *respect_key(const Claim *claim, GHashTable *tellers)
{
    g_autofree char *teller = teller_of(claim, tellers);
    GString *key = claim_respect_key(claim);
    if (teller != NULL) {
        g_string_append_printf(key, "\n%s\n", teller);
        append_text(key, claim_details(claim)->note);
        g_string_append_c(key, '\t');
        append_text(key, claim_details(claim)->locator);
    }
    return g_string_free(key, FALSE);
}

static GPtrArray *add_respect(GPtrArray *respects)
{
    GPtrArray *respect = g_ptr_array_new();
    g_ptr_array_add(respects, respect);
    return respect;
}

static bool any_details(const Claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (claims[i]->details != NULL)
            return true;
    return false;
}

static GPtrArray *divide_by_respect(const Claim *const *claims, size_t count)
{
    GPtrArray *respects = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) tellers = find_tellers(claims, count);
    for (size_t i = 0; i < count; i++) {
        char *key = respect_key(claims[i], tellers);
        GPtrArray *respect = g_hash_table_lookup(by_key, key);
        if (respect == NULL) {
            respect = add_respect(respects);
            g_hash_table_insert(by_key, key, respect);
        } else {
            g_free(key);
        }
        g_ptr_array_add(respect, (gpointer)claims[i]);
    }
    return respects;
}

/* Most slots have one claim, and most claims no details. */
GPtrArray *claims_by_respect(const Claim *const *claims, size_t count)
{
    if (count > 1 && any_details(claims, count))
        return divide_by_respect(claims, count);
    GPtrArray *respects = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    GPtrArray *respect = count > 0 ? add_respect(respects) : NULL;
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(respect, (gpointer)claims[i]);
    return respects;
}

static bool share_source(const Claim *a, const Claim *b)
{
    for (size_t i = 0; i < a->citation_count; i++)
        for (size_t k = 0; k < b->citation_count; k++)
            if (strcmp(a->citations[i].id, b->citations[k].id) == 0)
                return true;
    return false;
}

enum { COMPARED_MAX = 32 }; /* more values than that are a list */

/* One source that names two values says that there are two; two that name one each disagree. */
static bool sources_disagree(const Claims *claims)
{
    const Claim *a;
    const Claim *b;
    for (size_t i = 0; i < MIN(claims->count, COMPARED_MAX); i++)
        for (size_t k = i + 1; k < MIN(claims->count, COMPARED_MAX); k++) {
            const Claim *const pair[] = {&claims->items[i], &claims->items[k]};
            if (!share_source(pair[0], pair[1]) && claims_conflict(pair, 2, &a, &b))
                return true;
        }
    return false;
}

/* --- what was measured --- */

/* Of what is said for one condition: what was measured to be the most, and stated to be the least.
 */
typedef struct Measured {
    const Claim *most;
    const Claim *least;
} Measured;

/* An end of the claim's interval, in the unit of the other one. */
static double end_in_unit_of(const Claim *claim, QuantitySide side, const Claim *other)
{
    const Quantity *quantity = claim->value.quantity;
    return quantity_rescale(quantity, other->value.quantity->scale, quantity_reach(quantity, side));
}

static void see_measured(Measured *seen, const Claim *claim)
{
    if (claim_is_measured(claim)) {
        if (seen->most == NULL || end_in_unit_of(claim, QUANTITY_MIN, seen->most) >
                                      end_in_unit_of(seen->most, QUANTITY_MIN, seen->most))
            seen->most = claim;
    } else if (seen->least == NULL || end_in_unit_of(claim, QUANTITY_MAX, seen->least) <
                                          end_in_unit_of(seen->least, QUANTITY_MAX, seen->least)) {
        seen->least = claim;
    }
}

static bool is_exceeded(const Measured *seen)
{
    return seen->most != NULL && seen->least != NULL &&
           is_same(&seen->most->value, &seen->least->value) &&
           !claim_says_same(seen->most, seen->least) &&
           end_in_unit_of(seen->most, QUANTITY_MIN, seen->least) >
               end_in_unit_of(seen->least, QUANTITY_MAX, seen->least);
}

/* What is said of each condition: its key -> Measured. */
static GHashTable *gather_measured(const Claim *const *claims, size_t count)
{
    GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (size_t i = 0; i < count; i++) {
        if (!claim_states_fact(claims[i]) || claims[i]->value.kind != VALUE_QUANTITY)
            continue;
        const Condition *condition = claim_details(claims[i])->condition;
        const char *key = condition != NULL ? condition->key : "";
        Measured *seen = g_hash_table_lookup(all, key);
        if (seen == NULL) {
            seen = g_new0(Measured, 1);
            g_hash_table_insert(all, (gpointer)key, seen);
        }
        see_measured(seen, claims[i]);
    }
    return all;
}

static bool any_measured(const Claim *const *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (claim_is_measured(claims[i]))
            return true;
    return false;
}

bool claims_exceed(const Claim *const *claims, size_t count, const Claim **a, const Claim **b)
{
    if (!any_measured(claims, count) || any_preferred(claims, count))
        return false;
    g_autoptr(GHashTable) all = gather_measured(claims, count);
    for (size_t i = 0; i < count; i++) { /* in their order: a table has none */
        const Condition *condition = claim_details(claims[i])->condition;
        const Measured *seen = g_hash_table_lookup(all, condition != NULL ? condition->key : "");
        if (seen != NULL && is_exceeded(seen))
            return set_pair(seen->most, seen->least, a, b);
    }
    return false;
}

bool slot_conflicts(const Claims *claims)
{
    if (claims->count < 2)
        return false;
    if (claims->slot->multivalued)
        return claims->slot->usually_one && sources_disagree(claims);
    const Claim **all = g_new(const Claim *, claims->count);
    for (size_t i = 0; i < claims->count; i++)
        all[i] = &claims->items[i];
    g_autoptr(GPtrArray) respects = claims_by_respect(all, claims->count);
    const Claim *measured;
    const Claim *stated;
    const bool is_exceeded = claims_exceed(all, claims->count, &measured, &stated);
    g_free(all);
    for (guint i = 0; i < respects->len; i++) {
        const GPtrArray *respect = respects->pdata[i];
        const Claim *a;
        const Claim *b;
        if (claims_conflict((const Claim *const *)respect->pdata, respect->len, &a, &b))
            return true;
    }
    return is_exceeded;
}
