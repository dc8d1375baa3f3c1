/* What follows from the dates of a milestone, told by word, age and rank. */
#include "diagram_fixture.h"
#include "find/told.h"

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

/* --- what is planned, in its order --- */

/* By the quarter of the last day, the more exact first; then what has no last day, no day at all,
 * and what is overdue. */
static void test_schedule(void)
{
    static const struct {
        const char *date;
        ScheduleKind kind;
        const char *quarter;
    } want[] = {
        {"2026-02", SCHEDULE_QUARTER, "2026-Q1"}, {"2026-12-24", SCHEDULE_QUARTER, "2026-Q4"},
        {"2026-Q4", SCHEDULE_QUARTER, "2026-Q4"}, {"2026-H2", SCHEDULE_QUARTER, "2026-Q4"},
        {"2026", SCHEDULE_QUARTER, "2026-Q4"},    {"../2027-03", SCHEDULE_QUARTER, "2027-Q1"},
        {"2027", SCHEDULE_QUARTER, "2027-Q4"},    {"2026-06/..", SCHEDULE_OPEN, NULL},
        {"2028/..", SCHEDULE_OPEN, NULL},         {"2024", SCHEDULE_OVERDUE, NULL},
        {"2025-H1", SCHEDULE_OVERDUE, NULL},
    };
    g_autoptr(Fixture) f = fixture_new();
    f->kb.has_as_of = true; /* 2026-01-04 */
    for (size_t i = G_N_ELEMENTS(want); i > 0; i--) {
        g_autofree char *id = g_strdup_printf("c%zu", i);
        Entry *chip = fixture_add_entry(f, &f->chip, id, id, id);
        fixture_add_milestone(f, chip, EVENT_LAUNCH, want[i - 1].date, STATUS_PLANNED);
    }
    fixture_find(f);
    const Schedule *schedule = &f->kb.findings->schedule;
    g_assert_cmpuint(schedule->count, ==, G_N_ELEMENTS(want));
    g_assert_cmpuint(schedule_count_ahead(schedule), ==, G_N_ELEMENTS(want) - 2);
    size_t group = 0;
    for (size_t i = 0; i < schedule->count; i++) {
        while (i >= schedule->groups[group].first + schedule->groups[group].count)
            group++;
        const ScheduleGroup *in = &schedule->groups[group];
        g_assert_cmpstr(schedule->items[i]->word->value.text, ==, want[i].date);
        g_assert_cmpint(in->kind, ==, want[i].kind);
        g_assert_cmpstr(in->quarter != NULL ? in->quarter->text : NULL, ==, want[i].quarter);
    }
    g_assert_cmpuint(group + 1, ==, schedule->group_count);
}

/* --- in calendars --- */

static char *day_text(Day day)
{
    return edtf_format_day(day);
}

/* An event spans all days that it may be on; of an open date those of the end that is named. */
static void test_agenda_days(void)
{
    static const struct {
        const char *date, *first, *last;
        bool is_open;
    } want[] = {
        {"2026-02-28", "2026-02-28", "2026-02-28", false},
        {"2028-02", "2028-02-01", "2028-02-29", false},
        {"2026-Q4", "2026-10-01", "2026-12-31", false},
        {"2027", "2027-01-01", "2027-12-31", false},
        {"2027/..", "2027-01-01", "2027-12-31", true},
        {"../2025-12", "2025-12-01", "2025-12-31", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        Milestone *launch;
        g_autoptr(Fixture) f = new_fixture(&launch, want[i].date, STATUS_PLANNED, "2025");
        fixture_find(f);
        const AgendaItem *item = f->kb.findings->agenda.by_milestone[launch->index];
        g_autofree char *first = day_text(item->first);
        g_autofree char *last = day_text(item->last);
        g_assert_cmpstr(first, ==, want[i].first);
        g_assert_cmpstr(last, ==, want[i].last);
        g_assert_cmpint(item->is_open, ==, want[i].is_open);
        g_assert_cmpint(item->state, ==, AGENDA_TENTATIVE);
    }
}

/* Years that iCalendar cannot write are left out. */
static void test_agenda_beyond(void)
{
    static const char *const dates[] = {"Y12345", "-0100", "9999"};
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        Milestone *launch;
        g_autoptr(Fixture) f = new_fixture(&launch, dates[i], STATUS_PLANNED, "2025");
        fixture_find(f);
        g_assert_cmpuint(f->kb.findings->agenda.count, ==, 0);
    }
}

