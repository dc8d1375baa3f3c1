#include "check/check.h"

#include "check/checker.h"

/* In this order: check_orphans() reads what check_prose() finds. */
static void (*const checks[])(Checker *checker) = {
    check_sources,         check_actual_in_future, check_conflicts,   check_milestone_order,
    check_stale_plans,     check_figure_units,     check_outliers,    check_relations,
    check_self_references, check_cycles,           check_prose,       check_unique_keys,
    check_same_names,      check_recommended,      check_variation,   check_orphans,
    check_images,          check_translations,     check_punctuation,
};

void check_kb(Kb *kb, Diagnostics *diags)
{
    Checker checker = {.kb = kb,
                       .diags = diags,
                       .is_linked = g_new0(bool, kb->entry_count + 1),
                       .near_budget = NEAREST_BUDGET};
    suggester_init(&checker.suggester, kb);
    for (size_t i = 0; i < G_N_ELEMENTS(checks); i++)
        checks[i](&checker);
    suggester_clear(&checker.suggester);
    g_free(checker.is_linked);
}
