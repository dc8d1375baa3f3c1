#include "check/check.h"

#include "base/parallel.h"
#include "check/checker.h"

enum { WARNINGS_MAX = 2 };

/* A check, and the warnings that it may give; count 0: it may find errors, too. */
typedef struct Check {
    void (*run)(Checker *checker);
    size_t count;
    DiagId warnings[WARNINGS_MAX];
    bool is_last; /* it reads what others find: Checker.is_linked, has_mistakes */
} Check;

/* All but the last ones run side by side; those that take longest come first. */
static const Check checks[] = {
    {check_relations, 1, {DIAG_VALUE_RELATION}, false},
    {check_outliers, 1, {DIAG_VALUE_OUTLIER}, false},
    {check_punctuation, 1, {DIAG_TEXT_PUNCTUATION}, false},
    {check_cycles, 0, {0}, false},
    {check_prose, 0, {0}, false},
    {check_conflicts, 1, {DIAG_CLAIM_CONFLICT}, false},
    {check_sources, 0, {0}, false},
    {check_actual_in_future, 0, {0}, false},
    {check_told_before, 1, {DIAG_CLAIM_TOLD_BEFORE}, false},
    {check_milestone_order, 0, {0}, false},
    {check_stale_plans, 1, {DIAG_CLAIM_STALE_PLAN}, false},
    {check_figure_units, 0, {0}, false},
    {check_self_references, 0, {0}, false},
    {check_unique_keys, 0, {0}, false},
    {check_same_names, 1, {DIAG_ENTRY_SAME_NAME}, false},
    {check_recommended, 1, {DIAG_ENTRY_RECOMMENDED_SLOT}, false},
    {check_variation, 0, {0}, false},
    {check_translations, 1, {DIAG_KB_MISSING_TRANSLATION}, false},
    {check_orphans, 2, {DIAG_KB_ORPHAN, DIAG_KB_UNUSED_SOURCE}, true},
    {check_images, 1, {DIAG_KB_UNUSED_IMAGE}, true},
};

/* `-E SLUG` makes an error of a warning: then all is done in the first turn. */
static bool can_wait(const Diagnostics *diags)
{
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
        for (size_t k = 0; k < checks[i].count; k++)
            if (diagnostics_severity(diags, checks[i].warnings[k]) >= SEVERITY_ERROR)
                return false;
    return true;
}

/* Checks that run side by side. */
typedef struct CheckGroup {
    Checker *checker;
    const Check *checks[G_N_ELEMENTS(checks)];
    size_t count;
} CheckGroup;

static void run_check(size_t index, unsigned worker, void *user)
{
    (void)worker;
    const CheckGroup *group = user;
    group->checks[index]->run(group->checker);
}

static void run_group(Checker *checker, bool any_waits, bool is_last)
{
    CheckGroup group = {.checker = checker};
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
        if ((any_waits && checks[i].count > 0) == checker->is_late && checks[i].is_last == is_last)
            group.checks[group.count++] = &checks[i];
    parallel_for(group.count, checker->workers, run_check, &group);
}

static void run_turn(Checker *checker)
{
    const bool any_waits = can_wait(checker->diags);
    run_group(checker, any_waits, false);
    if (!checker->is_late)
        checker->has_mistakes = diagnostics_has_mistakes(checker->diags);
    run_group(checker, any_waits, true);
}

Checker *check_begin(Kb *kb, unsigned workers, Diagnostics *diags)
{
    Checker *checker = g_new0(Checker, 1);
    checker->kb = kb;
    checker->diags = diags;
    checker->workers = workers;
    checker->is_linked = g_new0(bool, kb->entry_count + 1);
    checker->near_budget = NEAREST_BUDGET;
    suggester_init(&checker->suggester, kb);
    run_turn(checker);
    return checker;
}

void checker_free(Checker *checker)
{
    if (checker == NULL)
        return;
    suggester_clear(&checker->suggester);
    g_free(checker->is_linked);
    g_free(checker);
}

void check_finish(Checker *checker)
{
    checker->is_late = true;
    run_turn(checker);
    checker_free(checker);
}
