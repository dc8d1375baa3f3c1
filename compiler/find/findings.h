/*
 * findings.h - what follows from the claims of a knowledge base, worked out once.
 *
 * After derive/, when the model has become constant: findings_make() looks at all of it, and
 * whoever judges, asks or shows (check/, query/, page/, emit/, diagram/, command/) reads the result
 * at kb->findings and decides nothing himself. What damaged entries and drafts state is in it, too,
 * unless a list says otherwise: check/ passes over the former, who publishes over the latter.
 */
#pragma once

#include "find/agenda.h"
#include "find/amounts.h"
#include "find/conflicts.h"
#include "find/corrections.h"
#include "find/events.h"
#include "find/gaps.h"
#include "find/image_uses.h"
#include "find/makers.h"
#include "find/news.h"
#include "find/plans.h"
#include "find/schedule.h"
#include "find/tracks.h"

struct Findings {
    Plans plans;
    Moves moves;
    Events events;
    Schedule schedule;
    Agenda agenda;
    Makers makers;
    Tracks tracks;
    Conflicts conflicts;
    Corrections corrections;
    NewsList news;
    FigureAmounts amounts;
    Gaps unsourced;
    Gaps untranslated;
    ImageUses images;
};

/* Everything lives in `arena`, and points into the knowledge base. `workers`: parallel_workers().
 */
const Findings *findings_make(const Kb *kb, unsigned workers, Arena *arena);

/* Returns the plan for one of the knowledge base's milestones. Never NULL. */
const Plan *findings_plan(const Findings *findings, const Milestone *milestone);
