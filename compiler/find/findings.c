#include "find/findings.h"

#include "base/parallel.h"

/* What depends on nothing but the plans is found side by side, in an arena each. */
typedef void FindingTurn(const Kb *kb, Findings *findings, Arena *arena);

static void find_schedule(const Kb *kb, Findings *findings, Arena *arena)
{
    (void)kb;
    findings->moves = moves_find(&findings->plans, arena);
    findings->events = events_find(&findings->plans, arena);
    findings->schedule = schedule_make(&findings->events, arena);
}

static void find_agenda(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->agenda = agenda_make(kb, &findings->plans, arena);
}

static void find_tracks(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->makers = makers_find(kb, arena);
    findings->tracks = tracks_find(kb, &findings->makers, &findings->plans, arena);
}

static void find_conflicts(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->conflicts = conflicts_find(kb, arena);
}

static void find_news(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->corrections = corrections_find(kb, arena);
    findings->news = news_find(kb, &findings->plans, &findings->corrections, arena);
}

static void find_amounts(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->amounts = figure_amounts_find(kb, arena);
}

static void find_images(const Kb *kb, Findings *findings, Arena *arena)
{
    findings->images = image_uses_find(kb, arena);
}

static void find_gaps(const Kb *kb, Findings *findings, Arena *arena)
{
    gaps_find(kb, &findings->unsourced, &findings->untranslated, arena);
}

/* Those that take longest come first. */
static FindingTurn *const turns[] = {
    find_news,      find_schedule, find_gaps,    find_tracks,
    find_conflicts, find_agenda,   find_amounts, find_images,
};

typedef struct FindingsDraft {
    const Kb *kb;
    Findings *findings;
    Arena *arenas[G_N_ELEMENTS(turns)];
} FindingsDraft;

static void take_turn(size_t index, unsigned worker, void *user)
{
    (void)worker;
    FindingsDraft *draft = user;
    draft->arenas[index] = arena_new();
    turns[index](draft->kb, draft->findings, draft->arenas[index]);
}

const Findings *findings_make(const Kb *kb, unsigned workers, Arena *arena)
{
    Findings *findings = arena_new0(arena, Findings, 1);
    FindingsDraft draft = {.kb = kb, .findings = findings};
    findings->plans = plans_find(kb, arena);
    parallel_for(G_N_ELEMENTS(turns), workers, take_turn, &draft);
    for (size_t i = 0; i < G_N_ELEMENTS(turns); i++)
        arena_adopt(arena, draft.arenas[i]);
    return findings;
}

const Plan *findings_plan(const Findings *findings, const Milestone *milestone)
{
    return plans_get(&findings->plans, milestone);
}
