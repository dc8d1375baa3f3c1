/*
 * lives.h - how the life of an entry settles the plans for its milestones. Only find/ includes
 * this.
 */
#pragma once

#include "find/plans.h"

/* Sets what has become of the entry's plans by what else is known of it: those given up with it,
 * and those that a later step has passed. `plans` are all of the knowledge base's, by the index of
 * their milestones. */
void lives_settle(const Entry *entry, Plan *plans);
