/*
 * known.h - since which day what is stated has been known: what a build as of a day keeps, and what
 * the time machine hides.
 *
 * A vague day counts from its first one on; DAY_OPEN_PAST: since ever, or nobody says for certain
 * when.
 */
#pragma once

#include "model/kb.h"

/* Returns since which day a claim has been known: since it was told. */
Day claim_known_since(const Claim *claim);

/* Same of a milestone's date: what happened is known since it happened, whoever told it when; a
 * plan since it was told. */
Day date_known_since(const Claim *date);

/* Same of a figure's amount: of a period that has ended since it ended, whoever told it when; a
 * forecast since it was told. */
Day amount_known_since(const Object *figure, const Claim *amount);

/* Returns when the source was published that withdraws the claim; NULL: none does, or it does not
 * say. */
const Edtf *claim_withdrawn_when(const Claim *claim);