/* Each word counts one; when is as of the last. */
static void test_agenda_revisions(void)
{
    static const struct {
        const char *date;
        Status status;
        const char *as_of;
        unsigned revision;
        AgendaState state;
        const char *told;
    } words[] = {
        {"2025-Q4", STATUS_PLANNED, "2025-02-03", 0, AGENDA_TENTATIVE, "2025-02-03"},
        {"2025-Q4", STATUS_PLANNED, "2025-03", 1, AGENDA_TENTATIVE, "2025-03-31"},
        {"2026-H1", STATUS_PLANNED, "2025-04/..", 2, AGENDA_TENTATIVE, "2025-04-01"},
        {"2025-Q4", STATUS_PLANNED, "2025-05-06", 3, AGENDA_TENTATIVE, "2025-05-06"},
        {"2025-12-01", STATUS_ACTUAL, "2026", 4, AGENDA_CONFIRMED, "2026-01-04"},
    };
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, words[0].date, words[0].status, words[0].as_of);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (i > 0)
            fixture_add_date(f, launch, words[i].date, words[i].status, words[i].as_of);
        fixture_find(f);
        const AgendaItem *item = f->kb.findings->agenda.by_milestone[launch->index];
        g_autofree char *told = day_text(item->told);
        g_assert_cmpuint(item->revision, ==, words[i].revision);
        g_assert_cmpint(item->state, ==, words[i].state);
        g_assert_cmpstr(told, ==, words[i].told);
    }
}

/* Given up and taken up again for the same time: who subscribes must not see an older number. */
static void test_agenda_revived(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2027", STATUS_PLANNED, "2023");
    Entry *chip = (Entry *)launch->subject;
    fixture_find(f);
    g_assert_cmpuint(f->kb.findings->agenda.by_milestone[launch->index]->revision, ==, 0);
    f->events.values[EVENT_START].ends = true;
    Milestone *end = fixture_add_milestone(f, chip, EVENT_START, "2024-05", STATUS_ACTUAL);
    ((Claim *)end->dates[0])->as_of = fixture_new_edtf(f, "2024-05");
    fixture_find(f);
    const AgendaItem *item = f->kb.findings->agenda.by_milestone[launch->index];
    g_assert_cmpint(item->state, ==, AGENDA_CANCELLED);
    g_assert_cmpuint(item->revision, ==, 1);
    fixture_add_date(f, launch, "2027", STATUS_PLANNED, "2025-05");
    fixture_find(f);
    item = f->kb.findings->agenda.by_milestone[launch->index];
    g_assert_cmpint(item->state, ==, AGENDA_TENTATIVE);
    g_assert_cmpuint(item->revision, ==, 1);
}

/* --- since when something has become of a plan --- */

