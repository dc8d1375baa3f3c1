/* claim.told-before: what is stated as a fact by those who cannot have known it. */
#include "check/checker.h"

/* Somebody's day may be another's next one. */
enum { DAYS_OF_GRACE = 1 };

static bool is_certainly_after(const Edtf *date, const Edtf *told)
{
    return edtf_compare(date, told) == EDTF_AFTER && date->earliest > told->latest + DAYS_OF_GRACE;
}

/* May the source say something of that date after all? It may have been published then, if its own
 * date is vague, or have been read again, as a page that changes. */
static bool may_know(const Entry *source, const Edtf *date)
{
    static const KnownSlot days[] = {SLOT_PUBLISHED, SLOT_ACCESSED};
    bool is_dated = false;
    for (size_t i = 0; source != NULL && i < G_N_ELEMENTS(days); i++) {
        const Edtf *day = object_date(&source->object, days[i]);
        is_dated |= day != NULL;
        if (day != NULL && !is_certainly_after(date, day))
            return true;
    }
    return !is_dated;
}

/* Returns the first of the claim's sources, if all are too old to know; else NULL. */
static const Entry *find_older_source(const Claim *claim, const Edtf *date)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (may_know(claim->citations[i].source, date))
            return NULL;
    return claim->citation_count > 0 ? claim->citations[0].source : NULL;
}

/* After the knowledge base's own day it is another mistake. */
static bool is_told_elsewhere(const Kb *kb, const Edtf *date)
{
    return kb->has_as_of && edtf_compare(date, &kb->as_of) == EDTF_AFTER;
}

static void look_at_date(Checker *checker, const char *id, const Claim *claim, const Edtf *date)
{
    Diagnostic *d = NULL;
    if (claim->status != STATUS_ACTUAL || !claim_is_in_force(claim) ||
        is_told_elsewhere(checker->kb, date))
        return;
    const Entry *source = claim->has_own_as_of ? NULL : find_older_source(claim, date);
    if (source != NULL)
        d = diag_report(checker->diags, DIAG_CLAIM_TOLD_BEFORE, claim->value.span,
                        "'%s' is stated as a fact for %s by '%s', which is older", id, date->text,
                        source->id);
    else if (claim->has_own_as_of && is_certainly_after(date, claim->as_of))
        d = diag_report(checker->diags, DIAG_CLAIM_TOLD_BEFORE, claim->value.span,
                        "'%s' is stated as a fact for %s, as of %s", id, date->text,
                        claim->as_of->text);
    if (d != NULL)
        diag_hint(d, "a plan has `status: planned`; a page that was read later has `accessed`");
}

void check_told_before(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; i < kb->milestone_count; i++) {
        const Milestone *milestone = kb->milestones[i];
        for (size_t k = 0; k < milestone->date_count; k++)
            if (milestone->dates[k]->value.kind == VALUE_DATE)
                look_at_date(checker, milestone->id, milestone->dates[k],
                             milestone->dates[k]->value.date);
    }
    for (size_t i = 0; i < kb->figure_count; i++) {
        const Figure *figure = kb->figures[i];
        for (size_t k = 0; figure->period != NULL && k < figure->amount_count; k++)
            look_at_date(checker, figure->id, figure->amounts[k], figure->period);
    }
}
