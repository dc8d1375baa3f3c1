#include "check/check.h"

#include "check/checker.h"

enum { WARNINGS_MAX = 2 };

/* A check, and the warnings that it may give; count 0: it may find errors, too. */
typedef struct Check {
    void (*run)(Checker *checker);
    size_t count;
    DiagId warnings[WARNINGS_MAX];
} Check;

/* In this order: check_orphans() reads what check_prose() finds. */
static const Check checks[] = {
    {check_sources, 0, {0}},
    {check_actual_in_future, 0, {0}},
    {check_told_before, 1, {DIAG_CLAIM_TOLD_BEFORE}},
    {check_conflicts, 1, {DIAG_CLAIM_CONFLICT}},
    {check_milestone_order, 0, {0}},
    {check_stale_plans, 1, {DIAG_CLAIM_STALE_PLAN}},
    {check_figure_units, 0, {0}},
    {check_outliers, 1, {DIAG_VALUE_OUTLIER}},
    {check_relations, 1, {DIAG_VALUE_RELATION}},
    {check_self_references, 0, {0}},
    {check_cycles, 0, {0}},
    {check_prose, 0, {0}},
    {check_unique_keys, 0, {0}},
    {check_same_names, 1, {DIAG_ENTRY_SAME_NAME}},
    {check_recommended, 1, {DIAG_ENTRY_RECOMMENDED_SLOT}},
    {check_variation, 0, {0}},
    {check_orphans, 2, {DIAG_KB_ORPHAN, DIAG_KB_UNUSED_SOURCE}},
    {check_images, 1, {DIAG_KB_UNUSED_IMAGE}},
    {check_translations, 1, {DIAG_KB_MISSING_TRANSLATION}},
    {check_punctuation, 1, {DIAG_TEXT_PUNCTUATION}},
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

static void run_turn(Checker *checker)
{
    const bool any_waits = can_wait(checker->diags);
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
        if ((any_waits && checks[i].count > 0) == checker->is_late)
            checks[i].run(checker);
}

Checker *check_begin(Kb *kb, Diagnostics *diags)
{
    Checker *checker = g_new0(Checker, 1);
    checker->kb = kb;
    checker->diags = diags;
    checker->is_linked = g_new0(bool, kb->entry_count + 1);
    checker->near_budget = NEAREST_BUDGET;
    suggester_init(&checker->suggester, kb);
    run_turn(checker);
    checker->had_errors = diagnostics_has_errors(diags);
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

bool checker_has_errors(const Checker *checker)
{
    return checker->is_late ? checker->had_errors : diagnostics_has_errors(checker->diags);
}

void check_kb(Kb *kb, Diagnostics *diags)
{
    check_finish(check_begin(kb, diags));
}
