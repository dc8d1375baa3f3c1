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

/* A claim that is stated as a fact, and the time that it is about. */
typedef struct Fact {
    const char *id; /* of its milestone or figure */
    const Edtf *date;
    const Claim *claim;
    const char *advice; /* what is no fact yet has instead */
} Fact;

static const Edtf *published(const Citation *citation)
{
    return citation->source != NULL ? object_date(&citation->source->object, SLOT_PUBLISHED) : NULL;
}

static bool is_after(const Edtf *date, const Edtf *told)
{
    return edtf_compare(date, told) == EDTF_AFTER;
}

/* Is there a source of the claim that may have been published after all, its own date being vague?
 */
static bool may_be_known(const Fact *fact)
{
    for (size_t i = 0; i < fact->claim->citation_count; i++) {
        const Edtf *told = published(&fact->claim->citations[i]);
        if (told != NULL && !is_after(fact->date, told))
            return true;
    }
    return false;
}

/* An as-of date that the author gave stands. One that is the youngest source's does not say that
 * no other can be younger. */
static bool is_in_future(const Kb *kb, const Fact *fact)
{
    return is_after(fact->date, &kb->as_of) && (kb->has_own_as_of || !may_be_known(fact));
}

/* A day begins up to a day earlier where it happened than where it was told. */
static bool is_days_after(const Edtf *date, const Edtf *told)
{
    return is_after(date, told) && date->earliest > told->latest + 1;
}

/* Had all been said before the date came? What is about a date, or in doubt, is not that certain.
 */
static bool is_foretold(const Fact *fact)
{
    const Claim *claim = fact->claim;
    if (claim->as_of == NULL || fact->date->qualifiers != 0 || claim->as_of->qualifiers != 0)
        return false;
    if (claim->has_own_as_of)
        return is_days_after(fact->date, claim->as_of);
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Edtf *told = published(&claim->citations[i]);
        if (told == NULL || !is_days_after(fact->date, told))
            return false;
    }
    return true;
}

/* What has happened cannot lie behind the day that the knowledge base speaks of, nor behind that on
 * which it was said. */
static void check_fact(Checker *checker, const Fact *fact)
{
    const Kb *kb = checker->kb;
    if (fact->claim->status != STATUS_ACTUAL || !claim_is_in_force(fact->claim))
        return;
    if (is_in_future(kb, fact)) {
        Diagnostic *d =
            diag_report(checker->diags, DIAG_CLAIM_ACTUAL_IN_FUTURE, fact->claim->value.span,
                        "'%s' is stated as a fact for %s, after the knowledge base's as-of date %s",
                        fact->id, fact->date->text, kb->as_of.text);
        diag_hint(d, "%s", fact->advice);
    } else if (is_foretold(fact)) {
        Diagnostic *d =
            diag_report(checker->diags, DIAG_CLAIM_ACTUAL_IN_FUTURE, fact->claim->value.span,
                        "'%s' is stated as a fact for %s, but was said as of %s", fact->id,
                        fact->date->text, fact->claim->as_of->text);
        diag_hint(d, "%s; what its source said later has an `as_of`", fact->advice);
    }
}

static void check_milestone(Checker *checker, const Milestone *milestone)
{
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = milestone->dates[i];
        if (claim->value.kind == VALUE_DATE)
            check_fact(checker, &(Fact){milestone->id, claim->value.date, claim,
                                        "a plan has `status: planned`"});
    }
}

/* What terms state needs no source, and stands in what was known before, too. */
static void check_figure(Checker *checker, const Figure *figure)
{
    if (!figure->subject->object.class->sourced)
        return;
    for (size_t i = 0; figure->period != NULL && i < figure->amount_count; i++)
        if (value_is_known(&figure->amounts[i]->value))
            check_fact(checker, &(Fact){figure->id, figure->period, figure->amounts[i],
                                        "a forecast has `status: estimated` or `planned`"});
}

void check_actual_in_future(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; kb->has_as_of && i < kb->milestone_count; i++)
        check_milestone(checker, kb->milestones[i]);
    for (size_t i = 0; kb->has_as_of && i < kb->figure_count; i++)
        check_figure(checker, kb->figures[i]);
}
