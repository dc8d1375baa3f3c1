#include "find/findings.h"

#include "base/parallel.h"

typedef struct FindingsDraft {
    const Kb *kb;
    Findings *made;
} FindingsDraft;

static void find_schedule(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->moves = moves_find(&draft->made->plans, arena);
    draft->made->events = events_find(&draft->made->plans, arena);
    draft->made->schedule = schedule_make(&draft->made->events, arena);
}

static void find_agenda(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->agenda = agenda_make(draft->kb, &draft->made->plans, arena);
}

static void find_tracks(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->makers = makers_find(draft->kb, arena);
    draft->made->tracks = tracks_find(draft->kb, &draft->made->makers, &draft->made->plans, arena);
}

static void find_conflicts(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->conflicts = conflicts_find(draft->kb, arena);
}

static void find_news(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->corrections = corrections_find(draft->kb, arena);
    draft->made->news = news_find(draft->kb, &draft->made->plans, &draft->made->corrections, arena);
}

static void find_amounts(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->amounts = figure_amounts_find(draft->kb, arena);
}

static void find_images(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    draft->made->images = image_uses_find(draft->kb, arena);
}

static void find_gaps(Arena *arena, void *user)
{
    const FindingsDraft *draft = user;
    gaps_find(draft->kb, &draft->made->unsourced, &draft->made->untranslated, arena);
}

/* They depend on nothing but the plans. */
static ParallelPiece *const pieces[] = {
    find_news,      find_schedule, find_gaps,    find_tracks,
    find_conflicts, find_agenda,   find_amounts, find_images,
};

const Findings *findings_make(const Kb *kb, unsigned workers, Arena *arena)
{
    FindingsDraft draft = {kb, arena_new0(arena, Findings, 1)};
    draft.made->plans = plans_find(kb, arena);
    parallel_pieces(pieces, G_N_ELEMENTS(pieces), workers, arena, &draft);
    return draft.made;
}

const Plan *findings_plan(const Findings *findings, const Milestone *milestone)
{
    return plans_get(&findings->plans, milestone);
}
