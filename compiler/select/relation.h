/*
 * relation.h - what an entry is built on: its references that the schema marks as `lineage`.
 *
 * They stand in slots of its own and in inlined objects (composed_of: part, count). Only select/
 * and diagram/ may include this.
 */
#pragma once

#include "model/kb.h"

/* One relation from the entry that is asked about. `claim` is the reference to `to`: it says how
 * firm the relation is. `count` is 0 where none is said. */
typedef void (*RelationVisitor)(const Entry *to, const Slot *slot, int64_t count,
                                const Claim *claim, void *user);

/* Visits them in the schema's order; the same twice where two sources say it (claim_is_firmer()
 * tells which of them decides). */
void relations_visit(const Entry *from, RelationVisitor visit, void *user);

/* Does the claim of a relation's slot, in force and the entry's own, name `to`? */
bool relation_leads_to(const Claim *claim, const Entry *to);
