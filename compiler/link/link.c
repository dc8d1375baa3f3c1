#include "link/link.h"

#include "link/linker.h"

void link_kb(Kb *kb, const Edtf *as_of, Arena *arena, Diagnostics *diags)
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
    link_names(kb, arena);
    link_milestones(kb, arena, diags);
    link_figures(kb, arena, diags);
    link_order(kb, arena);
    link_backlinks(kb, arena);
    if (as_of != NULL)
        link_hide_sources(kb);
}
