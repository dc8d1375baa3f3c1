#include "page/common_as_of.h"

#include "model/walk.h"

#include <string.h>

typedef struct Counted {
    const Edtf *date;
    size_t count;
} Counted;

typedef struct Census {
    GHashTable *places; /* a date's text -> its place in `dates` plus 1 */
    GArray *dates;      /* of Counted, in the order of the file */
    guint last;         /* whose date was counted last: neighbours mostly have the same */
    size_t claims;
} Census;

/* What a page says nothing about: the entry's own wording, and what repeats the claim around it. */
static bool is_silent(const Slot *slot, const Claim *claim)
{
    const Claim *around = claim->enclosing;
    if (!slot->sourced || claim->citation_count == 0)
        return true;
    return around != NULL && (around->as_of != NULL) == (claim->as_of != NULL) &&
           (claim->as_of == NULL || strcmp(around->as_of->text, claim->as_of->text) == 0);
}

static Counted *find_counted(Census *census, const Edtf *date)
{
    GArray *dates = census->dates;
    if (dates->len > 0 &&
        strcmp(g_array_index(dates, Counted, census->last).date->text, date->text) == 0)
        return &g_array_index(dates, Counted, census->last);
    gpointer place = g_hash_table_lookup(census->places, date->text);
    if (place == NULL) {
        g_array_append_val(dates, ((Counted){date, 0}));
        place = GUINT_TO_POINTER(dates->len);
        g_hash_table_insert(census->places, (gpointer)date->text, place);
    }
    census->last = GPOINTER_TO_UINT(place) - 1;
    return &g_array_index(dates, Counted, census->last);
}

static void count_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    Census *census = user;
    if (is_silent(slot, claim))
        return;
    census->claims++;
    if (claim->as_of != NULL)
        find_counted(census, claim->as_of)->count++;
}

/* Returns the date that most claims have, the first of several. */
static Counted find_commonest(const GArray *dates)
{
    Counted best = {0};
    for (guint i = 0; i < dates->len; i++) {
        const Counted *counted = &g_array_index(dates, Counted, i);
        if (counted->count > best.count)
            best = *counted;
    }
    return best;
}

void common_as_of_put(PageContext *page, const Entry *entry)
{
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(Counted));
    Census census = {.places = places, .dates = dates};
    entry_visit_claims((Entry *)entry, count_claim, &census); /* which changes nothing */
    const Counted common = find_commonest(dates);
    if (common.date == NULL || common.count * 3 < census.claims) {
        view_put_bool(page->arena, page->root, "shared_as_of", false);
        return;
    }
    page->as_of = common.date;
    page_context_put_date(page, page->root, "shared_as_of", common.date);
    view_put_bool(page->arena, page->root->last, "everywhere", common.count == census.claims);
}
