#include "find/findings.h"

const Findings *findings_make(const Kb *kb, Arena *arena)
{
    Findings *findings = arena_new0(arena, Findings, 1);
    findings->plans = plans_find(kb, arena);
    findings->moves = moves_find(&findings->plans, arena);
    findings->events = events_find(&findings->plans, arena);
    findings->schedule = schedule_make(&findings->events, arena);
    findings->agenda = agenda_make(kb, &findings->plans, arena);
    findings->makers = makers_find(kb, arena);
    findings->tracks = tracks_find(kb, &findings->makers, &findings->plans, arena);
    findings->conflicts = conflicts_find(kb, arena);
    findings->corrections = corrections_find(kb, arena);
    findings->news = news_find(kb, &findings->plans, &findings->corrections, arena);
    findings->amounts = figure_amounts_find(kb, arena);
    findings->images = image_uses_find(kb, arena);
    gaps_find(kb, &findings->unsourced, &findings->untranslated, arena);
    return findings;
}

const Plan *findings_plan(const Findings *findings, const Milestone *milestone)
{
    return plans_get(&findings->plans, milestone);
}
