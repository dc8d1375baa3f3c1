#include "find/findings.h"

const Findings *findings_make(const Kb *kb, Arena *arena)
{
    Findings *findings = arena_new0(arena, Findings, 1);
    findings->plans = plans_find(kb, arena);
    findings->moves = moves_find(&findings->plans, arena);
    findings->events = events_find(&findings->plans, arena);
    findings->conflicts = conflicts_find(kb, arena);
    findings->corrections = corrections_find(kb, arena);
    findings->amounts = figure_amounts_find(kb, arena);
    findings->images = image_uses_find(kb, arena);
    gaps_find(kb, &findings->unsourced, &findings->untranslated, arena);
    return findings;
}

const Plan *findings_plan(const Findings *findings, const Milestone *milestone)
{
    return plans_get(&findings->plans, milestone);
}
