/*
 * parts.h - milestones and figures of one entry in both states. Only compare/ includes this.
 */
#pragma once

#include "compare/match.h"

/* Fills the events and figures of an entry that is in both states, the later state's first. */
void parts_compare(const Pair *of, EntryChange *change);

/* Is the slot one by which milestones or figures are told apart, or that holds their dates or
 * amounts? What those say is compared here. */
bool parts_have_slot(const Slot *slot);
