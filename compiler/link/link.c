#include "link/link.h"

#include "base/parallel.h"
#include "link/linker.h"

typedef struct Gathering {
    Kb *kb;
    Diagnostics *diags;
} Gathering;

static void gather_milestones(Arena *arena, void *user)
{
    const Gathering *gathering = user;
    link_milestones(gathering->kb, arena, gathering->diags);
}

static void gather_figures(Arena *arena, void *user)
{
    const Gathering *gathering = user;
    link_figures(gathering->kb, arena, gathering->diags);
}

static void gather_names(Arena *arena, void *user)
{
    const Gathering *gathering = user;
    link_names(gathering->kb, arena);
    link_order(gathering->kb, arena);
}

static ParallelPiece *const gatherings[] = {gather_milestones, gather_names, gather_figures};

void link_kb(Kb *kb, const Edtf *as_of, unsigned workers, Arena *arena, Diagnostics *diags)
{
    link_index(kb, diags);
    Suggester suggester;
    suggester_init(&suggester, kb);
    link_references(kb, &suggester, arena, diags);
    link_fiscal_dates(kb, arena, diags);
    link_diagrams(kb, &suggester, diags);
    suggester_clear(&suggester);
    link_dates(kb, arena);
    if (as_of != NULL)
        link_as_of(kb, as_of, arena);
    link_standings(kb, arena);
    link_variants(kb, arena, diags);
    parallel_pieces(gatherings, G_N_ELEMENTS(gatherings), workers, arena, &(Gathering){kb, diags});
    link_backlinks(kb, arena);
    if (as_of != NULL)
        link_hide_sources(kb);
}
