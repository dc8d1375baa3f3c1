/*
 * walk.h - every claim of an entry, also those inside inlined objects.
 */
#pragma once

#include "model/kb.h"

/* Called for each claim; `slot` is the one that holds it, in the object where it stands. */
typedef void (*ClaimVisitor)(Entry *entry, const Slot *slot, Claim *claim, void *user);

/* Visits an entry's claims: each before those inside it, in the schema's and the file's order. */
void entry_visit_claims(Entry *entry, ClaimVisitor visit, void *user);

/* Visits one claim and those inside it. Nesting is at most that of YAML (64). */
void claim_visit(Entry *entry, const Slot *slot, Claim *claim, ClaimVisitor visit, void *user);
