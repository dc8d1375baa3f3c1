#include "find/gaps.h"

#include <string.h>

/* --- sources --- */

typedef struct SourcedVisit {
    ClaimVisitor visit;
    void *user;
    bool is_wanted; /* by the entry's slot at hand */
} SourcedVisit;

static void visit_if_sourced(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    const SourcedVisit *visit = user;
    const bool is_own = claim->value.kind != VALUE_OBJECT && claim_details(claim)->from_count == 0;
    if (is_own && slot->sourced && (visit->is_wanted || claim->citation_count > 0))
        visit->visit(entry, slot, claim, visit->user);
}

void gaps_visit_sourced(Entry *entry, ClaimVisitor visit, void *user)
{
    SourcedVisit sourced = {visit, user, false};
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        sourced.is_wanted = claims->slot->sourced;
        for (size_t k = 0; k < claims->count; k++)
            claim_visit(entry, claims->slot, &claims->items[k], visit_if_sourced, &sourced);
    }
}

/* Has the thing that the claim helps to tell apart a source, since each of its values has one? Then
 * nobody could say what the event or measure itself should cite besides. */
static bool is_told_by_values(const Object *object, KnownSlot values)
{
    const Claims *claims = object_claims(object, values);
    for (size_t i = 0; claims != NULL && i < claims->count; i++)
        if (claims->items[i].citation_count == 0)
            return false;
    return claims != NULL && claims->count > 0;
}

static bool has_source_of_values(const Entry *entry, const Slot *slot, const Claim *claim)
{
    const Object *object =
        claim->enclosing != NULL ? claim->enclosing->value.object : &entry->object;
    switch (slot->known) {
    case SLOT_EVENT:
        return is_told_by_values(object, SLOT_DATE);
    case SLOT_MEASURE:
    case SLOT_PERIOD:
        return is_told_by_values(object, SLOT_AMOUNT);
    case SLOT_SUBJECT:
    case SLOT_KEY:
        return is_told_by_values(object, SLOT_DATE) || is_told_by_values(object, SLOT_AMOUNT);
    default:
        return false;
    }
}

static void look_for_source(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    GArray *unsourced = user;
    const Gap gap = {entry, slot, claim, claim_span(claim), 0};
    if (claim->citation_count == 0 && !has_source_of_values(entry, slot, claim))
        g_array_append_val(unsourced, gap);
}

/* --- translations --- */

typedef struct Translations {
    const Kb *kb;
    GArray *missing; /* of Gap */
} Translations;

static void look_at_text(const Translations *translations, Gap gap, const Localised *text)
{
    for (size_t i = 0; text != NULL && i < translations->kb->language_count; i++)
        if (text->texts[i] == NULL) {
            gap.language = i;
            g_array_append_val(translations->missing, gap);
        }
}

static void look_for_translations(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    Gap gap = {entry, slot, claim, span_first(claim->value.span), 0};
    if (claim_details(claim)->from_count > 0)
        return; /* it is another claim's, or that of a base */
    if (claim->value.kind == VALUE_TEXT)
        look_at_text(user, gap, claim->value.localised);
    gap.span = span_first(claim_span(claim));
    look_at_text(user, gap, claim_details(claim)->note);
    look_at_text(user, gap, claim_details(claim)->locator);
}

/* --- both --- */

static Gaps take(const GArray *found, Arena *arena)
{
    const Gaps gaps = {arena_new0(arena, Gap, found->len), found->len};
    if (found->len > 0)
        memcpy(gaps.items, found->data, found->len * sizeof(Gap));
    return gaps;
}

void gaps_find(const Kb *kb, Gaps *unsourced, Gaps *untranslated, Arena *arena)
{
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(Gap));
    g_autoptr(GArray) missing = g_array_new(FALSE, FALSE, sizeof(Gap));
    Translations translations = {kb, missing};
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        gaps_visit_sourced(entry, look_for_source, sources);
        if (!class_is_a(entry->object.class, kb->schema->known[CLASS_SOURCE]))
            entry_visit_claims(entry, look_for_translations, &translations);
    }
    *unsourced = take(sources, arena);
    *untranslated = take(missing, arena);
}
