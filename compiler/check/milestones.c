#include "check/checker.h"

#include "find/findings.h"

/* A date to compare: the claim that counts, if it is a date that still stands. That of a plan which
 * is overdue has not come true anyway. */
static const Claim *standing_date(const Checker *checker, const Milestone *milestone)
{
    const Plan *plan = findings_plan(checker->kb->findings, milestone);
    return plan_has_date(plan) && plan->state != PLAN_OVERDUE ? plan->current : NULL;
}

/* Certainly before an event that it comes after? Then `*other` is that one's date. */
static bool contradicts(const Checker *checker, const Milestone *later, const Milestone *earlier,
                        const Claim **other)
{
    if (!event_comes_after(later->event, earlier->event) ||
        g_strcmp0(later->key, earlier->key) != 0)
        return false;
    const Claim *date = standing_date(checker, later);
    *other = standing_date(checker, earlier);
    return date != NULL && *other != NULL &&
           edtf_compare(date->value.date, (*other)->value.date) == EDTF_BEFORE;
}

/* One misplaced date is one mistake, however many others it contradicts. */
static void check_order_of(Checker *checker, const Entry *entry, const Milestone *later)
{
    Diagnostic *d = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *earlier = entry->milestones[i];
        const Claim *other;
        if (!contradicts(checker, later, earlier, &other))
            continue;
        const Claim *date = standing_date(checker, later);
        if (d == NULL)
            d = diag_report(checker->diags, DIAG_MILESTONE_ORDER, date->value.span,
                            "%s of '%s' (%s) is certainly before its %s (%s)", later->event->name,
                            entry->id, date->value.date->text, earlier->event->name,
                            other->value.date->text);
        diag_note(d, other->value.span, "%s is stated here", earlier->event->name);
    }
}

void check_milestone_order(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        const Entry *entry = checker->kb->entries[i];
        for (size_t k = 0; k < entry->milestone_count; k++)
            if (entry->milestones[k]->event->after != NULL)
                check_order_of(checker, entry, entry->milestones[k]);
    }
}

/* What may help to find out: what came later, and what was built with it. */
static void note_what_is_known(Diagnostic *d, const Plans *plans, const Plan *plan)
{
    const Plan *later = plan_later_event(plans, plan);
    const Entry *user = NULL;
    const Plan *use = plan_use_event(plans, plan, &user);
    if (later != NULL)
        diag_note(d, later->current->value.span, "%s is known for %s",
                  later->milestone->event->name, later->current->value.date->text);
    if (use != NULL)
        diag_note(d, use->current->value.span, "'%s' holds it: %s in %s", user->id,
                  use->milestone->event->name, use->current->value.date->text);
}

void check_stale_plans(Checker *checker)
{
    const Kb *kb = checker->kb;
    const Plans *plans = &kb->findings->plans;
    for (size_t i = 0; i < plans->count; i++) {
        const Plan *plan = &plans->items[i];
        if (plan->state != PLAN_OVERDUE)
            continue;
        const Value *date = &plan->current->value;
        Diagnostic *d = diag_report(checker->diags, DIAG_CLAIM_STALE_PLAN, date->span,
                                    "'%s' was planned for %s; the knowledge base is as of %s",
                                    plan->milestone->id, date->date->text, kb->as_of.text);
        note_what_is_known(d, plans, plan);
        diag_hint(d, "add what became of it: an actual date, a new plan, or `status: cancelled`");
    }
}