static void test_known_since(void)
{
    static const struct {
        const char *first, *told;
        const char *last;
        Status status;
        const char *last_told;
        PlanState state;
        const char *known;
    } want[] = {
        {"2025-H1", "2024", NULL, STATUS_PLANNED, NULL, PLAN_OVERDUE, "2025-07-01"},
        {"2023", "2024-06", NULL, STATUS_PLANNED, NULL, PLAN_OVERDUE, "2024-06-01"},
        {"2025", "2024-02", "2027", STATUS_PLANNED, "2025-03", PLAN_SLIPPED, "2025-03-01"},
        {"2022", "2021", "2023-03", STATUS_ACTUAL, "2024", PLAN_SLIPPED, "2023-03-31"},
        {"2022", "2024-05", "2023-03", STATUS_ACTUAL, "2024-06", PLAN_SLIPPED, "2024-05-01"},
        {"2022", NULL, "2023-03", STATUS_ACTUAL, "2024", PLAN_SLIPPED, "2023-03-31"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        Milestone *launch;
        g_autoptr(Fixture) f = new_fixture(&launch, want[i].first, STATUS_PLANNED, want[i].told);
        if (want[i].last != NULL)
            fixture_add_date(f, launch, want[i].last, want[i].status, want[i].last_told);
        const Plan *plan = find_plan(f, launch);
        g_autofree char *known = day_text(plan_known_since(plan));
        g_assert_cmpint(plan->state, ==, want[i].state);
        g_assert_cmpstr(known, ==, want[i].known);
    }
}

/* --- news --- */

static void test_news(void)
{
    static const struct {
        NewsKind kind;
        const char *before, *word, *told;
    } want[] = {
        {NEWS_HAPPENED, "2025-Q4", "2025-12-01", "2025-12-02"},
        {NEWS_MOVED, "2025-H1", "2025-Q4", "2025-04-30"},
        {NEWS_TOLD, NULL, "2025-H1", "2024-12-31"},
    };
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2025-H1", STATUS_PLANNED, "2024");
    fixture_add_date(f, launch, "2025-H1", STATUS_PLANNED, "2025-01");
    fixture_add_date(f, launch, "2025-Q4", STATUS_PLANNED, "2025-04");
    fixture_add_date(f, launch, "2025-12-01", STATUS_ACTUAL, "2025-12-02");
    fixture_add_date(f, launch, "2025-12", STATUS_ACTUAL, "2025-12-03"); /* others tell it, too */
    fixture_find(f);
    const NewsList *news = &f->kb.findings->news;
    g_assert_cmpuint(news->count, ==, G_N_ELEMENTS(want));
    for (size_t i = 0; i < news->count; i++) {
        const News *item = &news->items[i];
        g_autofree char *told = day_text(item->told);
        g_assert_cmpint(item->kind, ==, want[i].kind);
        g_assert_cmpstr(item->before != NULL ? item->before->value.text : NULL, ==, want[i].before);
        g_assert_cmpstr(item->word->value.text, ==, want[i].word);
        g_assert_cmpstr(told, ==, want[i].told);
    }
}

/* What is reported for a time to come has not happened: the plan has moved. */
static void test_news_reported(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2026-06", STATUS_PLANNED, "2024");
    fixture_add_date(f, launch, "2026-09", STATUS_REPORTED, "2025-01");
    fixture_add_date(f, launch, "2027", STATUS_REPORTED, "2025-02");
    fixture_find(f);
    const NewsList *news = &f->kb.findings->news;
    g_assert_cmpuint(news->count, ==, 3);
    g_assert_cmpint(news->items[0].kind, ==, NEWS_MOVED);
    g_assert_cmpint(news->items[1].kind, ==, NEWS_MOVED);
    g_assert_cmpint(news->items[2].kind, ==, NEWS_TOLD);
}

/* Atom writes years of four digits. */
static void test_news_beyond(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "-0100", STATUS_ACTUAL, "-0100");
    fixture_find(f);
    g_autofree char *told = day_text(f->kb.findings->news.items[0].told);
    g_assert_cmpstr(told, ==, "0001-01-01");
}

/* From the day after the last one; and what nobody dates is no news. */
static void test_news_overdue(void)
{
    Milestone *launch;
    g_autoptr(Fixture) f = new_fixture(&launch, "2025-H1", STATUS_PLANNED, NULL);
    fixture_find(f);
    const NewsList *news = &f->kb.findings->news;
    g_assert_cmpuint(news->count, ==, 1);
    g_autofree char *told = day_text(news->items[0].told);
    g_assert_cmpint(news->items[0].kind, ==, NEWS_OVERDUE);
    g_assert_cmpstr(told, ==, "2025-07-01");
}

/* --- track records --- */

typedef struct TestPlan {
    const char *first, *last;
    Status status; /* of the last */
} TestPlan;

