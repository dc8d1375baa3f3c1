#include "check/checker.h"

/* A date to compare: the claim that counts, if it is a date that still stands. */
static const Claim *standing_date(const Milestone *milestone)
{
    const Claim *claim = milestone_current(milestone);
    const bool stands =
        claim != NULL && claim->value.kind == VALUE_DATE && claim->status != STATUS_CANCELLED;
    return stands ? claim : NULL;
}

static bool comes_after(const EnumValue *event, const EnumValue *other)
{
    for (const EnumValue *at = event->after; at != NULL; at = at->after)
        if (at == other)
            return true;
    return false;
}

static void check_pair(Checker *checker, const Milestone *later, const Milestone *earlier)
{
    if (!comes_after(later->event, earlier->event) || g_strcmp0(later->key, earlier->key) != 0)
        return;
    const Claim *a = standing_date(later);
    const Claim *b = standing_date(earlier);
    if (a == NULL || b == NULL || edtf_compare(&a->value.date, &b->value.date) != EDTF_BEFORE)
        return;
    Diagnostic *d = diag_report(checker->diags, DIAG_MILESTONE_ORDER, a->value.span,
                                "%s of '%s' (%s) is certainly before its %s (%s)",
                                later->event->name, later->subject->id, a->value.date.text,
                                earlier->event->name, b->value.date.text);
    diag_note(d, b->value.span, "%s is stated here", earlier->event->name);
}

void check_milestone_order(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        const Entry *entry = checker->kb->entries[i];
        for (size_t k = 0; k < entry->milestone_count; k++)
            for (size_t n = 0;
                 entry->milestones[k]->event->after != NULL && n < entry->milestone_count; n++)
                check_pair(checker, entry->milestones[k], entry->milestones[n]);
    }
}

static bool has_actual(const Milestone *milestone)
{
    for (size_t i = 0; i < milestone->date_count; i++)
        if (milestone->dates[i]->status == STATUS_ACTUAL)
            return true;
    return false;
}

void check_stale_plans(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; kb->has_as_of && i < kb->milestone_count; i++) {
        const Milestone *milestone = kb->milestones[i];
        const Claim *claim = standing_date(milestone);
        if (claim == NULL || claim->status != STATUS_PLANNED || has_actual(milestone) ||
            edtf_compare(&claim->value.date, &kb->as_of) != EDTF_BEFORE)
            continue;
        Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_STALE_PLAN, claim->value.span,
                                    "'%s' was planned for %s; the knowledge base is as of %s",
                                    milestone->id, claim->value.date.text, kb->as_of.text);
        diag_hint(d, "add what became of it: an actual date, a new plan, or `status: cancelled`");
    }
}
