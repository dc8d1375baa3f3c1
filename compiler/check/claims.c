#include "check/checker.h"

#include "find/findings.h"

/* One forgotten `source:` is one mistake, however many claims of an entry rely on it. */
static void report_unsourced(Checker *checker, const Gap *first, size_t count)
{
    Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_NO_SOURCE, first->span,
                                "'%s' has no source", first->slot->name);
    if (count > 1)
        diag_note(d, (Span){0}, "%zu more claims of '%s' have none", count - 1, first->entry->id);
    diag_hint(d, "add `source: ID` to the claim, or once at the top for the whole file");
}

void check_sources(Checker *checker)
{
    const Gaps *unsourced = &checker->kb->findings->unsourced;
    for (size_t i = 0; i < unsourced->count;) {
        const Gap *first = &unsourced->items[i];
        size_t count = 0;
        while (i < unsourced->count && unsourced->items[i].entry == first->entry) {
            count++;
            i++;
        }
        if (!first->entry->damaged)
            report_unsourced(checker, first, count);
    }
}

/* Is there a source of the claim that may have been published after all, its own date being vague?
 */
static bool may_be_known(const Claim *claim)
{
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        const Edtf *published =
            source != NULL ? object_date(&source->object, SLOT_PUBLISHED) : NULL;
        if (published != NULL && edtf_compare(claim->value.date, published) != EDTF_AFTER)
            return true;
    }
    return false;
}

/* An as-of date that the author gave stands. One that is the youngest source's does not say that
 * no other can be younger. */
static bool is_in_future(const Kb *kb, const Claim *claim)
{
    return edtf_compare(claim->value.date, &kb->as_of) == EDTF_AFTER &&
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
                !claim_is_in_force(claim) || !is_in_future(kb, claim))
                continue;
            Diagnostic *d = diag_report(
                checker->diags, DIAG_CLAIM_ACTUAL_IN_FUTURE, claim->value.span,
                "'%s' is stated as a fact for %s, after the knowledge base's as-of date %s",
                milestone->id, claim->value.date->text, kb->as_of.text);
            diag_hint(d, "a plan has `status: planned`");
        }
    }
}
