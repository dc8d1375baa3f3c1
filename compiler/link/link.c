#include "link/link.h"

#include "link/linker.h"

void link_kb(Kb *kb, const Edtf *as_of, Arena *arena, Diagnostics *diags)
{
    link_index(kb, diags);
    link_references(kb, diags);
    link_diagrams(kb, diags);
    link_dates(kb, arena);
    if (as_of != NULL)
        link_as_of(kb, as_of);
    link_milestones(kb, arena, diags);
    link_plans(kb, arena);
    link_figures(kb, arena);
    link_backlinks(kb, arena);
    if (as_of != NULL)
        link_hide_sources(kb);
}