/* A maker of as many chips as there are plans. */
static Fixture *new_maker(Entry **maker, const TestPlan *plans, size_t count)
{
    Fixture *f = fixture_new();
    Slot *by = arena_new0(f->arena, Slot, 1);
    *by = fixture_slot("maker", "Maker", "", RANGE_REFERENCE, false, 0);
    f->kb.has_as_of = true; /* 2026-01-04 */
    *maker = fixture_add_entry(f, &f->system, "acme", "Acme", "Acme");
    (*maker)->backlinks = arena_new0(f->arena, Backlink, count);
    (*maker)->backlink_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *id = arena_printf(f->arena, "c%zu", i);
        Entry *chip = fixture_add_entry(f, &f->chip, id, id, id);
        const Claim *made = fixture_add_claim(f, &chip->object, by, fixture_reference(*maker));
        (*maker)->backlinks[i] = (Backlink){chip, by, made};
        Milestone *launch =
            fixture_add_milestone(f, chip, EVENT_LAUNCH, plans[i].first, STATUS_PLANNED);
        ((Claim *)launch->dates[0])->as_of = fixture_new_edtf(f, "2020");
        if (plans[i].last != NULL)
            fixture_add_date(f, launch, plans[i].last, plans[i].status, "2025");
    }
    return f;
}

/* Of five the middle one is between the middle least and the middle most. */
static void test_track(void)
{
    static const TestPlan plans[] = {
        {"2024-01-01", "2024-01-11", STATUS_ACTUAL},
        {"2024-01-01", "2024-02", STATUS_ACTUAL},
        {"2024-01-01", "2026-03-01", STATUS_PLANNED},
        {"2024-01-01", "2024-01-21", STATUS_ACTUAL},
        {"2024", "2025/..", STATUS_ACTUAL},
        {"2023", "2023-07", STATUS_ACTUAL},
        {"2025-H1", NULL, STATUS_PLANNED},
        {"2027", NULL, STATUS_PLANNED},
        {"2026", "2026", STATUS_CANCELLED},
    };
    Entry *maker;
    g_autoptr(Fixture) f = new_maker(&maker, plans, G_N_ELEMENTS(plans));
    fixture_find(f);
    const Track *track = tracks_get(&f->kb.findings->tracks, maker);
    g_assert_nonnull(track);
    g_assert_cmpuint(track->count, ==, G_N_ELEMENTS(plans));
    g_assert_cmpuint(track->counts[PLAN_SLIPPED], ==, 5);
    g_assert_cmpuint(track->counts[PLAN_CONFIRMED], ==, 1);
    g_assert_cmpuint(track->counts[PLAN_OVERDUE], ==, 1);
    g_assert_cmpuint(track->counts[PLAN_CANCELLED], ==, 1);
    g_assert_cmpuint(track->counts[PLAN_OPEN], ==, 1);
    g_assert_true(track->slipped.is_told);
    g_assert_cmpint(track->slipped.days_min, ==, 20); /* 1, 10, 20, 31, 790 */
    g_assert_cmpint(track->slipped.days_max, ==, 59); /* 10, 20, 59, 790, open */
    g_assert_cmpuint(track->overdue.count, ==, 1);
    g_assert_false(track->overdue.is_told);
    g_assert_null(tracks_get(&f->kb.findings->tracks, f->kb.entries[1]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/find/reported", test_reported);
    g_test_add_func("/find/preferred", test_preferred);
    g_test_add_func("/find/undated-word", test_undated_word);
    g_test_add_func("/find/unknown", test_unknown);
    g_test_add_func("/find/latest", test_latest);
    g_test_add_func("/find/schedule", test_schedule);
    g_test_add_func("/find/agenda-days", test_agenda_days);
    g_test_add_func("/find/agenda-beyond", test_agenda_beyond);
    g_test_add_func("/find/agenda-revisions", test_agenda_revisions);
    g_test_add_func("/find/agenda-revived", test_agenda_revived);
    g_test_add_func("/find/known-since", test_known_since);
    g_test_add_func("/find/news", test_news);
    g_test_add_func("/find/news-reported", test_news_reported);
    g_test_add_func("/find/news-beyond", test_news_beyond);
    g_test_add_func("/find/news-overdue", test_news_overdue);
    g_test_add_func("/find/track", test_track);
    return g_test_run();
}
