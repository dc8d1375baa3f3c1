/*
 * Figures against figures: what a measure's expression makes of other figures of the same subject
 * and period must be what is stated. Numbers of one source were rounded together, so those of the
 * stated claim's own source are taken first; what others say is mixed in only when no source has
 * all that is needed.
 */
#include "derive/derive.h"

#include "derive/deriver.h"
#include "schema/expression.h"

#include <string.h>

/* All figures of one subject, to be looked up. */
typedef struct FigureIndex {
    const Kb *kb;
    Diagnostics *diags;
    Arena *arena; /* for what is compared and forgotten */
    const Entry *subject;
    GHashTable *by_period; /* name_period() -> GPtrArray of const Figure */
    size_t comparisons;
} FigureIndex;

/* One stated amount, while it is compared. */
typedef struct Comparison {
    FigureIndex *table;
    const Figure *figure;
    const Claim *stated;
    const char *source; /* the only source to take numbers from; NULL: any */
    Derivation derivation;
} Comparison;

/* --- periods --- */

/* Is it known where the period begins and ends? "202X" is some year, not all of them. */
static bool has_clear_period(const Figure *figure)
{
    const Edtf *period = figure->period;
    return period != NULL && period->qualifiers == 0 && period->precision != EDTF_DECADE &&
           period->precision != EDTF_CENTURY && period->earliest != DAY_OPEN_PAST &&
           period->latest != DAY_OPEN_FUTURE;
}

static const char *market_of(const Figure *figure)
{
    const Entry *market = object_reference(figure->object, SLOT_MARKET);
    return market != NULL ? market->id : "";
}

/* What two figures have in common that are about the same, in the same time. Caller frees. */
static char *name_period(const EnumValue *measure, const Figure *like, Day earliest, Day latest)
{
    return g_strdup_printf("%u %d %d %s %s", measure->index, earliest, latest, market_of(like),
                           like->key != NULL ? like->key : "");
}

static bool is_about_the_same(const Figure *a, const Figure *b)
{
    return g_strcmp0(a->key, b->key) == 0 && strcmp(market_of(a), market_of(b)) == 0;
}

static void table_fill(FigureIndex *table)
{
    for (size_t i = 0; i < table->subject->figure_count; i++) {
        const Figure *figure = table->subject->figures[i];
        if (!has_clear_period(figure) ||
            (figure->entry != NULL && !derive_takes_part(figure->entry)))
            continue;
        char *name =
            name_period(figure->measure, figure, figure->period->earliest, figure->period->latest);
        GPtrArray *same = g_hash_table_lookup(table->by_period, name);
        if (same == NULL) {
            same = g_ptr_array_new();
            g_hash_table_insert(table->by_period, name, same);
        } else {
            g_free(name);
        }
        g_ptr_array_add(same, (gpointer)figure);
    }
}

/* --- amounts --- */

static bool cites(const Claim *claim, const char *source)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (strcmp(claim->citations[i].id, source) == 0)
            return true;
    return false;
}

static bool cites_any_of(const Claim *claim, const Claim *other)
{
    for (size_t i = 0; i < other->citation_count; i++)
        if (cites(claim, other->citations[i].id))
            return true;
    return false;
}

/* How near a claim is to the stated one; 0: it is not to be taken. */
static unsigned nearness(const Comparison *comparison, const Claim *claim)
{
    if (!claim_is_in_force(claim) || claim->value.kind != VALUE_QUANTITY ||
        (comparison->source != NULL && !cites(claim, comparison->source)))
        return 0;
    const bool own = comparison->source == NULL && cites_any_of(claim, comparison->stated);
    return 1 + 2 * (unsigned)own + (claim->rank == RANK_PREFERRED);
}

static const Claim *find_amount(const Comparison *comparison, const Figure *figure)
{
    const Claim *nearest = NULL;
    for (size_t i = 0; i < figure->amount_count; i++) {
        const Claim *claim = figure->amounts[i];
        if (nearness(comparison, claim) > (nearest != NULL ? nearness(comparison, nearest) : 0))
            nearest = claim;
    }
    return nearest;
}

static bool take_figure(Comparison *comparison, const Figure *figure, Amount *amount)
{
    const Claim *claim = find_amount(comparison, figure);
    if (claim == NULL || !claim_amount(claim, amount))
        return false;
    const Origin origin = {comparison->figure->subject,
                           object_claims(figure->object, SLOT_AMOUNT)->slot, claim};
    g_array_append_val(comparison->derivation.origins, origin);
    g_ptr_array_add(comparison->derivation.names, (gpointer)figure->id);
    return true;
}

