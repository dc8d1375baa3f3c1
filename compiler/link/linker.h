/*
 * linker.h - the parts of link_kb(), in the order in which they run; names and their order,
 * milestones, and figures side by side. Only link/ includes this.
 */
#pragma once

#include "link/link.h"
#include "model/suggest.h"

/* index.c: sorts entries by id and fills the tables; of two with one id the first stays. */
void link_index(Kb *kb, Diagnostics *diags);

/* references.c: sets Value.entry, Citation.source, ClaimDetails.by_entry and Claim.as_of: all in
 * one walk, since there are more claims than fit in a cache. */
void link_references(Kb *kb, Suggester *suggester, Arena *arena, Diagnostics *diags);

/* fiscal.c: gives dates of fiscal years the days of their organization's; after references.c.
 * Reports value.date. */
void link_fiscal_dates(Kb *kb, Arena *arena, Diagnostics *diags);

/* diagrams.c: sets the entries that diagrams name. */
void link_diagrams(Kb *kb, Suggester *suggester, Diagnostics *diags);

/* dates.c: the claim's as-of date, once its sources are known; references.c calls it. */
void link_as_of_sources(Claim *claim);

/* dates.c: the as-of date of the knowledge base. */
void link_dates(Kb *kb, Arena *arena);

/* as_of.c: makes the entries hold what was known by the last day of `as_of`, which becomes the
 * Kb's, and nothing else. */
void link_as_of(Kb *kb, const Edtf *as_of, Arena *arena);

/* as_of.c: hides the sources that nobody cites any more; after link_backlinks(). */
void link_hide_sources(Kb *kb);

/* standing.c: sets Claim.standing of what is withdrawn, and of what its source has corrected since,
 * but for dates of milestones and amounts of figures: those who gather them call link_correct().
 * After link_as_of(). */
void link_standings(Kb *kb, Arena *arena);

/* standing.c: marks those of the claims about one thing that their source has corrected. */
void link_correct(Claim *const *claims, size_t count, Arena *arena);

/* keys.c: reports a milestone's or figure's key that differs from the first one's only in case: ids
 * are told apart without regard to it. Returns
 * whether they may stand for one thing. */
bool link_check_key(Diagnostics *diags, const Object *first, const Object *object);

/* variants.c: finds each variant's base and each base's variants, and names variants that have no
 * name of their own. Reports ref.variant. */
void link_variants(Kb *kb, Arena *arena, Diagnostics *diags);

/* variants.c: is it a variant's, with nothing in it that needs a source? */
bool link_is_bare_variant(const Object *object);

/* milestones.c: gathers milestones, inline and not, by identity. */
void link_milestones(Kb *kb, Arena *arena, Diagnostics *diags);

/* figures.c: gathers figures, inline and not, by identity. */
void link_figures(Kb *kb, Arena *arena, Diagnostics *diags);

/* Older word first; what has no as-of date before what has one. For stable sorts of Claim *. */
int link_compare_age(gconstpointer left, gconstpointer right);

/* names.c: sets Entry.label and Kb.same_names; after link_as_of(). */
void link_names(Kb *kb, Arena *arena);

/* order.c: where each entry's name stands in lists, in each language. */
void link_order(Kb *kb, Arena *arena);

/* backlinks.c: after link_order(): references and citations seen from the other end. */
void link_backlinks(Kb *kb, Arena *arena);
