#include "check/checker.h"

#include "model/walk.h"

/* The first claim of an entry that lacks a source, and how many more there are. */
typedef struct Unsourced {
    const Claim *first;
    const Slot *slot;
    unsigned count;
} Unsourced;

static bool needs_source(const Slot *slot, const Claim *claim)
{
    return slot->sourced && claim->from_count == 0 && claim->value.kind != VALUE_OBJECT &&
           claim->citation_count == 0;
}

static void find_unsourced(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    Unsourced *unsourced = user;
    if (!needs_source(slot, claim))
        return;
    if (unsourced->count++ > 0)
        return;
    unsourced->first = claim;
    unsourced->slot = slot;
}

/* One forgotten `source:` is one mistake, however many claims rely on it. */
void check_sources(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        Entry *entry = checker->kb->entries[i];
        if (entry->damaged)
            continue;
        Unsourced unsourced = {0};
        for (size_t k = 0; k < entry->object.slot_count; k++) {
            Claims *claims = &entry->object.slots[k];
            for (size_t n = 0; claims->slot->sourced && n < claims->count; n++)
                claim_visit(entry, claims->slot, &claims->items[n], find_unsourced, &unsourced);
        }
        if (unsourced.count == 0)
            continue;
        Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_NO_SOURCE, unsourced.first->span,
                                    "'%s' has no source", unsourced.slot->name);
        if (unsourced.count > 1)
            diag_note(d, (Span){0}, "%u more claims of '%s' have none", unsourced.count - 1,
                      entry->id);
        diag_hint(d, "add `source: ID` to the claim, or once at the top for the whole file");
    }
}

/* Is there a source of the claim that may have been published after all, its own date being vague?
 */
static bool may_be_known(const Claim *claim)
{
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        const Edtf *published = source != NULL ? object_date(&source->object, "published") : NULL;
        if (published != NULL && edtf_compare(&claim->value.date, published) != EDTF_AFTER)
            return true;
    }
    return false;
}

/* An as-of date that the author gave stands. One that is the youngest source's does not say that
 * no other can be younger. */
static bool is_in_future(const Kb *kb, const Claim *claim)
{
    return edtf_compare(&claim->value.date, &kb->as_of) == EDTF_AFTER &&
           (kb->has_own_as_of || !may_be_known(claim));
}

/* What has happened cannot lie behind the day that the knowledge base speaks of. */
void check_actual_in_future(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; kb->has_as_of && i < kb->milestone_count; i++) {
        const Milestone *milestone = kb->milestones[i];
        for (size_t k = 0; k < milestone->date_count; k++) {
            const Claim *claim = milestone->dates[k];
            if (claim->status != STATUS_ACTUAL || claim->value.kind != VALUE_DATE ||
                claim->rank == RANK_DEPRECATED || !is_in_future(kb, claim))
                continue;
            Diagnostic *d = diag_report(
                checker->diags, DIAG_CLAIM_ACTUAL_IN_FUTURE, claim->value.span,
                "'%s' is stated as a fact for %s, after the knowledge base's as-of date %s",
                milestone->id, claim->value.date.text, kb->as_of.text);
            diag_hint(d, "a plan has `status: planned`");
        }
    }
}
