/* What follows from the dates of a milestone, told by word, age and rank. */
#include "diagram_fixture.h"

static Fixture *new_fixture(Milestone **launch, const char *date, Status status, const char *as_of)
{
    Fixture *f = fixture_new();
    f->kb.has_as_of = true; /* 2026-01-04 */
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    *launch = fixture_add_milestone(f, chip, EVENT_LAUNCH, date, status);
    Claim *first = (Claim *)(*launch)->dates[0];
    first->as_of = as_of != NULL ? fixture_new_edtf(f, as_of) : NULL;
    return f;
}

static const Plan *find_plan(Fixture *f, const Milestone *milestone)
{
    fixture_find(f);
    return findings_plan(f->kb.findings, milestone);
}

/* What is reported is said to have happened: it is no plan, whatever is planned later. */
static void test_reported(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2022-06", STATUS_REPORTED, "2022");
    fixture_add_date(f, launch, "2026-09", STATUS_PLANNED, "2023");
    fixture_add_date(f, launch, "2027-09", STATUS_PLANNED, "2024");
    const Plan *plan = find_plan(f, launch);
    g_assert_true(plan->first == launch->dates[1]);
    g_assert_true(plan->current == launch->dates[2]);
    g_assert_cmpint(plan->state, ==, PLAN_SLIPPED);
    g_assert_cmpuint(plan->slip_count, ==, 1);
    g_assert_false(plan_has_replaced(plan, launch->dates[0]));
    g_assert_true(plan_has_replaced(plan, launch->dates[1]));
}

/* The last word is the one in force: a preferred one, though others were said later. */
static void test_preferred(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2027", STATUS_PLANNED, "2022");
    ((Claim *)launch->dates[0])->rank = RANK_PREFERRED;
    fixture_add_date(f, launch, "2024", STATUS_PLANNED, "2023");
    const Plan *plan = find_plan(f, launch);
    g_assert_true(plan->current == launch->dates[0]);
    g_assert_cmpint(plan->state, ==, PLAN_OPEN); /* by the word of 2023 it would be overdue */
}

/* A word that nobody dates is older than one with a date. */
static void test_undated_word(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2026-06", STATUS_PLANNED, NULL);
    fixture_add_date(f, launch, "2027", STATUS_PLANNED, "2023");
    const Plan *plan = find_plan(f, launch);
    g_assert_true(plan->current == launch->dates[1]);
    g_assert_cmpint(plan->state, ==, PLAN_SLIPPED);
    g_assert_true(plan_has_replaced(plan, launch->dates[0]));
}

/* Who says that it is unknown by now has said something. */
static void test_unknown(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2024", STATUS_PLANNED, "2023");
    g_assert_cmpint(find_plan(f, launch)->state, ==, PLAN_OVERDUE);
    fixture_add_date(f, launch, "2024", STATUS_ACTUAL, "2025");
    ((Claim *)launch->dates[1])->value.kind = VALUE_UNKNOWN;
    g_assert_cmpint(find_plan(f, launch)->state, ==, PLAN_OPEN);
}

/* The latest thing that happened: also what is reported of a day that has passed. */
static void test_latest(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2023-06", STATUS_REPORTED, "2024");
    Entry *chip = launch->subject;
    const Milestone *tape_out =
        fixture_add_milestone(f, chip, EVENT_TAPE_OUT, "2021-06", STATUS_ACTUAL);
    fixture_find(f);
    const Findings *findings = f->kb.findings;
    g_assert_true(events_latest(&findings->plans, chip)->milestone == launch);
    g_assert_cmpuint(findings->events.happened_count, ==, 2);
    g_assert_true(findings->events.happened[0]->milestone == launch);
    g_assert_false(events_are_all_ahead(&findings->plans, chip));

    /* What is reported of a day to come has not happened. */
    f->kb.as_of = fixture_date(f, "2023-01");
    fixture_find(f);
    g_assert_true(events_latest(&f->kb.findings->plans, chip)->milestone == tape_out);
    g_assert_true(findings_plan(f->kb.findings, launch)->is_ahead);
    g_assert_cmpuint(f->kb.findings->events.ahead_count, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/find/reported", test_reported);
    g_test_add_func("/find/preferred", test_preferred);
    g_test_add_func("/find/undated-word", test_undated_word);
    g_test_add_func("/find/unknown", test_unknown);
    g_test_add_func("/find/latest", test_latest);
    return g_test_run();
}
