/*
 * report.h - how much the knowledge base knows, and where it has gaps.
 *
 * Counted once over the whole model, independent of how it is shown; drafts are passed over. These
 * are the numbers that every page and the terminal give. A product with variants is one entry; what
 * its variants state and do themselves counts. Sources are counted by themselves. What contradicts
 * or is overdue comes from questions.h.
 */
#pragma once

#include "find/questions.h"
#include "model/kb.h"

/* How much rests on a source. */
typedef struct ReportSource {
    const Entry *source;
    size_t claims; /* stated single values, also inside objects; deprecated ones, too */
    size_t entries;
} ReportSource;

typedef struct ReportSlot {
    const Slot *slot;
    size_t filled; /* entries that have it, without variants */
} ReportSlot;

typedef struct ReportClass {
    const Class *class;
    size_t entries;
    ReportSlot *slots; /* those that some entry has, and all recommended ones */
    size_t slot_count;
} ReportClass;

typedef struct Report {
    size_t entries;        /* without sources, and without variants */
    size_t claims;         /* that need a source */
    size_t milestones;     /* all, whatever became of them */
    ReportSource *sources; /* most claims first, then by id */
    size_t source_count;
    Gaps unsourced;
    Gaps untranslated;
    ReportClass *classes; /* with entries, by name */
    size_t class_count;
    const Questions *questions;
} Report;

/* Everything lives in `arena`; `questions` is borrowed. */
Report report_build(const Kb *kb, const Questions *questions, Arena *arena);