static bool take_period(Comparison *comparison, const EnumValue *measure, Day earliest, Day latest,
                        Amount *amount)
{
    g_autofree char *name = name_period(measure, comparison->figure, earliest, latest);
    const GPtrArray *figures = g_hash_table_lookup(comparison->table->by_period, name);
    for (guint i = 0; figures != NULL && i < figures->len; i++)
        if (take_figure(comparison, figures->pdata[i], amount))
            return true;
    return false;
}

/* --- sums --- */

enum { PIECES_MAX = 1000 }; /* that begin within one period; nobody publishes by the hour */

/* The shortest way to cover the time up to a day with periods that follow each other. */
typedef struct Cover {
    const Figure *last;
    const struct Cover *before; /* NULL: `last` begins where the whole begins */
    size_t count;
} Cover;

/* Can it be a part of what is summed? It has the measure, and begins in time. */
static bool is_piece(const Comparison *comparison, const Figure *piece)
{
    const Edtf *whole = comparison->figure->period;
    return has_clear_period(piece) && (piece->entry == NULL || derive_takes_part(piece->entry)) &&
           piece->period->latest <= whole->latest &&
           (piece->period->earliest > whole->earliest || piece->period->latest < whole->latest) &&
           is_about_the_same(piece, comparison->figure) && find_amount(comparison, piece) != NULL;
}

/* Does it come before all figures of the measure that begin at the day or later? */
static bool is_earlier(const Figure *figure, const EnumValue *measure, Day day)
{
    if (figure->measure->index != measure->index)
        return figure->measure->index < measure->index;
    return figure->period != NULL && figure->period->earliest < day;
}

/* The first of a subject's figures, which are sorted by measure and period, that is not earlier. */
static size_t first_figure(const Entry *subject, const EnumValue *measure, Day day)
{
    size_t low = 0;
    size_t high = subject->figure_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (is_earlier(subject->figures[middle], measure, day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Covers the time up to the end of `piece`, if what comes before it is covered, in fewer steps than
 * known so far. */
static void add_piece(const Comparison *comparison, const Figure *piece, GHashTable *by_end)
{
    const Edtf *period = piece->period;
    const Cover *before = g_hash_table_lookup(by_end, GINT_TO_POINTER(period->earliest - 1));
    if (before == NULL && period->earliest != comparison->figure->period->earliest)
        return;
    const size_t count = before != NULL ? before->count + 1 : 1;
    const Cover *known = g_hash_table_lookup(by_end, GINT_TO_POINTER(period->latest));
    if (known != NULL && known->count <= count)
        return;
    Cover *cover = arena_new0(comparison->table->arena, Cover, 1);
    *cover = (Cover){piece, before, count};
    g_hash_table_insert(by_end, GINT_TO_POINTER(period->latest), cover);
}

/* When a piece is added, all that end before it were: they begin before it. */
static const Cover *cover_period(const Comparison *comparison, const EnumValue *measure)
{
    const Edtf *whole = comparison->figure->period;
    const Entry *subject = comparison->table->subject;
    const size_t first = first_figure(subject, measure, whole->earliest);
    g_autoptr(GHashTable) by_end = g_hash_table_new(NULL, NULL); /* day -> Cover */
    for (size_t i = first; i < subject->figure_count && i - first < PIECES_MAX; i++) {
        const Figure *piece = subject->figures[i];
        if (piece->measure != measure || piece->period == NULL ||
            piece->period->earliest > whole->latest)
            break;
        if (is_piece(comparison, piece))
            add_piece(comparison, piece, by_end);
    }
    return g_hash_table_lookup(by_end, GINT_TO_POINTER(whole->latest));
}

static bool take_sum(Comparison *comparison, const EnumValue *measure, Amount *amount)
{
    Units *units = comparison->table->kb->schema->units;
    const Cover *cover = cover_period(comparison, measure);
    g_autoptr(GPtrArray) pieces = g_ptr_array_new(); /* the last one first */
    for (; cover != NULL; cover = cover->before)
        g_ptr_array_add(pieces, (gpointer)cover->last);
    for (guint i = pieces->len; i > 0; i--) {
        const Amount before = *amount;
        Amount piece;
        if (!take_figure(comparison, pieces->pdata[i - 1], &piece))
            return false;
        if (i == pieces->len)
            *amount = piece;
        else if (!amount_combine(units, AMOUNT_ADD, &before, &piece, amount))
            return false;
    }
    return pieces->len > 0;
}

/* --- growth --- */

/* From the first calendar year of the period to its last; both must be whole. */
static bool take_growth(Comparison *comparison, const EnumValue *measure, Amount *amount)
{
    const Edtf *period = comparison->figure->period;
    Units *units = comparison->table->kb->schema->units;
    int first, last, month, day;
    Amount from, to;
    edtf_split_day(period->latest, &last, &month, &day);
    edtf_split_day(period->earliest, &first, &month, &day);
    return first < last && period->earliest == edtf_day(first, 1, 1) &&
           period->latest == edtf_day(last, 12, 31) &&
           take_period(comparison, measure, period->earliest, edtf_day(first, 12, 31), &from) &&
           take_period(comparison, measure, edtf_day(last, 1, 1), period->latest, &to) &&
           amount_growth(units, &from, &to, last - first, amount);
}

/* --- comparing --- */

static bool look_up(const ExpressionStep *step, void *user, Amount *amount)
{
    Comparison *comparison = user;
    const Figure *figure = comparison->figure;
    const EnumValue *measure = enum_find_value(figure->measure->of, step->name);
    switch (step->operation) {
    case EXPRESSION_SUM:
        return take_sum(comparison, measure, amount);
    case EXPRESSION_GROWTH:
        return take_growth(comparison, measure, amount);
    default:
        return take_period(comparison, measure, figure->period->earliest, figure->period->latest,
                           amount);
    }
}

/* Compares with what one source says (NULL: all of them). Returns false if that is not enough. */
static bool compare(Comparison *comparison, const char *source)
{
    FigureIndex *table = comparison->table;
    Units *units = table->kb->schema->units;
    const Quantity *stated = comparison->stated->value.quantity;
    Derivation *derivation = &comparison->derivation;
    Quantity derived;
    comparison->source = source;
    g_array_set_size(derivation->origins, 0);
    g_ptr_array_set_size(derivation->names, 0);
    if (expression_evaluate(comparison->figure->measure->expression, units, look_up, comparison,
                            &derivation->amount) != NULL ||
        !amount_to_quantity(table->arena, units, &derivation->amount, stated->scale, &derived))
        return false;
    claim_compare(table->diags, comparison->figure->id, comparison->stated, derivation, &derived);
    table->comparisons++;
    return true;
}

static void compare_claim(FigureIndex *table, const Figure *figure, const Claim *stated)
{
    g_autoptr(GArray) origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Comparison comparison = {.table = table,
                             .figure = figure,
                             .stated = stated,
                             .derivation = {.origins = origins, .names = names}};
    bool done = false;
    for (size_t i = 0; i < stated->citation_count; i++)
        done |= compare(&comparison, stated->citations[i].id);
    if (!done)
        compare(&comparison, NULL);
}

static bool is_compared(const Figure *figure)
{
    return figure->measure->expression != NULL && has_clear_period(figure) &&
           (figure->entry == NULL || derive_takes_part(figure->entry));
}

static void table_compare(FigureIndex *table)
{
    for (size_t i = 0; i < table->subject->figure_count; i++) {
        const Figure *figure = table->subject->figures[i];
        for (size_t k = 0; is_compared(figure) && k < figure->amount_count; k++)
            if (claim_is_in_force(figure->amounts[k]) &&
                figure->amounts[k]->value.kind == VALUE_QUANTITY)
                compare_claim(table, figure, figure->amounts[k]);
    }
}

size_t derive_check_figures(const Kb *kb, Diagnostics *diags)
{
    g_autoptr(Arena) arena = arena_new();
    FigureIndex table = {.kb = kb, .diags = diags, .arena = arena};
    for (size_t i = 0; i < kb->entry_count; i++) {
        table.subject = kb->entries[i];
        if (table.subject->figure_count == 0 || !derive_takes_part(table.subject))
            continue;
        table.by_period = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify)g_ptr_array_unref);
        table_fill(&table);
        table_compare(&table);
        g_hash_table_unref(table.by_period);
    }
    return table.comparisons;
}
